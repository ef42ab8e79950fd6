"""Which rows a filter of one column keeps: those whose cell says what is looked for, as any language calls it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tearoad.journey.tables import EditableTable, TableColumn, texts_in
from tearoad.journey.web.queries.tables.called import (
    FALSE,
    TRUE,
    also_written,
    days_called,
    names_of_values,
    stands_for_nothing,
    words_in,
)
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import lookup_of
from tearoad.names import fold
from tearoad.rows import Widget

EMPTY, FILLED = "=", "*"
"""What a filter looks for that looks for empty or for filled cells."""


class ColumnFilter:
    """What the cells of a column must hold."""

    def __init__(self, table: EditableTable, column: TableColumn, wanted: str, names: NamesInMission) -> None:
        """Look at the words that are looked for once."""
        self.column, self.wanted, self._people = column, wanted, names
        self._called = names_of_values(table.name, column.field)
        self._is_yes_no = TRUE in self._called and FALSE in self._called
        self._absent = stands_for_nothing(table, column)
        self._words = [[word, *also_written(word), *days_called(names.mission, word)] for word in words_in(wanted)]
        self._inside = column.path[2:] if column.is_item else ()
        whole = lookup_of(table, column)
        self.lookup = whole.partition("__0__")[0] if column.is_item else whole
        """How the database finds what is looked at: of a product or need the list of all of them."""

    def keeps(self, value: Any) -> bool:  # what JSON holds
        """Whether a stored value fits; of several products or needs one must."""
        if not self.column.is_item:
            return self._fits(value)
        return any(self._fits(item) for item in self._of_items(value)) or (not value and self._fits(None))

    def _of_items(self, items: Any) -> Iterator[Any]:  # as above
        for item in items or ():
            value = item
            for step in self._inside:
                value = value.get(step) if isinstance(value, dict) else None
            yield value

    def _fits(self, value: Any) -> bool:  # as above
        if self.wanted in {EMPTY, FILLED}:
            return (value in (None, "", [], {})) == (self.wanted == EMPTY)
        if self.column.widget is Widget.CHOICE:
            return str(value or self._absent) == self.wanted
        if self.column.widget is Widget.PARTY and self.wanted in self._people.by_id:
            return str(value or "") == self.wanted
        texts = [*self._texts(value)]
        said = "\n".join(texts)
        held = f"{fold(said)}\n{self._names(texts)}"
        return all(any(fold(way) in held if fold(way) else way in said for way in ways) for ways in self._words)

    def _texts(self, value: Any) -> Iterator[str]:  # as above
        if self._is_yes_no:
            yield self._absent if value is None else TRUE if str(value).casefold() in {"1", TRUE} else FALSE
        elif value is None and self._absent:
            yield self._absent
        else:
            yield from texts_in(value)

    def _names(self, texts: list[str]) -> str:
        people = self._people.by_id if self.column.names else {}
        called = (fold(people[text]) if text in people else self._called.get(text, "") for text in texts)
        return "\n".join(filter(None, called))
