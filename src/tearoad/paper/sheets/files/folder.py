"""Find a mission's sheets in a folder and read each into a grid."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from tearoad.errors import InputError, UnsafeFile
from tearoad.paper.sheets.cells import Cell, Grid, folded, is_blank
from tearoad.paper.sheets.columns import SheetSpec
from tearoad.paper.sheets.files.decoding import decode, split_rows
from tearoad.paper.sheets.files.defences import read_bytes, unpack
from tearoad.paper.sheets.files.formulas import is_dangerous, unguarded
from tearoad.paper.sheets.files.marks import Marks, marks_of_ods, marks_of_xlsx
from tearoad.paper.sheets.files.markup import Flaw, look_at_ods, look_at_xlsx, refuse_size
from tearoad.paper.sheets.files.several_tables import tables_of
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.paper.sheets.problems_workbook import is_list_of_problems
from tearoad.paper.sheets.refusals import may_refuse, negates
from tearoad.text import Text

READ = (".xlsx", ".ods", ".csv", ".tsv")
"""Kinds of files, in the order in which they win."""
_KNOWN_BUT_UNREAD = (
    ".xls",
    ".xlsm",
    ".xlsb",
    ".numbers",
    ".doc",
    ".docx",
    ".pdf",
    ".html",
    ".htm",
    ".txt",
    ".exe",
    ".et",
)
_WORKBOOKS = frozenset({".xls", ".xlsm", ".xlsb", ".numbers", ".et"})
"""Of these, those in which any sheet may be, whatever the file is called."""
_OURS = {"problems", "timetable", "readme"}
_MAX_FILES = 200
PLACE_MARK = " › "
_CYRILLIC = re.compile("[а-яё]")
_LEAST_INFLECTED = 7


@dataclass(frozen=True, slots=True)
class Copies:
    """One sheet that is there twice, or the sheets of a workbook and of its copy."""

    problem: CellProblem
    first: tuple[str, ...]
    """Where they stand that were read, see `place_of`."""
    second: tuple[str, ...]


@dataclass(slots=True)
class SheetsOfFolder:
    """The grid of each sheet by the sheet's name, and what was wrong with the files."""

    grids: dict[str, Grid] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    refused: dict[str, list[CellProblem]] = field(default_factory=lambda: defaultdict(list))
    """Sheets whose file is there but cannot be used, and why."""
    empty: dict[str, tuple[str, str]] = field(default_factory=dict)
    """File and sheet of each sheet that is there without a filled cell."""
    others: list[Grid] = field(default_factory=list)
    """Filled sheets whose name means none of ours; somebody may say which they are."""
    seen: list[str] = field(default_factory=list)
    """Files and sheets looked at, to tell the officer what was found."""
    copies: list[Copies] = field(default_factory=list)
    """Sheets that are there twice: somebody must say which of the two holds."""


def find_sheets(folder: Path, specs: Iterable[SheetSpec], left_out: Collection[str] = ()) -> SheetsOfFolder:
    """Read every sheet in the top level of a folder: workbooks, and files named after a sheet.

    No file stops the others: what cannot be used becomes a problem of that file. `left_out` are the places, see
    `place_of`, of which a person said that another copy holds.
    """
    specs = tuple(specs)
    sheets_of_folder = SheetsOfFolder()
    words = frozenset(word.casefold() for spec in specs for column in spec.columns for word in column.header.every)
    for path in _candidates(folder, specs, sheets_of_folder):
        try:
            grids = tuple(table for grid in read_grids(path, words) for table in tables_of(grid, specs))
        except (InputError, OSError) as error:
            _refuse(path, error, specs, sheets_of_folder)
            continue
        _assign(path, grids, specs, sheets_of_folder, left_out)
    sheets_of_folder.problems[:] = [
        _stop_without(problem, specs, sheets_of_folder) for problem in sheets_of_folder.problems
    ]
    return sheets_of_folder


def _stop_without(problem: CellProblem, specs: tuple[SheetSpec, ...], folder: SheetsOfFolder) -> CellProblem:
    """Let a hidden sheet stop everything where a "no" may stand in it and no other sheet of its kind is there."""
    spec = sheet_named(problem.sheet, specs) if problem.text.code == "sheets.sheet_hidden" else None
    if spec is None or not spec.refusing or spec.name in folder.grids:
        return problem
    return replace(problem, severity=Severity.ERROR, stops=True)


