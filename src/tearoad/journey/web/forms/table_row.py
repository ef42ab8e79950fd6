"""A row with all its parts as a form: without a script the only way to edit it, and for many cells the better."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tearoad.journey.tables import CellFault, EditableTable, TableColumn
from tearoad.journey.tables.judging import RowLine
from tearoad.journey.tables.merging import MergedRow
from tearoad.journey.web.queries.tables.pages import TableScene, choices_by_field
from tearoad.paper.sheets.cells import is_blank
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.rows import Widget
from tearoad.text import Text
from tearoad.words import Words, form_problem

SHOWN, TAKE, REMOVE_LINE = "opened_as", "take", "remove_line"
"""What the form showed when it was made; whose value a person takes; which product or need they take out."""
_MOST_THINGS = 30
"""Certificates that a form has fields for."""
_MOST_LINES = 60
"""Products or needs that a form shows of one company."""


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
    clash: Text | None = None
    """What stands there now and what this person entered, where somebody else was faster."""
    is_changed: bool = False
    """Whether somebody else changed it, and this person did not."""


@dataclass(frozen=True, slots=True)
class RowFields:
    """The fields of one line: a row's own, or those of one product or need."""

    line: int
    title: Text | None
    fields: tuple[RowField, ...]
    is_filled: bool
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class SentRow:
    """What the form of a row was sent with."""

    lines: list[dict[str, str]]
    opened_as: list[dict[str, str]] | None
    """What it showed before; None where that was not sent."""


class WholeRowForm:
    """The form of one row; `stored` is what it is compared with when it comes back."""

    def __init__(
        self,
        words: Words,
        scene: TableScene,
        lines: Sequence[RowLine],
        faults: Sequence[CellFault] = (),
        *,
        stored: Sequence[RowLine] | None = None,
        merged: MergedRow | None = None,
    ) -> None:
        """Show lines as they are, with what is wrong in them and what somebody else changed."""
        self.words, self.scene, self.lines, self.faults = words, scene, [*lines], faults
        self.stored = self.lines if stored is None else stored
        self.merged = merged or MergedRow([])
        self._choices = choices_by_field(scene, scene.table.columns)

    @property
    def errors(self) -> Sequence[str]:
        """What is wrong with the row as a whole."""
        shown = {column.field for column in self._edited}
        return [form_problem(self.words, fault.text, fault.hint) for fault in self.faults if fault.field not in shown]

    @property
    def opened_as(self) -> str:
        """What the form carries to be compared with what is stored when it comes back."""
        fields = [column.field for column in self._edited]
        lines = [{name: line[name] for name in fields if line.get(name)} for line in self.stored[:_MOST_LINES]]
        return json.dumps(lines, ensure_ascii=False)

    @property
    def parts(self) -> list[RowFields]:
        """The row's own fields, then those of each product or need and of one that may be added."""
        own = [column for column in self._edited if not column.is_item]
        items = [column for column in self._edited if column.is_item]
        found = [self._part(0, None, own)]
        if items:
            last = len(self.lines)
            if any(not is_blank(self.lines[-1].get(item.field, "")) for item in items):
                last += 1
            title = f"tables.item_{self.scene.table.name}"
            lines = range(min(max(1, last), _MOST_LINES))
            found += [self._part(line, Text(title, number=line + 1), items) for line in lines]
        return found

    @property
    def _edited(self) -> list[TableColumn]:
        return [column for column in self.scene.table.columns if column.is_edited]

    def _part(self, line: int, title: Text | None, columns: Sequence[TableColumn]) -> RowFields:
        cells = self.lines[line] if line < len(self.lines) else {}
        fields = tuple(self._field(line, column, cells.get(column.field, "")) for column in columns)
        is_lost = title is not None and line in self.merged.lost
        return RowFields(line, title, fields, any(field.text for field in fields), is_lost)

    def _field(self, line: int, column: TableColumn, text: str) -> RowField:
        choices = self._choices.get(column.field, ())
        if choices and text and text not in {value for value, _said in choices}:
            choices = [(text, text), *choices]
        wrong = [
            form_problem(self.words, fault.text, fault.hint)
            for fault in self.faults
            if (fault.line, fault.field) == (line, column.field)
        ]
        things = self._things(f"c{line}-{column.field}", column, text)
        is_note = column.widget is Widget.NOTE or "\n" in text
        widget = "parts" if things else "choice" if choices else "note" if is_note else "line"
        at = (line, column.field)
        return RowField(
            name=f"c{line}-{column.field}",
            label=column.column.title(self.scene.language),
            help=self.words(column.column.explanation),
            widget=widget,
            text=text,
            choices=choices,
            error=" ".join(wrong),
            needed=any(group == (column.field,) for group in self.scene.table.spec.needs),
            things=things,
            clash=self._clash(column, line),
            is_changed=at in self.merged.theirs and at not in self.merged.clashes,
        )

    def _things(self, name: str, column: TableColumn, text: str) -> tuple[tuple[PartOfCell, ...], ...]:
        """Return the fields of each thing that a cell lists, and those of one more."""
        parts = column.parts
        if parts is None:
            return ()
        labels = [header.of(self.scene.language)[0] for header in parts.headers]
        filled = [parts.split(written) for written in split_list(text)]
        return tuple(
            tuple(
                PartOfCell(f"{name}.{thing}.{at}", label, values[at] if at < len(values) else "")
                for at, label in enumerate(labels)
            )
            for thing, values in enumerate([*filled[:_MOST_THINGS], []])
        )

    def _clash(self, column: TableColumn, line: int) -> Text | None:
        both = self.merged.clashes.get((line, column.field))
        if both is None:
            return None
        theirs, mine = (self.scene.cell_in_words(column, text) or "–" for text in (both.theirs, both.mine))
        return Text("tables.field_clash", theirs=theirs, mine=mine)


