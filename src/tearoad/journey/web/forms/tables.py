"""What an address or a form says about a table: which rows, which columns, which cells were filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from tearoad.errors import InputError
from tearoad.journey.tables import CellFault, EditableTable, TableColumn
from tearoad.journey.tables.judging import RowLine
from tearoad.journey.web.actions.table_editing import CellEdit
from tearoad.journey.web.queries.tables.listing import TableQuery
from tearoad.journey.web.queries.tables.pages import TableScene, choices_by_field
from tearoad.paper.sheets.cells import is_blank
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.rows import Widget
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.numbers import whole
from tearoad.words import Words, form_problem

FILTER, PLACE = "f_", "place_"
_MOST_THINGS = 30
"""Certificates that a form has fields for."""
_MOST_LINES = 60
"""Products or needs that a form shows of one company."""


def read_query(said: QueryDict, table: EditableTable) -> TableQuery:
    """Return which rows an address asks for; what names no column of the table is left aside."""
    wanted = said.get("sort", "")
    sort = wanted.removeprefix("-")
    filters = {
        one.field: text for one in table.columns if one.path and (text := said.get(f"{FILTER}{one.field}", "").strip())
    }
    column = table.by_field.get(sort)
    is_sorted = column is not None and bool(column.path)
    return TableQuery(said.get("q", ""), sort if is_sorted else "", wanted.startswith("-") and is_sorted, filters)


def read_columns(said: QueryDict, table: EditableTable, language: Language) -> tuple[TableColumn, ...]:
    """Return which columns an address asks for, in their order; those shown at first where it asks for none."""
    known = {name: one for name, one in table.by_field.items() if name != "id"}  # the id heads its row
    chosen = [known[one] for one in dict.fromkeys(said.getlist("col")) if one in known]
    if not chosen:
        return table.shown_at_first(language)
    places = {one.field: whole(said.get(f"{PLACE}{one.field}", "")) for one in chosen}
    if any(place is not None for place in places.values()):
        last = len(chosen)
        chosen.sort(key=lambda one: last if (place := places[one.field]) is None else place)
    return tuple(chosen)


def read_edits(sent: str) -> list[CellEdit]:
    """Return the cells of a request.

    Raises:
        InputError: it is no list of cells.

    """
    try:
        found = json.loads(sent)
        return [_edit(one) for one in found]
    except (ValueError, TypeError, KeyError, RecursionError) as wrong:
        raise InputError(Text("tables.bad_request"), Text("tables.bad_request_hint")) from wrong


def _edit(one: Any) -> CellEdit:
    row, line, field, text, was = one["row"], one["line"], one["field"], one["text"], one.get("was")
    if not all(isinstance(part, str) for part in (row, field, text)) or not isinstance(line, int):
        raise TypeError(one)
    if was is not None and not isinstance(was, str):
        raise TypeError(was)
    return CellEdit(row, line, field, text, was)


@dataclass(frozen=True, slots=True)
class PartOfCell:
    """One part of one thing that a cell lists, as a field of its own."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class RowField:
    """One cell of a row as a field of its form."""

    name: str
    label: str
    help: str
    widget: str
    text: str
    choices: Sequence[tuple[str, str]]
    error: str
    needed: bool
    things: tuple[tuple[PartOfCell, ...], ...] = ()
    """Of a cell that lists things of several parts: the parts of each, and of one that may be added."""


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of one line: a row's own, or those of one product or need."""

    line: int
    title: Text | None
    fields: tuple[RowField, ...]
    is_filled: bool