def place_of(file: str, sheet: str = "") -> str:
    """Return how a sheet, or a whole file, is named to a person and in an answer: `mission.xlsx › Buyers`."""
    return f"{file}{PLACE_MARK}{sheet}" if sheet else file


def sheet_named(name: str, specs: Iterable[SheetSpec]) -> SheetSpec | None:
    """Return the sheet that a name of a file or sheet means, in any language; None for none or several."""
    bare = folded(re.sub(r"\d+", "", name))
    named = {
        spec.name: spec for spec in specs if bare in {folded(spec.name), *(folded(word) for word in spec.title.every)}
    }
    if not named and not negates(name):  # `Не встречаться` is no sheet of meetings
        named = _with_longest_title_in(bare, specs)
    return next(iter(named.values())) if len(named) == 1 else None


def _with_longest_title_in(bare: str, specs: Iterable[SheetSpec]) -> dict[str, SheetSpec]:
    """Return the sheets of which a title stands in a name, and none that is longer of another sheet."""
    inside = {spec.name: (spec, [len(t) for t in map(_stem, spec.title.every) if t in bare]) for spec in specs}
    longest = max((max(lengths) for _spec, lengths in inside.values() if lengths), default=0)
    return {name: spec for name, (spec, lengths) in inside.items() if longest and longest in lengths}


def _stem(title: str) -> str:
    """Return a title as other cases of its Russian word begin too: `участники`, `список участников`."""
    key = folded(title)
    return key[:-1] if len(key) >= _LEAST_INFLECTED and _CYRILLIC.match(key[-1]) else key


def _candidates(folder: Path, specs: tuple[SheetSpec, ...], sheets_of_folder: SheetsOfFolder) -> Iterator[Path]:
    root = folder.resolve()
    may_be_sheets = (path for path in folder.iterdir() if path.suffix.lower() in {*READ, *_KNOWN_BUT_UNREAD})
    paths = sorted(path for path in may_be_sheets if not _is_ours(path))
    kept = []
    for path in paths[:_MAX_FILES]:
        wrong = _why_unread(path, root, specs)
        if wrong is not None:
            _refuse(path, wrong, specs, sheets_of_folder)
        elif path.suffix.lower() in READ and not path.is_dir():
            kept.append(path)
    for path in paths[_MAX_FILES : _MAX_FILES + 1]:
        too_many = Text("sheets.too_many_files", most=_MAX_FILES)
        _refuse(path, InputError(too_many, Text("sheets.too_many_files_hint")), specs, sheets_of_folder)
    yield from sorted(kept, key=lambda path: (READ.index(path.suffix.lower()), path.name))


def _is_ours(path: Path) -> bool:
    return path.name.startswith(("~$", ".")) or path.stem.lower() in _OURS


def _why_unread(path: Path, root: Path, specs: tuple[SheetSpec, ...]) -> InputError | None:
    """Return why a file that may hold a sheet is not even opened; None where nothing speaks against it."""
    suffix, named = path.suffix.lower(), sheet_named(path.stem, specs)
    if path.is_dir():
        is_meant = suffix in READ and named
        return InputError(Text("sheets.is_folder"), Text("sheets.is_folder_hint")) if is_meant else None
    if suffix in READ:
        is_inside = path.resolve().is_relative_to(root)
        return None if is_inside else UnsafeFile(Text("sheets.link_outside"), Text("sheets.link_outside_hint"))
    return _wrong_kind(suffix) if suffix in _WORKBOOKS or named else None


def _wrong_kind(suffix: str) -> InputError:
    if suffix == ".xls":
        return InputError(Text("sheets.old_xls"), Text("sheets.old_xls_hint"))
    return InputError(Text("sheets.wrong_kind", found=suffix), Text("sheets.wrong_kind_hint"))


def _refuse(path: Path, error: Exception, specs: tuple[SheetSpec, ...], folder: SheetsOfFolder) -> None:
    text = error.text if isinstance(error, InputError) else Text("sheets.unreadable", found=type(error).__name__)
    hint = error.hint if isinstance(error, InputError) else Text("sheets.unreadable_hint")
    problem = CellProblem(Severity.ERROR, text, hint, path.name)
    folder.problems.append(problem)
    folder.seen.append(path.name)
    spec = sheet_named(path.stem, specs)
    for sheet_spec in (spec,) if spec else specs if path.suffix.lower() != ".csv" else ():
        folder.refused[sheet_spec.name].append(problem)


