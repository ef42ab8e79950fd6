"""What it takes to understand a sheet, and the rows of a sheet as records."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tearoad.paper.sheets.around_lists import stands_around
from tearoad.paper.sheets.cells import Cell, Grid, cell_text, is_blank
from tearoad.paper.sheets.columns import SheetSpec
from tearoad.paper.sheets.directory import Directory, Kind
from tearoad.paper.sheets.headers import Layout, find_layout
from tearoad.paper.sheets.meanings import Meanings
from tearoad.paper.sheets.passports import holds_passport_number
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.paper.sheets.record import Placed, Record, Surroundings
from tearoad.paper.sheets.refusals import LONGEST_SHOWN, says_no
from tearoad.paper.sheets.running_numbers import running_number
from tearoad.paper.sheets.short_cuts import (
    EXCHANGED,
    exchanged,
    parted,
    place_parts,
    repeated,
    total_among,
    without_placeholders,
)
from tearoad.paper.sheets.stored import StoredRows
from tearoad.paper.sheets.stored_ids import StoredIds
from tearoad.paper.sheets.written.calendar import FairCalendar
from tearoad.text import Text
from tearoad.values import HSCode, Language


def chapter_exists(code: HSCode) -> bool:
    """Whether the Harmonised System has the code's chapter: 01 to 97 without 77."""
    return 1 <= int(code.chapter) <= 97 and code.chapter != "77"


_ELSEWHERE = Text("sheets.elsewhere_hint")
_LOST = frozenset({"sheets.error_cell", "sheets.no_stored_value"})


def _merged_into(grid: Grid, spec: SheetSpec, layout: Layout, number: int, cells: Collection[str]) -> dict[str, Placed]:
    """Return what merged cells above say to a row, in sheets that may hold a "no".

    Where a company has several rows, its own cells stand over all of them anyway, but a "no" may reach further.
    """
    fields = spec.refusing if spec.items or not spec.refusing else layout.columns.keys()
    return {
        name: Placed(grid.merged[number - 1, index], number, index + 1)
        for name, index in layout.columns.items()
        if name in fields and name not in cells and (number - 1, index) in grid.merged
    }


def _says_nothing(cell: Cell, spec: SheetSpec, field: str) -> bool:
    """Whether a cell says nothing in its column: a dash does, but where a "no" may stand."""
    return is_blank(cell) and cell_text(cell).casefold() not in spec.by_field[field].not_blank