class WholeRowForm:
    """A row with all its parts as a form: without a script the only way to edit it, and for many cells the better."""

    def __init__(
        self, words: Words, scene: TableScene, lines: Sequence[RowLine], faults: Sequence[CellFault] = ()
    ) -> None:
        """Show lines as they are, with what is wrong in them."""
        self.words, self.scene, self.lines, self.faults = words, scene, [*lines], faults
        self._choices = choices_by_field(scene, scene.table.columns)

    @property
    def errors(self) -> Sequence[str]:
        """What is wrong with the row as a whole."""
        shown = {column.field for column in self.scene.table.columns if column.is_edited}
        return [form_problem(self.words, one.text, one.hint) for one in self.faults if one.field not in shown]

    @property
    def parts(self) -> list[RowFields]:
        """The row's own fields, then those of each product or need and of one that may be added."""
        columns = [one for one in self.scene.table.columns if one.is_edited]
        own = [one for one in columns if not one.is_item]
        items = [one for one in columns if one.is_item]
        found = [self._part(0, None, own)]
        if items:
            last = len(self.lines)
            if any(not is_blank(self.lines[-1].get(one.field, "")) for one in items):
                last += 1
            title = f"tables.item_{self.scene.table.name}"
            lines = range(min(max(1, last), _MOST_LINES))
            found += [self._part(line, Text(title, number=line + 1), items) for line in lines]
        return found

    def _part(self, line: int, title: Text | None, columns: Sequence[TableColumn]) -> RowFields:
        cells = self.lines[line] if line < len(self.lines) else {}
        fields = tuple(self._field(line, column, cells.get(column.field, "")) for column in columns)
        return RowFields(line, title, fields, any(one.text for one in fields))

    def _field(self, line: int, column: TableColumn, text: str) -> RowField:
        choices = self._choices.get(column.field, ())
        if choices and text and text not in {value for value, _said in choices}:
            choices = [(text, text), *choices]
        wrong = [
            form_problem(self.words, one.text, one.hint)
            for one in self.faults
            if (one.line, one.field) == (line, column.field)
        ]
        things = self._things(f"c{line}-{column.field}", column, text)
        widget = "parts" if things else "choice" if choices else "note" if column.widget is Widget.NOTE else "line"
        needed = any(group == (column.field,) for group in self.scene.table.spec.needs)
        title = column.column.title(self.scene.language)
        about = self.words(column.column.explanation)
        return RowField(f"c{line}-{column.field}", title, about, widget, text, choices, " ".join(wrong), needed, things)

    def _things(self, name: str, column: TableColumn, text: str) -> tuple[tuple[PartOfCell, ...], ...]:
        """Return the fields of each thing that a cell lists, and those of one more."""
        parts = column.parts
        if parts is None:
            return ()
        labels = [one.of(self.scene.language)[0] for one in parts.headers]
        filled = [parts.split(one) for one in split_list(text)]
        return tuple(
            tuple(
                PartOfCell(f"{name}.{thing}.{at}", label, values[at] if at < len(values) else "")
                for at, label in enumerate(labels)
            )
            for thing, values in enumerate([*filled[:_MOST_THINGS], []])
        )


def read_lines(said: Mapping[str, str], table: EditableTable, code: str) -> list[dict[str, str]]:
    """Return the lines that a row's form was sent with; further ones that say nothing are left out."""
    lines: list[dict[str, str]] = []
    for line in range(_MOST_LINES + 1):
        typed = {one.field: _typed(said, f"c{line}-{one.field}", one) for one in table.columns}
        cells = {field: text for field, text in typed.items() if text is not None}
        if line == 0 or any(not is_blank(text) for text in cells.values()):
            lines.append({"id": code} | cells)
    return lines


def _typed(said: Mapping[str, str], name: str, column: TableColumn) -> str | None:
    """Return what a cell was sent with, whole or in parts; None where the form did not show it."""
    if name in said:
        return said[name].replace("\r\n", "\n").strip()
    if column.parts is None or f"{name}.0.0" not in said:
        return None
    things = (
        [said.get(f"{name}.{thing}.{at}", "") for at in range(len(column.parts.headers))]
        for thing in range(_MOST_THINGS + 1)
    )
    return join_list(filter(None, map(column.parts.join, things)))
