"""A row of a sheet as a form: read like the sheet, so that page and spreadsheet are judged alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django import forms

from tearoad.mission import Mission
from tearoad.mission.sheet_reading import start_reading
from tearoad.mission.web.forms.three import Three, three
from tearoad.paper.sheets import CellProblem, Column, Grid, Known
from tearoad.paper.sheets.writing import cell_to_write
from tearoad.paper.sheets.written.lists import join_list, split_list
from tearoad.reference import hs_exists
from tearoad.rows import Codec, RowKind, Widget, is_remark, refuses_cell
from tearoad.text import Text
from tearoad.values import BY_CODE
from tearoad.web.long_text import LongText
from tearoad.words import Words, form_problem

_LONGEST, _LONGEST_NOTE = 300, 1000
_TYPES = {Widget.DAY: "date", Widget.MOMENT: "datetime-local", Widget.PHONE: "tel"}
_BETWEEN = re.compile(r"(?<=\d)T(?=\d)")
"""What a browser writes between a day and a time."""


@dataclass(frozen=True, slots=True)
class FormSection:
    """What stands together in a form: a text in three languages, or fields of one."""

    text: Three | None = None
    fields: tuple[forms.BoundField, ...] = ()


class RowForm(forms.Form):
    """Everything that a sheet holds of one row, but what is fixed. `row` is what it says once it is valid."""

    row: Any = None
    remarks: tuple[CellProblem, ...] = ()
    """What to look at in the cells that were filled in; the row is kept."""

    def __init__(
        self,
        words: Words,
        kind: RowKind[Any],
        mission: Mission,
        known: Sequence[Known],
        id_: str,
        was: object = None,
        data: Mapping[str, Any] | None = None,
    ) -> None:
        """Show a row, or read what was sent; `known` are those that a row may be about."""
        super().__init__(data)
        self.label_suffix = ""
        self.words, self.kind, self.mission, self.known, self.id = words, kind, mission, known, id_
        shown = kind.write((was,), mission.fair_zone).rows[0].values if was is not None else {}
        for column in kind.spec.written:
            if column.field in kind.field_of and not kind.field_of[column.field].fixed:
                self.fields[column.field] = self._field(column, shown.get(column.field))
                self.initial[column.field] = self._initial(column, shown.get(column.field))

    def __iter__(self) -> Iterator[forms.BoundField]:
        """Yield the fields in the order of the sheet."""
        return (self[name] for name in self.fields)

    def parts(self) -> Iterator[FormSection]:
        """Yield the fields in the order of the sheet, those of one text in three languages together."""
        for name, fields in groupby(self, self._text_of):
            if name:
                title = self.kind.spec.by_field[name].title(self.words.language)
                yield FormSection(three(self, name, title, self.words.language))
            else:
                yield FormSection(fields=tuple(fields))

    def _text_of(self, bound: forms.BoundField) -> str:
        """Return the text whose language a field is; nothing where it is a field of its own."""
        name, _, tag = bound.name.rpartition("_")
        return name if tag in BY_CODE and name in self.kind.spec.by_field else ""

    def clean(self) -> dict[str, Any]:
        """Judge the cells as sheets and tables do: what is only to be looked at refuses nothing."""
        found: dict[str, Any] = super().clean() or {}
        cells = ({"id": self.id} if self.kind.id else {}) | {
            name: self._cell(name, found.get(name)) for name in self.fields
        }
        reading = start_reading(self.mission, hs_exists)
        for entry in self.known:
            reading.directory.add(entry)
        grid = Grid("", "", (tuple(cells), tuple(cells.values())))
        rows = self.kind.read(reading.records(grid, self.kind.spec, {}), reading)
        self._judge(reading.problems, cells, rows)
        if not rows and not self.errors:  # a sheet leaves out a row without a cell
            self._add_missing_cells()
        if rows and not self.errors:
            self.row = replace(rows[0], written_at=None) if self.kind.located_at else rows[0]  # a form has no cells
        return found

    def _judge(self, problems: Iterable[CellProblem], cells: Mapping[str, str], rows: Sequence[object]) -> None:
        order = tuple(cells)
        after = self.kind.cells(rows[0], self.mission.fair_zone) if rows else {}
        remarks = []
        for problem in problems:
            name = order[problem.column - 1] if problem.column else ""
            is_edited = name in self.changed_data
            if refuses_cell(problem, is_typed=is_edited and bool(cells[name]), has_arrived=bool(after.get(name))):
                self._add_problem(problem, order)
            elif is_remark(problem, is_edited=is_edited) and problem.text.code not in self.kind.marked:
                remarks.append(problem)
        self.remarks = tuple(remarks)

    def _add_problem(self, problem: CellProblem, order: tuple[str, ...]) -> None:
        name = order[problem.column - 1] if problem.column else None
        self.add_error(name if name in self.fields else None, form_problem(self.words, problem.text, problem.hint))

    def _add_missing_cells(self) -> None:
        for name, *_ in self.kind.spec.needs:
            text = Text("sheets.cell_missing", column=self.kind.spec.by_field[name].header.term)
            self.add_error(
                name if name in self.fields else None, form_problem(self.words, text, Text("sheets.cell_missing_hint"))
            )

    def _cell(self, name: str, value: Any) -> str:
        if isinstance(value, list):
            return join_list(value)
        return _BETWEEN.sub(" ", str(value or "")) if self._codec(name).widget is Widget.MOMENT else str(value or "")

    def _codec(self, name: str) -> Codec[Any]:
        return self.kind.field_of[name].codec

    def _field(self, column: Column, value: object) -> forms.Field:
        codec = self._codec(column.field)
        made: forms.Field
        if codec.choices is not None:
            words = codec.choices.words.items()
            made = _chosen((member.value, word.of(self.words.language)[0]) for member, word in words)
        elif codec.widget is Widget.PARTY:
            made = _chosen((entry.id, entry.names[0]) for entry in self.known if entry.kind in codec.kinds)
        elif codec.widget is Widget.PARTIES:
            offered = {entry.id: entry.names[0] for entry in self.known if entry.kind in codec.kinds}
            made = forms.MultipleChoiceField(
                required=False,
                choices=[*({name: name for name in split_list(str(value or ""))} | offered).items()],
                widget=forms.SelectMultiple(attrs={"size": 4}),
            )
        elif codec.widget is Widget.NOTE:
            made = forms.CharField(required=False, max_length=_LONGEST_NOTE, widget=LongText(attrs={"rows": 2}))
        else:
            kind = forms.TextInput(attrs={"type": _TYPES.get(codec.widget, "text")})
            made = forms.CharField(required=False, max_length=_LONGEST, widget=kind)
        made.label = column.title(self.words.language)
        if codec.widget is not Widget.PARTY:  # where one chooses, how to write it is no help
            made.help_text = self.words(column.explanation)
        return made

    def _initial(self, column: Column, value: Any) -> Any:
        if column.choices is not None:
            return value.value if value else ""
        if self._codec(column.field).widget is Widget.PARTIES:
            return list(split_list(str(value or "")))
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%dT%H:%M}"
        return cell_to_write(value, column, self.words.language)


def _chosen(offered: Iterable[tuple[str, str]]) -> forms.Field:
    return forms.ChoiceField(required=False, choices=[("", "–"), *offered])