@dataclass(slots=True)
class Reading:
    """One reading of a mission's sheets: where and when the fair is, who is known, what was wrong so far."""

    calendar: FairCalendar
    home: Language
    host: Language
    home_region: str
    host_region: str
    currency: str
    hs_exists: Callable[[HSCode], bool] = chapter_exists
    directory: Directory = field(default_factory=Directory)
    problems: list[CellProblem] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    """The sheets by name, passport numbers taken out."""
    first_rows: dict[str, Record] = field(default_factory=dict)
    """The first row of each company by id, so that a later sheet can hold it back."""

    kept_ids: StoredIds = field(default_factory=StoredIds)
    """Which ids are taken by rows that stay beside these sheets."""
    stored: StoredRows = field(default_factory=StoredRows)
    """What those rows say."""
    meanings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet, what a person said that a cell means: `auf keinen Fall` -> `no`; nothing where it means nothing."""
    same_companies: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By sheet, which row a person took for which company: id -> id."""
    origins: list[tuple[str, int, object]] = field(default_factory=list)
    """Of which row of which sheet each entry came; of an entry of several rows each is told."""
    _later: list[tuple[Record, str, frozenset[Kind]]] = field(default_factory=list)

    def look_up_later(self, record: Record, name: str, kinds: frozenset[Kind]) -> None:
        """Remember a list of ids or names that may stand in a sheet that is not read yet."""
        if name in record:
            self._later.append((record, name, kinds))

    def start_again(self) -> None:
        """Forget what was read and what was wrong with it, and keep who is known: the next row is read by itself."""
        self.problems = []
        self.first_rows.clear()
        self.origins.clear()
        self._later.clear()

    def look_up_now(self) -> None:
        """Tell of each remembered id or name that nobody has: the text is kept, but nobody guesses at a "no"."""
        for record, name, kinds in self._later:
            tell = record.refuse_to_guess if name in record.around.spec.refusing else record.warn
            for written in record.names(name):
                wrong = self.directory.find(written, kinds).wrong
                if wrong and wrong.code != "sheets.held_reference":
                    tell(wrong, Text("sheets.reference_hint"), name, Text("sheets.expect_reference"))

    def records(self, grid: Grid, spec: SheetSpec, mapping: Mapping[str, str]) -> tuple[Record, ...]:
        """Return the filled rows of a sheet, with its header problems added to the list.

        No record comes from a sheet without a header row or without a column it cannot do without.
        """
        layout = find_layout(grid, spec, mapping)
        if layout is None:
            found = "; ".join(" | ".join(cell_text(c) for c in row if not is_blank(c))[:80] for row in grid.rows[:2])
            text = Text("sheets.no_header", found=found)
            headers = tuple(spec.by_field[group[0]].header.term for group in spec.needs)
            hint = Text("sheets.no_header_hint", headers=headers)
            self.problems.append(CellProblem(Severity.ERROR, text, hint, grid.file, grid.sheet))
            self.grids[spec.name] = self._without_passports(grid, spec, Layout({}, 0, 0, frozenset(), (), {}, {}))
            return ()
        self.problems.extend(layout.problems)
        self._stop_at_lost_cells(grid, spec, layout)
        grid = self._without_passports(grid, spec, layout)
        self.grids[spec.name] = grid
        if any(problem.severity is Severity.ERROR for problem in layout.problems):
            return ()
        return tuple(self._rows(grid, spec, layout))

    def records_of(self, rows: Sequence[Mapping[str, Cell]], spec: SheetSpec) -> tuple[Record, ...]:
        """Return rows that come field by field, from a table on a page: nothing in them is taken for a header."""
        order = {column.field: index for index, column in enumerate(spec.columns)}
        layout = Layout(order, 0, 0, frozenset(), (), {}, {})
        grid = Grid("", "", tuple(tuple(row.get(name, "") for name in order) for row in rows))
        return tuple(self._rows(self._without_passports(grid, spec, layout), spec, layout))

    def _stop_at_lost_cells(self, grid: Grid, spec: SheetSpec, layout: Layout) -> None:
        """Stop where the value of a cell is lost in which a "no" may have stood: an error, a formula never reckoned."""
        columns = {layout.columns[name] + 1 for name in spec.refusing & layout.columns.keys()}
        for at, problem in enumerate(self.problems):
            here = (problem.file, problem.sheet) == (grid.file, grid.sheet) and (problem.row or 0) > layout.data_from
            if here and problem.column in columns and problem.text.code in _LOST:
                self.problems[at] = replace(problem, severity=Severity.ERROR, stops=True)

    def _rows(self, grid: Grid, spec: SheetSpec, layout: Layout) -> list[Record]:
        shared = (self.calendar, self.directory, self.problems, self.kept_ids, self.stored, layout.labels)
        around = Surroundings(grid.file, grid.sheet, spec, *shared)
        meanings = Meanings(self.meanings.get(spec.name, {}))
        records: list[Record] = []
        above: dict[str, Placed] = {}
        marked = {row for row, _column in (*grid.comments, *grid.struck)}
        for number, row in enumerate(grid.rows[layout.data_from :], start=layout.data_from + 1):
            cells = {
                name: Placed(row[index], number, index + 1)
                for name, index in layout.columns.items()
                if index < len(row) and not _says_nothing(row[index], spec, name)
            }
            cells = without_placeholders(cells)
            if cells:
                cells |= _merged_into(grid, spec, layout, number, cells)
            if cells and self._is_no_row(grid, layout, row, cells.values()):
                continue
            for name in repeated(cells, above) - spec.refusing:
                text = Text("sheets.read_as", found=cell_text(cells[name].value), used=cell_text(above[name].value))
                self._warn_of(grid, cells[name], text, Text("sheets.ditto_hint"))
                cells[name] = replace(cells[name], value=above[name].value)
            cells = self._where_they_belong(grid, layout, cells) if grid.file else cells
            numbered = cell_text(cells.pop("id").value) if layout.is_numbered and "id" in cells else ""
            if cells:
                above = cells
                places = {name: index + 1 for name, index in layout.columns.items()}
                record = Record(around, number, meanings.applied(cells), places, number - layout.data_from)
                record.numbered = str(running_number(numbered) or "")
                record.set_aside = frozenset(name for name in cells if name not in record)
                record.shorten()
                if number - 1 in marked:
                    self._look_beside(grid, record, layout)
                records.append(record)
        return records

    def _look_beside(self, grid: Grid, record: Record, layout: Layout) -> None:
        """Ask about a row that is struck through and a comment that says "no"; tell of any other that is not read."""
        spec, row = record.around.spec, record.row - 1
        for (number, column), text in grid.comments.items():
            if number == row and text:
                self._tell_of_comment(grid, record, column, text)
        struck = {name for name in record.fields if (row, layout.columns.get(name, -1)) in grid.struck}
        for name in sorted(struck, key=lambda name: layout.columns[name]):
            text = record.text(name)
            if name in {*spec.essential, *spec.items} and (spec.refusing or spec.people):
                record.refuse_to_guess(Text("sheets.struck", found=text), Text("sheets.struck_hint"), name)
                return
            record.warn(Text("sheets.struck_read", found=text), Text("sheets.struck_hint"), name)

    def _tell_of_comment(self, grid: Grid, record: Record, column: int, text: str) -> None:
        spec, shown = record.around.spec, text[:LONGEST_SHOWN]
        asks = says_no(text) and bool(spec.refusing or spec.people)
        code = "sheets.comment_may_refuse" if asks else "sheets.comment_not_read"
        where = (grid.file, grid.sheet, record.row, column + 1)
        severity = Severity.ERROR if asks else Severity.WARNING
        problem = CellProblem(severity, Text(code, found=shown), Text(f"{code}_hint"), *where, shown, stops=asks)
        self.problems.append(problem)

    def _where_they_belong(self, grid: Grid, layout: Layout, cells: dict[str, Placed]) -> dict[str, Placed]:
        """Return a row with a telephone, an e-mail and a place each where it belongs, telling what stood elsewhere."""
        moved = exchanged(cells) or parted(cells)
        for name, cell in moved.items():
            if layout.columns.get(name) != cell.column - 1:
                self._warn_of(grid, cell, Text(f"sheets.{name}_elsewhere", found=cell_text(cell.value)), _ELSEWHERE)
        kept = {name: cell for name, cell in cells.items() if not moved or name not in EXCHANGED}
        return place_parts(kept | moved, layout.joint)

    def _is_no_row(self, grid: Grid, layout: Layout, row: Sequence[Cell], cells: Collection[Placed]) -> bool:
        """Whether a row adds others up, heads them, or says who filled the list in; that is told."""
        total = total_among(cells)
        if total is not None:
            self._warn_of(grid, total, Text("sheets.total_row"), Text("sheets.total_row_hint"))
        elif grid.file and stands_around(row, layout.columns.get("id")):
            first = min(cells, key=lambda cell: cell.column)
            self._warn_of(grid, first, Text("sheets.around_list"), Text("sheets.around_list_hint"))
        else:
            return False
        return True

    def _warn_of(self, grid: Grid, cell: Placed, text: Text, hint: Text) -> None:
        where = (grid.file, grid.sheet, cell.row, cell.column)
        self.problems.append(CellProblem(Severity.WARNING, text, hint, *where, found=cell_text(cell.value)))

    def _without_passports(self, grid: Grid, spec: SheetSpec, layout: Layout) -> Grid:
        exempt = {
            layout.columns[name]
            for name in ("id", "phone", "phone_abroad", "registration_number")
            if name in layout.columns
        }
        rows = []
        for number, row in enumerate(grid.rows, start=1):
            data = number > layout.data_from
            found = [
                index
                for index, cell in enumerate(row)
                if data and (index in layout.passports or self._is_passport(cell, spec, exempt=index in exempt))
            ]
            hidden: list[Cell] = list(row)
            for index in found:
                hidden[index] = ""
                if index not in layout.passports:
                    self.problems.append(
                        CellProblem(
                            Severity.WARNING,
                            Text("sheets.passport_cell"),
                            Text("sheets.passport_hint"),
                            *(grid.file, grid.sheet, number, index + 1),
                        )
                    )
            rows.append(tuple(hidden) if found else row)
        return replace(grid, rows=tuple(rows))

    @staticmethod
    def _is_passport(cell: Cell, spec: SheetSpec, *, exempt: bool) -> bool:
        if not isinstance(cell, str) or not any(c.isdigit() for c in cell):
            return False
        return holds_passport_number(cell, of_a_person=spec.people and not exempt)