def read_sent_row(said: Any, table: EditableTable) -> SentRow:  # Django's QueryDict of a form
    """Return what a row's form was sent with: a field whose stored value is taken says what it showed."""
    opened_as = _opened_as(said.get(SHOWN, ""))
    lines = read_lines(said, table)
    fields = [table_column.field for table_column in table.columns if table_column.is_edited]
    gone = said.get(REMOVE_LINE, "")
    if gone.isdecimal() and int(gone) < len(lines):
        lines[int(gone)] |= {
            table_column.field: "" for table_column in table.columns if table_column.is_item and table_column.is_edited
        }
    for name in said.getlist(TAKE):
        line, _dash, column = name.removeprefix("c").partition("-")
        if line.isdecimal() and int(line) < len(lines) and column in fields:
            lines[int(line)].pop(column, None)
    return SentRow(lines, opened_as)


def read_lines(said: Mapping[str, str], table: EditableTable) -> list[dict[str, str]]:
    """Return the lines that a row's form was sent with, field by field; behind the last one nothing was sent."""
    lines: list[dict[str, str]] = []
    for line in range(_MOST_LINES + 1):
        typed = {column.field: _typed(said, f"c{line}-{column.field}", column) for column in table.columns}
        cells = {field: text for field, text in typed.items() if text is not None}
        lines.append(cells)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
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


def filled_lines(lines: Sequence[RowLine]) -> list[dict[str, str]]:
    """Return the lines of a new row: further ones that say nothing are left out."""
    return [dict(line) for at, line in enumerate(lines) if at == 0 or any(not is_blank(text) for text in line.values())]


def _opened_as(written: str) -> list[dict[str, str]] | None:
    """Return what a form says that it showed; None where it does not say so in its own way."""
    try:
        found = json.loads(written)
    except ValueError:
        return None
    is_whole = isinstance(found, list) and all(
        isinstance(line, dict) and all(isinstance(text, str) for text in line.values()) for line in found
    )
    return found[: _MOST_LINES + 1] if is_whole else None
