"""What stands already in the rows that sheets are laid upon: a cell that nobody can read does not wipe it out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property

from tearoad.paper.sheets.columns import SheetSpec
from tearoad.paper.sheets.writing import Table, as_texts


class StoredRows:
    """The rows that are kept, as the sheets that would write them; a folder of files has none."""

    def __init__(self, write: Callable[[], Iterable[Table]] = tuple, somebody: Collection[str] = ()) -> None:
        """Keep how the sheets are written: only a reading with a bad cell pays for it.

        `somebody` are the sheets of firms and people: a row there with the same id and another name is about another.
        """
        self._write = write
        self._somebody = frozenset(somebody)

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[str, list[Mapping[str, str]]]]:
        """The texts of the kept rows, by sheet and id."""
        sheets: dict[str, dict[str, list[Mapping[str, str]]]] = {}
        for table in self._write():
            by_id = sheets.setdefault(table.spec.name, {})
            for row in as_texts(table):
                by_id.setdefault(row.get("id", ""), []).append(row)
        return sheets

    def cell(
        self, spec: SheetSpec, field: str, key: str, said: Mapping[str, str], meant: Callable[[str], object]
    ) -> str:
        """Return what a field of the kept row of a record says; empty where that is nothing, or not sure.

        The kept row has the record's id, `key`, or is about the same where the sheet gives none: `said` are the
        record's texts, and `meant` brings two ways to write the same thing together. Time O(kept rows of the sheet).
        """

        def agrees(row: Mapping[str, str], group: Iterable[str]) -> bool:
            here, there = ({meant(texts[name]) for name in group if name in texts} for texts in (said, row))
            return not here or not here.isdisjoint(there)

        by_id = self._rows.get(spec.name, {})
        rows = by_id.get(key, []) if key else [row for kept in by_id.values() for row in kept]
        if key and spec.name in self._somebody and not all(agrees(row, spec.needs[0]) for row in rows[:1]):
            return ""  # only the first row of a firm bears its name
        groups = (spec.items,) if key else (*spec.needs, spec.items)
        fitting = (row for row in rows if all(agrees(row, group) for group in groups))
        texts = {row[field] for row in fitting if field in row}
        return texts.pop() if len(texts) == 1 else ""
