"""An edited row is read as its sheet would be: a page and a spreadsheet are judged alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeAlias

from tearoad.journey.tables.columns import EditableTable
from tearoad.mission import Mission
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import EVERYONE, CellProblem, Grid, Known, Reading
from tearoad.paper.sheets.cells import is_blank
from tearoad.paper.sheets.writing import cell_to_write
from tearoad.paper.sheets.written.numbers import unmistakable
from tearoad.reference import hs_exists
from tearoad.rows import is_remark, refuses_cell
from tearoad.text import Text
from tearoad.values import Language

RowLine: TypeAlias = "Mapping[str, str]"
"""The cells of one line by field. A company has a line for each product or need, every other row has one."""
CellAt: TypeAlias = "tuple[int, str]"
"""Line, counted from 0, and field."""


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong with a cell, or to be looked at; without a field it is about the whole row."""

    line: int
    field: str
    text: Text
    hint: Text | None = None


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """What an edited row says."""

    entries: tuple[Any, ...]
    """What it reads as: one row, several where a cell of absences names several times, none where it is wrong."""
    faults: tuple[CellFault, ...] = ()
    remarks: tuple[CellFault, ...] = ()
    """What to look at in the cells that were edited; the row is good."""


class RowJudge:
    """Reads rows of one kind, and writes them as cells, for one mission and in one language."""

    def __init__(
        self, table: EditableTable, mission: Mission, known: Callable[[], Sequence[Known]], language: Language
    ) -> None:
        """Keep how those are found who may be named: whoever only writes rows as cells asks for nobody."""
        self.table, self.mission, self.language = table, mission, language
        self._find_known = known
        self._order = [column.field for column in table.spec.columns]

    @cached_property
    def known(self) -> Sequence[Known]:
        """Who may be named."""
        return self._find_known()

    @cached_property
    def _shared(self) -> Reading:
        return self._reading(self.known)

    def lines_of(self, entry: object) -> list[dict[str, str]]:
        """Return the cells of a row, line by line, as texts that read back as they are."""
        columns = self.table.spec.by_field
        return [
            {name: _text(cell_to_write(value, columns[name], self.language)) for name, value in line.values.items()}
            for line in self.table.write((entry,), self.mission.fair_zone).rows
        ]

    def judge(self, lines: Sequence[RowLine], edited: Collection[CellAt], own_id: str = "") -> JudgedRow:
        """Read the lines of one row; `edited` are the cells that a person filled in, `own_id` is the row's own."""
        reading = self._fresh(own_id)
        entries = tuple(self.table.read(reading.records_of(lines, self.table.spec), reading))
        reading.look_up_now()
        faults, remarks = self._sorted(reading.problems, entries, lines, edited)
        if not entries and not faults:
            faults = [replace(remark) for remark in remarks] or [CellFault(0, "", Text("rows.says_nothing"))]
        return JudgedRow(() if faults else entries, tuple(faults), () if faults else tuple(remarks))

    def read_grid(self, grid: Grid, free_id: Callable[[], str]) -> tuple[list[Any], list[CellProblem]]:
        """Return the rows that a whole sheet says, those without an id with a free one, and what is wrong with it."""
        reading = self._reading(self.known)
        entries = self.table.read(reading.records(grid, self.table.spec, {}), reading)
        reading.look_up_now()
        found = [
            replace(entry, id=free_id())
            if self.table.has_ids and reading.kept_ids.gave(self.table.name, entry.id)
            else entry
            for entry in entries
        ]
        return found, [*grid.flaws, *reading.problems]

    def _sorted(
        self,
        problems: Iterable[CellProblem],
        entries: Sequence[object],
        lines: Sequence[RowLine],
        edited: Collection[CellAt],
    ) -> tuple[list[CellFault], list[CellFault]]:
        after = self.lines_of(entries[0]) if len(entries) == 1 else []
        faults: list[CellFault] = []
        remarks: list[CellFault] = []
        for problem in problems:
            fault = self._fault(problem)
            at = (fault.line, fault.field)
            is_typed = at in edited and _was_typed(at, lines)
            if refuses_cell(problem, is_typed=is_typed, has_arrived=_arrived(at, after)):
                faults.append(fault)
            elif is_remark(problem, is_edited=at in edited):
                remarks.append(fault)
        return faults, remarks

    def _fault(self, problem: CellProblem) -> CellFault:
        field = self._order[problem.column - 1] if problem.column else ""
        return CellFault((problem.row or 1) - 1, field, problem.text, problem.hint)

    def _fresh(self, own_id: str) -> Reading:
        """Return a reading without problems; a row that names its own kind is not taken for somebody else."""
        if self._names_its_own_kind:
            return self._reading([entry for entry in self.known if entry.id != own_id])
        self._shared.start_again()
        return self._shared

    @property
    def _names_its_own_kind(self) -> bool:
        return any(self.table.said.known_as in column.names for column in self.table.columns)

    def _reading(self, known: Iterable[Known]) -> Reading:
        reading = start_reading(self.mission, hs_exists)
        for entry in known:
            if not reading.directory.with_id(entry.id, EVERYONE):
                reading.directory.add(entry)
        return reading


def with_cells(lines: Sequence[RowLine], cells: Mapping[CellAt, str]) -> list[dict[str, str]]:
    """Return the lines of a row with some cells filled in; a line behind the last one is a new product or need."""
    most = max((line for line, _field in cells), default=-1)
    filled = [dict(line) for line in lines]
    while len(filled) <= most:
        filled.append({"id": filled[0].get("id", "")} if filled else {})
    for (line, field), text in cells.items():
        filled[line][field] = text
    return filled


def filled_cells(lines: Sequence[RowLine]) -> Iterator[CellAt]:
    """Yield the cells that say anything."""
    for at, line in enumerate(lines):
        yield from ((at, name) for name, text in line.items() if not is_blank(text))


def _was_typed(at: CellAt, lines: Sequence[RowLine]) -> bool:
    line, field = at
    return line < len(lines) and not is_blank(lines[line].get(field, ""))


def _arrived(at: CellAt, after: Sequence[RowLine]) -> bool:
    """Whether a cell says anything once it is read; a sheet leaves what it cannot read empty."""
    line, field = at
    return line < len(after) and bool(after[line].get(field))


def _text(cell: str | int | Decimal) -> str:
    return unmistakable(cell) if isinstance(cell, Decimal) else str(cell)
