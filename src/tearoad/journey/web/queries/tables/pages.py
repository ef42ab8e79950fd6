"""What a page of a table shows: its cells, as a reader sees them and as they are edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tearoad.errors import InputError
from tearoad.journey.tables import EditableTable, RowJudge, TableColumn
from tearoad.journey.tables.judging import RowLine
from tearoad.journey.web.answers import CellNow, RowNow
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.kinds import called
from tearoad.journey.web.queries.tables.people import NamesInMission
from tearoad.journey.web.queries.tables.stored import entry_of, mark_of_entry, rows_of
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.paper.sheets.written.lists import split_list
from tearoad.text import Text
from tearoad.values import Language, LocalText
from tearoad.values.document import Document, from_document

_MOST_SHOWN = 3
"""So many names of a long list are shown; the cell holds them all."""
_LONGEST = 160
"""Letters of a note that are shown in a table."""


@dataclass(frozen=True, slots=True)
class EditableCell:
    """One cell of a page."""

    column: TableColumn
    label: str
    text: str
    """What is edited."""
    shown: str
    may_edit: bool


@dataclass(frozen=True, slots=True)
class EditableLine:
    """One line of a row."""

    number: int
    cells: tuple[EditableCell, ...]


@dataclass(frozen=True, slots=True)
class EditableRow:
    """One row of a page."""

    id: str
    code: str
    title: str
    """How it is called: its id, or what it is known by where it has none."""
    mark: str
    lines: tuple[EditableLine, ...]


class TableScene:
    """What it takes to show and to judge the rows of one table to one reader."""

    def __init__(self, table: EditableTable, mission: Mission, language: Language) -> None:
        """Keep whose table it is."""
        self.table, self.mission, self.language = table, mission, language
        self.names = NamesInMission(mission, table, language)

    @cached_property
    def judge(self) -> RowJudge:
        """What reads and writes its rows."""
        return RowJudge(self.table, core(self.mission), lambda: self.names.known, self.language)

    def lines_of(self, row: Any) -> list[dict[str, str]]:
        """Return the cells of a row, line by line."""
        return self.judge.lines_of(entry_of(self.table, row))

    def rows_with(self, keys: Sequence[Any]) -> list[Any]:
        """Return some rows in the order of their keys; one query."""
        found = {row.pk: row for row in rows_of(self.table, self.mission).filter(pk__in=keys)}
        return [found[key] for key in keys if key in found]

    def editable_row(self, row: Any, columns: Sequence[TableColumn]) -> EditableRow:
        """Return a row as a page shows it."""
        entry = entry_of(self.table, row)
        written = self.judge.lines_of(entry)
        lines = tuple(
            EditableLine(number, tuple(self._cell(column, line, number) for column in columns))
            for number, line in enumerate(written)
        )
        return EditableRow(
            str(row.pk), row.code, self._title(row.code, written), mark_of_entry(self.table, entry), lines
        )

    def title_of(self, row: Any) -> str:
        """Return how a row is called: by its id, or by what it is known by where it has none."""
        return row.code if self.table.has_ids else self._title(row.code, self.lines_of(row))

    def change_in_words(self, change: TableChange) -> Text:
        """Say what a change of the table was about: its row, or how many there were."""
        count = len(change.changes)
        if count != 1:
            return Text("tables.last_change_rows", count=count, by=change.changed_by)
        (changed,) = change.changes
        row = self._called_in(str(changed.get("code", "")), changed.get("after") or changed.get("before") or {})
        return Text("tables.last_change", row=row, by=change.changed_by)

    def _called_in(self, code: str, document: Document) -> str:
        if not self.table.has_ids:
            try:
                entry = from_document(self.table.kind.core, document)
            except InputError:  # what was kept cannot be read
                return code
            return self._title(code, self.judge.lines_of(entry))
        said = called(self.table.name, code, document)
        if isinstance(said, str):
            return " → ".join(map(self._called, said.split(" → ")))
        return LocalText.of(lambda language: said.get(language.code, "")).in_language(self.language)

    def _title(self, code: str, lines: Sequence[RowLine]) -> str:
        if self.table.has_ids or not lines:
            return code
        needed = [self.table.by_field[text] for group in self.table.spec.needs for text in group[:1]]
        said = [self.cell_in_words(column, lines[0].get(column.field, "")) for column in needed or self.table.columns]
        return " · ".join([text for text in said if text][: len(needed) or 2]) or code

    def now(self, row: EditableRow, ref: str = "") -> RowNow:
        """Return a row for the page's script."""
        lines = tuple({cell.column.field: CellNow(cell.text, cell.shown) for cell in line.cells} for line in row.lines)
        return RowNow(row.id, row.title, row.mark, lines, ref)

    def _cell(self, column: TableColumn, line: RowLine, number: int) -> EditableCell:
        text = line.get(column.field, "") if number == 0 or column.is_item else ""
        may_edit = column.is_edited and (number == 0 or column.is_item)
        title = column.column.title(self.language)
        return EditableCell(column, title, text, self.cell_in_words(column, text), may_edit)

    def cell_in_words(self, column: TableColumn, text: str) -> str:
        """Return how a reader sees a cell: names for ids and codes, a long text by its beginning."""
        if not text:
            return ""
        if column.in_words is not None:
            return column.in_words(text, self.language)
        if column.names:
            named = split_list(text) if column.is_list else (text,)
            called = [self._called(code) for code in named]
            more = f" … +{len(called) - _MOST_SHOWN}" if len(called) > _MOST_SHOWN else ""
            return self.language.listed(called[:_MOST_SHOWN]) + more
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

    def _called(self, written: str) -> str:
        code, colon, rest = written.partition(":")
        name = self.names.by_id.get(code.strip())
        return f"{name}{colon}{rest}" if name else written


def choices_by_field(scene: TableScene, columns: Iterable[TableColumn]) -> Mapping[str, list[tuple[str, str]]]:
    """Return what may be chosen in each column in which one chooses, as text and how it is shown."""
    found: dict[str, list[tuple[str, str]]] = {}
    for column in columns:
        if column.column.choices is not None:
            found[column.field] = [(text, text) for text in column.column.choices.listed(scene.language)]
        elif column.names and not column.is_list:
            offered = scene.names.choices(column)
            if len(offered) <= MOST_OFFERED:
                found[column.field] = offered
    return found


MOST_OFFERED = 400
"""Of more than so many nobody chooses from a list: they write the name or the id."""
