"""Judge what somebody filled in, row by row: what is to be written, what is wrong, what another changed meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tearoad.journey.tables import CellFault, JudgedRow
from tearoad.journey.tables.judging import CellAt, RowLine, filled_cells, with_cells
from tearoad.journey.web.actions.table_writing import RowStep
from tearoad.journey.web.answers import CellClash, CellEdit
from tearoad.journey.web.models import TableChange
from tearoad.journey.web.queries.kinds import document_of
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import FreeIds, entry_of, free_ids, row_document, rows_of, sheet_of
from tearoad.text import Text
from tearoad.values.document import Document


@dataclass(slots=True)
class TableOutcome:
    """What became of an edit: row by row."""

    saved: dict[str, Any] = field(default_factory=dict)
    """How the request called a row -> its primary key."""
    gone: list[str] = field(default_factory=list)
    """Rows that somebody took out meanwhile."""
    faults: list[tuple[str, CellFault]] = field(default_factory=list)
    remarks: list[tuple[str, CellFault]] = field(default_factory=list)
    clashes: list[CellClash] = field(default_factory=list)
    change: TableChange | None = None


class TableEditing:
    """One edit of a table: what was filled in becomes steps, or is told."""

    def __init__(self, scene: TableScene) -> None:
        """Begin with nothing."""
        self.scene, self.table = scene, scene.table
        self.outcome, self.steps = TableOutcome(), list[RowStep]()
        self.beside = RowsBeside(scene)
        self._ids: FreeIds | None = None

    @property
    def ids(self) -> FreeIds:
        """What gives new rows their ids; read when the first one needs it."""
        self._ids = self._ids or free_ids(self.table, self.scene.mission)
        return self._ids

    def change_row(self, ref: str, row: Any, cells: Sequence[CellEdit]) -> None:
        """Take the cells of a row that is there."""
        lines = self.scene.lines_of(row)
        wanted = self._wanted(ref, lines, cells)
        if wanted:
            self.take(ref, row, self.scene.judge.judge(with_cells(lines, wanted), wanted.keys(), row.code))

    def take(self, ref: str, row: Any, judged: JudgedRow) -> None:
        """Keep what an edited row reads as, or say what is wrong with it."""
        faults = judged.faults
        if len(judged.entries) > 1:
            text = Text("tables.several_times", count=len(judged.entries))
            faults = (CellFault(0, "when", text, Text("tables.several_times_hint")),)
        if not faults:
            wrong = self._renamed(row.code, judged.entries[0]) or self.beside.fault(row.code, judged.entries[0])
            faults = (wrong,) if wrong is not None else ()
        if faults:
            self.outcome.faults += [(ref, fault) for fault in faults]
            return
        self.outcome.remarks += [(ref, remark) for remark in judged.remarks]
        entry = judged.entries[0]
        before, after = row_document(self.table, row), self._document(entry)
        if before != after:
            self.steps.append(RowStep(ref, row.code, before, after, row, new_code=self._code_of(entry, row.code)))

    def new_row(self, ref: str, lines: Sequence[RowLine], edited: Collection[CellAt]) -> None:
        """Take a row that is not there yet."""
        code = self._id_for(lines)
        with_id = [{**line, "id": code} if self.table.has_ids else dict(line) for line in lines]
        if elsewhere := [*self._set_elsewhere(with_id)]:
            self.outcome.faults += [(ref, fault) for fault in elsewhere]
            return
        with_id[0] = sheet_of(self.table).begins(self.scene.mission) | with_id[0]
        judged = self.scene.judge.judge(with_id, edited, code)
        faults = list(judged.faults)
        found: list[RowStep] = []
        for entry in judged.entries:
            key = self.table.key_of(entry)  # as it was read: what was typed may hold letters that nobody sees
            wrong = self._taken(key) or self.beside.fault(key, entry)
            faults += [wrong] if wrong is not None else []
            found.append(RowStep(ref, key, None, self._document(entry), None))
        if faults:
            self.outcome.faults += [(ref, fault) for fault in faults]
            return
        self.ids.taken.update(step.code for step in found)
        self.outcome.remarks += [(ref, remark) for remark in judged.remarks]
        self.steps += found

    def new_row_of_cells(self, ref: str, cells: Sequence[CellEdit]) -> None:
        """Take a row that is not there yet, cell by cell."""
        known = self.table.by_field
        filled = {
            (cell.line, cell.field): cell.text for cell in cells if cell.field in known and 0 <= cell.line < len(cells)
        }
        lines = with_cells([{}], filled)
        self.new_row(ref, lines, tuple(filled_cells(lines)))

    def take_read(self, entry: Any, here: Mapping[str, Any]) -> None:
        """Take a row that a sheet says: in the place of the one that is known by the same, else as a new one."""
        key = self.table.key_of(entry)
        row = here.get(key)
        is_twice = any(step.code == key for step in self.steps)
        wrong = self._same(key) if is_twice else self.beside.fault(key, entry)
        if wrong is not None:
            self.outcome.faults.append((key, wrong))
            return
        before, after = row_document(self.table, row) if row is not None else None, self._document(entry)
        if before != after:
            self.steps.append(RowStep(key, key, before, after, row))

    def _wanted(self, ref: str, lines: Sequence[RowLine], cells: Sequence[CellEdit]) -> dict[CellAt, str]:
        """Return what is to be written: cells that nobody else changed since they were shown."""
        wanted: dict[CellAt, str] = {}
        for cell in cells:
            if not self._is_a_cell(cell, len(lines)):
                fault = CellFault(cell.line, cell.field, Text("tables.no_such_cell"), Text("tables.no_such_cell_hint"))
                self.outcome.faults.append((ref, fault))
                continue
            now = lines[cell.line].get(cell.field, "") if cell.line < len(lines) else ""
            if cell.was is not None and now not in (cell.was, cell.text):
                self.outcome.clashes.append(CellClash(ref, cell.line, cell.field, now, cell.text))
            elif now != cell.text:
                wanted[cell.line, cell.field] = cell.text
        return wanted

    def _set_elsewhere(self, lines: Sequence[RowLine]) -> Iterator[CellFault]:
        """Refuse what a new row says that another page sets."""
        for line, field_name in filled_cells(lines):
            if field_name in self.table.by_field and self.table.by_field[field_name].set_elsewhere:
                yield CellFault(line, field_name, Text("tables.set_elsewhere"), Text("tables.set_elsewhere_hint"))

    def _is_a_cell(self, edit: CellEdit, count: int) -> bool:
        column = self.table.by_field.get(edit.field)
        if column is None or not column.is_edited or not 0 <= edit.line <= count:
            return False
        return column.is_item or edit.line == 0

    def _code_of(self, entry: Any, code: str) -> str:
        """Return by what a row is known from now on: its id stays, a row without one is known by what it says."""
        return code if self.table.has_ids else self.table.key_of(entry)

    def _renamed(self, code: str, entry: Any) -> CellFault | None:
        """Say that a row that is known by what it says would say the very same as another one."""
        key = self._code_of(entry, code)
        return self._taken(key) if key != code else None

    def _document(self, entry: object) -> Document:
        return document_of(sheet_of(self.table), entry)

    def _id_for(self, lines: Sequence[Mapping[str, str]]) -> str:
        typed = lines[0].get("id", "").strip() if lines else ""
        return typed or (self.ids.take() if self.table.has_ids else "")

    def _taken(self, key: str) -> CellFault | None:
        """Say that another row has the id, or says the very same."""
        if key not in self.ids.taken or key in self.ids.made_up:
            return None
        return self._same(key)

    def _same(self, key: str) -> CellFault:
        column = "id" if self.table.has_ids else self.table.columns[0].field
        return CellFault(0, column, Text("tables.id_taken", id=key), Text("tables.id_taken_hint"))


class RowsBeside:
    """The other rows of a table, where what they say decides whether one may stand beside them."""

    def __init__(self, scene: TableScene) -> None:
        """Read nothing yet."""
        self.scene = scene
        self._entries: dict[str, Any] | None = None
        self._pairs: dict[tuple[str, str], str] | None = None

    def fault(self, code: str, entry: Any) -> CellFault | None:
        """Return why a row cannot stand beside the others, and remember it otherwise."""
        refusal = self.scene.table.refusal
        if refusal is not None:
            others = [other for key, other in self.entries.items() if key != code]
            wrong = refusal(entry, others, self.scene.table.key_of)
            if wrong is not None:
                return CellFault(0, wrong.field, wrong.text, wrong.hint)
            self.entries[code] = entry
        return self._same_request(code, entry) if self.scene.table.name == "requests" else None

    @property
    def entries(self) -> dict[str, Any]:
        """What the rows say, by key."""
        if self._entries is None:
            rows = rows_of(self.scene.table, self.scene.mission)
            self._entries = {row.code: entry_of(self.scene.table, row) for row in rows}
        return self._entries

    def _same_request(self, code: str, entry: Any) -> CellFault | None:
        """Two requests of one asker for one asked are one: the sheet puts them together, a page says so."""
        if self._pairs is None:
            found = rows_of(self.scene.table, self.scene.mission).values_list("asker", "asked", "code")
            self._pairs = {(asker, asked): key for asker, asked, key in found}
        other = self._pairs.setdefault((entry.asker, entry.asked), code)
        if other == code:
            return None
        return CellFault(0, "asked", Text("tables.request_twice", other=other), Text("tables.request_twice_hint"))