def _assign(
    path: Path,
    grids: tuple[Grid, ...],
    specs: tuple[SheetSpec, ...],
    folder: SheetsOfFolder,
    left_out: Collection[str],
) -> None:
    by_file = sheet_named(path.stem, specs)
    folder.problems.extend(_hidden(grids, specs))
    grids = tuple(grid for grid in grids if not grid.is_hidden)
    for grid in grids:
        named = sheet_named(grid.sheet, specs) if grid.sheet else by_file
        if named and not grid.is_filled:
            folder.empty.setdefault(named.name, (grid.file, grid.sheet))
    filled = [grid for grid in grids if grid.is_filled and not is_list_of_problems(grid)]
    pairs = [(grid, _kind_of(grid, specs) if grid.sheet else by_file) for grid in filled]
    if by_file and filled and not any(spec for _, spec in pairs):
        pairs[0] = (filled[0], by_file)
    twins: list[tuple[SheetSpec, Grid]] = []
    for grid, spec in pairs:
        if place_of(grid.file, grid.sheet) in left_out:
            continue
        where = f"{path.name} [{grid.sheet}]" if grid.sheet else path.name
        folder.seen.append(where)
        if spec is None:
            folder.others.append(grid)
            folder.problems.append(_not_read(grid, path))
        elif spec.name in folder.grids:
            twins.append((spec, grid))
        else:
            folder.grids[spec.name] = grid
            folder.problems.extend(grid.flaws)
    copies = tuple(_copies(path, twins, folder))
    folder.copies.extend(copies)
    folder.problems.extend(copy.problem for copy in copies)


def _kind_of(grid: Grid, specs: tuple[SheetSpec, ...]) -> SheetSpec | None:
    """Return the sheet that a table is: by its headers where its name is only that of another above it."""
    return next((spec for spec in specs if spec.name == grid.kind), None) or sheet_named(grid.sheet, specs)


def _not_read(grid: Grid, path: Path) -> CellProblem:
    """Tell of a sheet that is none of ours; one whose name says that people must not meet stops everything."""
    code = "sheets.sheet_may_refuse" if may_refuse(grid.sheet or path.stem) else "sheets.sheet_not_read"
    severity = Severity.ERROR if code == "sheets.sheet_may_refuse" else Severity.WARNING
    return CellProblem(
        severity, Text(code), Text(f"{code}_hint"), grid.file, grid.sheet, stops=severity is Severity.ERROR
    )


def _hidden(grids: tuple[Grid, ...], specs: tuple[SheetSpec, ...]) -> Iterator[CellProblem]:
    """Tell of each hidden sheet that is named like one of ours: whoever hid it may not know that it is not read."""
    for grid in grids:
        if grid.is_hidden and grid.is_filled and sheet_named(grid.sheet, specs):
            text, hint = Text("sheets.sheet_hidden"), Text("sheets.sheet_hidden_hint")
            yield CellProblem(Severity.WARNING, text, hint, grid.file, grid.sheet)


def _copies(path: Path, twins: list[tuple[SheetSpec, Grid]], folder: SheetsOfFolder) -> Iterator[Copies]:
    """Ask which of two sheets is meant; of a whole copy of a workbook once. Nobody guesses which says no."""
    hint = Text("sheets.sheet_twice_hint")
    first = tuple(folder.grids[spec.name] for spec, _grid in twins)
    files = {grid.file for grid in first}
    there, here = (
        tuple(place_of(grid.file, grid.sheet) for grid in side) for side in (first, [two for _, two in twins])
    )
    if len(twins) > 1 and len(files) == 1 and path.name not in files:
        text = Text("sheets.file_twice", first=files.pop(), sheets=tuple(spec.title.term for spec, _grid in twins))
        yield Copies(CellProblem(Severity.ERROR, text, hint, path.name, stops=True), there, here)
        return
    for (spec, grid), place, twin in zip(twins, there, here, strict=True):
        text = Text("sheets.sheet_twice", sheet=spec.title.term, first=place)
        yield Copies(CellProblem(Severity.ERROR, text, hint, grid.file, grid.sheet, stops=True), (place,), (twin,))


