"""Rows that stand in a mission's own document, places and whom to call: asked for as the rows of any other table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload
from uuid import UUID, uuid5

from tearoad.journey.tables import EditableTable
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.values.document import Document, to_document


@dataclass(slots=True)
class MissionPartRow:
    """One row of a part of a mission's document."""

    pk: UUID
    code: str
    position: int
    document: Document


class MissionPartRows(Sequence[MissionPartRow]):
    """The rows of one part, in the officer's order: a few dozens, all of which are in memory already."""

    def __init__(self, table: EditableTable, mission: rows.Mission, found: Sequence[MissionPartRow]) -> None:
        """Keep some of the rows of a part."""
        self._table, self._mission, self._found = table, mission, found

    @classmethod
    def of(cls, table: EditableTable, mission: rows.Mission) -> MissionPartRows:
        """Return all rows of a part as the mission says them; no query."""
        entries = keyed_entries(table, getattr(core(mission), table.mission_part))
        found = [_row(table, mission, *entry, at) for at, entry in enumerate(entries.items())]
        return cls(table, mission, found)

    def select_for_update(self) -> MissionPartRows:
        """Return the rows as they are stored at this moment, and let nobody else write them before the end."""
        held: rows.Mission = rows.Mission.objects.select_for_update().get(pk=self._mission.pk)
        self._mission.document, self._mission.revision = held.document, held.revision
        return MissionPartRows.of(self._table, self._mission)

    def filter(self, **wanted: Any) -> MissionPartRows:
        """Return the rows that have some values: `code="T1"`, `pk__in=[...]`."""
        found: Sequence[MissionPartRow] = self._found
        for text, value in wanted.items():
            name, _, is_among = text.partition("__")
            among = {*value} if is_among else {value}
            found = [part_row for part_row in found if getattr(part_row, name) in among]
        return MissionPartRows(self._table, self._mission, found)

    def get(self, **wanted: Any) -> MissionPartRow:
        """Return the one row that has some values."""
        (part_row,) = self.filter(**wanted)
        return part_row

    def values_list(self, name: str, *, flat: bool) -> list[Any]:
        """Return one value of each row."""
        return (
            [getattr(part_row, name) for part_row in self._found]
            if flat
            else [(getattr(part_row, name),) for part_row in self._found]
        )

    def first(self) -> MissionPartRow | None:
        """Return the first row; None where there is none."""
        return self._found[0] if self._found else None

    def last(self) -> MissionPartRow | None:
        """Return the last row; None where there is none."""
        return self._found[-1] if self._found else None

    def count(self, _value: object = None) -> int:
        """Return how many rows there are."""
        return len(self._found)

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._found)

    def __iter__(self) -> Iterator[MissionPartRow]:
        """Yield the rows."""
        return iter(self._found)

    @overload
    def __getitem__(self, at: int) -> MissionPartRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[MissionPartRow]: ...
    def __getitem__(self, at: int | slice) -> MissionPartRow | Sequence[MissionPartRow]:
        """Return one row, or some."""
        return self._found[at]


def keyed_entries(table: EditableTable, entries: Iterable[Any]) -> dict[str, Any]:
    """Return entries by what they are known by; what says the very same twice is numbered."""
    found: dict[str, Any] = {}
    for entry in entries:
        key = base = table.key_of(entry)
        number = 2
        while key in found:
            key, number = f"{base}#{number}", number + 1
        found[key] = entry
    return found


def _row(table: EditableTable, mission: rows.Mission, code: str, entry: Any, at: int) -> MissionPartRow:
    document: Document = json.loads(json.dumps(to_document(entry)))
    return MissionPartRow(uuid5(mission.pk, f"{table.name}/{code}"), code, at, document)