def read_grids(path: Path, known_words: frozenset[str] = frozenset()) -> Iterator[Grid]:
    """Read the sheets of one file.

    Raises:
        UnsafeFile: see `defences`.

    """
    data = read_bytes(path)
    if path.suffix.lower() in {".csv", ".tsv"}:
        yield _csv_grid(path.name, data, known_words)
        return
    members = unpack(data)
    is_ods = path.suffix.lower() == ".ods"
    flaws = look_at_ods(members) if is_ods else look_at_xlsx(members)
    marks = marks_of_ods(members) if is_ods else marks_of_xlsx(members)
    yield from _workbook_grids(path.name, data, flaws, marks)


def _csv_grid(file: str, data: bytes, known_words: frozenset[str]) -> Grid:
    table = split_rows(decode(data, known_words))
    refuse_size(len(table.rows), max(map(len, table.rows), default=0))
    flaws = []
    if table.quote_open:
        flaws.append(CellProblem(Severity.ERROR, Text("sheets.quote_open"), Text("sheets.quote_open_hint"), file))
    rows = tuple(tuple(map(unguarded, row)) for row in table.rows)
    return Grid(file, "", rows, (*flaws, *_formula_texts(file, "", rows)))


def _workbook_grids(
    file: str, data: bytes, flaws: Mapping[str, tuple[Flaw, ...]], marks: Mapping[str, Marks]
) -> Iterator[Grid]:
    import python_calamine as calamine  # noqa: PLC0415  # only where a workbook is read

    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        for meta in workbook.sheets_metadata:
            if meta.typ is not calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(meta.name)
            is_hidden = meta.visible is not calamine.SheetVisibleEnum.Visible
            rows = tuple(tuple(map(_tidy, row)) for row in sheet.to_python(skip_empty_area=False))
            found = (
                *(_flaw(file, meta.name, f) for f in flaws.get(meta.name, ())),
                *_formula_texts(file, meta.name, rows),
            )
            merged = _merged(sheet.merged_cell_ranges or (), rows)
            beside = marks.get(meta.name, Marks())
            grid = Grid(file, meta.name, rows, found, is_hidden=is_hidden, merged=merged)
            yield replace(grid, comments=beside.comments, struck=beside.struck)
    except calamine.CalamineError as error:
        raise UnsafeFile(Text("sheets.damaged"), Text("sheets.damaged_hint")) from error


def _merged(
    merged: Iterable[tuple[tuple[int, int], tuple[int, int]]], rows: tuple[tuple[Cell, ...], ...]
) -> dict[tuple[int, int], Cell]:
    """Return what merged cells say to the rows below their first one."""
    found = {}
    for (top, column), (bottom, _right) in merged:
        value = rows[top][column] if top < len(rows) and column < len(rows[top]) else ""
        if not is_blank(value):
            found.update(dict.fromkeys(((row, column) for row in range(top + 1, min(bottom + 1, len(rows)))), value))
    return found


def _tidy(cell: Cell) -> Cell:
    """Take the dust off a time that was stored as a fraction of a day: 13:59:59.999 is 14:00."""
    if isinstance(cell, datetime) and (cell.microsecond or cell.second):
        return (cell + timedelta(seconds=30)).replace(second=0, microsecond=0)
    return cell


def _flaw(file: str, sheet: str, flaw: Flaw) -> CellProblem:
    if flaw.error:
        text, hint = Text("sheets.error_cell", found=flaw.error), Text("sheets.error_cell_hint")
    else:
        text, hint = Text("sheets.no_stored_value"), Text("sheets.no_stored_value_hint")
    return CellProblem(Severity.WARNING, text, hint, file, sheet, flaw.row, flaw.column, found=flaw.error)


def _formula_texts(file: str, sheet: str, rows: tuple[tuple[Cell, ...], ...]) -> Iterator[CellProblem]:
    for row_number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS and is_dangerous(cell):
                text, hint = Text("sheets.formula_text", found=cell[:80]), Text("sheets.formula_text_hint")
                yield CellProblem(Severity.WARNING, text, hint, file, sheet, row_number, column, found=cell[:200])


_FORMULA_STARTS = frozenset("=+-@ \t|")
