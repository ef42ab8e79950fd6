"""`problems.xlsx`: the officer's own sheets with the bad cells coloured and explained, and one list of everything."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tearoad.paper.sheets.cells import Cell, Grid, cell_text
from tearoad.paper.sheets.problem import CellProblem, Severity
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words.catalogue import Words

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_HEADERS = tuple(map(Text, (
    "sheets.problems_severity", "sheets.problems_file", "sheets.problems_sheet", "sheets.problems_cell",
    "sheets.problems_found", "sheets.problems_wrong", "sheets.problems_expected", "sheets.problems_hint",
)))  # fmt: skip
_WEIGHTS = {Severity.ERROR: Text("sheets.problems_error"), Severity.WARNING: Text("sheets.problems_warning")}
_STOPS = Text("sheets.problems_stop")
_WIDTHS = (22, 20, 16, 8, 26, 56, 40, 48)
AUTHOR = "Tea Road"
"""Who writes the comments on bad cells; such are no notes of an office when the workbook is read again."""
_MAX_TEXT = 32_000  # letters; a cell takes 32,767
_MAX_COMMENTS = 5000
"""Comments slow a spreadsheet program down; the list on the first sheet is always whole."""
NO_TITLES: Mapping[tuple[str, str], str] = MappingProxyType({})
_LEAST_WIDTH, _MOST_WIDTH = 10, 40
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class _Paint:
    head: Format
    plain: Format
    error: Format
    warning: Format

    def of(self, severity: Severity) -> Format:
        return self.error if severity is Severity.ERROR else self.warning


def write_problems(
    grids: Sequence[Grid],
    problems: Sequence[CellProblem],
    path: Path,
    language: Language,
    titles: Mapping[tuple[str, str], str] = NO_TITLES,
) -> None:
    """Write the workbook: a first sheet with every problem, then a copy of each sheet with its bad cells marked.

    `titles` says how copies are called whose sheets have a strange name, by file and sheet. Who hands the workbook in
    again hands in the copies: the first sheet is known by its headers, see `is_list_of_problems`.
    Errors are red, warnings amber; each bad cell carries a comment that says what is wrong and what to do. Nothing that
    the officer wrote can run: texts stay texts. Linear in cells and problems.
    """
    import xlsxwriter  # noqa: PLC0415  # only where a workbook is written

    say = Words(language)
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(str(path), options) as workbook:
        paint = _Paint(
            workbook.add_format({"bold": True, "bg_color": "#DCE6E1", "text_wrap": True, "valign": "top"}),
            workbook.add_format({"text_wrap": True, "valign": "top"}),
            workbook.add_format({"bg_color": "#F4B6B0", "text_wrap": True, "valign": "top"}),
            workbook.add_format({"bg_color": "#FBE3A6", "text_wrap": True, "valign": "top"}),
        )
        tabs = tab_names(grids, say(Text("sheets.problems_title")), titles)
        _write_list(workbook, problems, tabs, paint, say)
        left = _MAX_COMMENTS
        for grid in grids:
            mine = [problem for problem in problems if (problem.file, problem.sheet) == (grid.file, grid.sheet)]
            sheet = workbook.add_worksheet(tabs[grid.file, grid.sheet])
            left -= _write_copy(sheet, grid, mine, paint, say, left)


def tab_names(
    grids: Iterable[Grid], title: str, titles: Mapping[tuple[str, str], str] = NO_TITLES
) -> dict[tuple[str, str], str]:
    """Return the name of each sheet's copy by file and sheet; `title` is the name of the list in front."""
    taken = {title.casefold()}
    names = {}
    for grid in grids:
        called = titles.get((grid.file, grid.sheet)) or grid.sheet or Path(grid.file).stem
        base = _FORBIDDEN.sub(" ", called).strip()[:27] or "Sheet"
        name, number = base, 2
        while name.casefold() in taken:
            name, number = f"{base} {number}", number + 1
        taken.add(name.casefold())
        names[grid.file, grid.sheet] = name
    return names


def is_list_of_problems(grid: Grid) -> bool:
    """Whether a sheet is the first one of such a workbook, in any language."""
    first = tuple(cell_text(cell) for cell in grid.rows[0]) if grid.rows else ()
    return any(first == tuple(map(Words(language), _HEADERS)) for language in Language)


def _write_list(
    workbook: xlsxwriter.Workbook,
    problems: Sequence[CellProblem],
    tabs: dict[tuple[str, str], str],
    paint: _Paint,
    say: Words,
) -> None:
    sheet = workbook.add_worksheet(say(Text("sheets.problems_title"))[:31])
    sheet.freeze_panes(1, 0)
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, say(header), paint.head)
    if not problems:
        sheet.write_string(1, 0, say(Text("sheets.problems_none")))
        return
    sheet.autofilter(0, 0, len(problems), len(_HEADERS) - 1)
    for row, problem in enumerate(problems, start=1):
        texts = (
            say(_STOPS if problem.stops else _WEIGHTS[problem.severity]),
            problem.file,
            problem.sheet,
            problem.cell,
            problem.found,
            say(problem.text),
            say(problem.expected) if problem.expected else "",
            say(problem.hint) if problem.hint else "",
        )
        for column, text in enumerate(texts):
            sheet.write_string(
                row, column, text[:_MAX_TEXT], paint.of(problem.severity) if column == 0 else paint.plain
            )
        tab = tabs.get((problem.file, problem.sheet))
        if tab and problem.row and problem.column:
            sheet.write_url(row, 3, f"internal:'{tab}'!{problem.cell}", string=problem.cell)


def _write_copy(
    sheet: Worksheet, grid: Grid, problems: Sequence[CellProblem], paint: _Paint, say: Words, comments_left: int
) -> int:
    """Copy a sheet and return how many comments it took."""
    marks: dict[tuple[int, int], list[CellProblem]] = defaultdict(list)
    for problem in problems:
        if problem.row:
            marks[problem.row, problem.column or 1].append(problem)
    whole_rows = {p.row: p.severity for p in sorted(problems, key=_errors_last) if p.row and not p.column}
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(_column_widths(grid)):
        sheet.set_column(column, column, width)
    for number, row in enumerate(grid.rows, start=1):
        for column, cell in enumerate(row, start=1):
            here = marks.get((number, column))
            severity = _heaviest(here) if here else whole_rows.get(number)
            _write_cell(sheet, number - 1, column - 1, cell, paint.of(severity) if severity else None)
    commented = list(marks.items())[: max(comments_left, 0)]
    for (number, column), found in commented:
        text = "\n\n".join(_note(problem, say) for problem in found)
        if number > len(grid.rows) or column > len(grid.rows[number - 1]):
            sheet.write_blank(number - 1, column - 1, None, paint.of(_heaviest(found)))
        sheet.write_comment(
            number - 1, column - 1, text[:_MAX_TEXT], {"x_scale": 2.2, "y_scale": 1.4, "author": AUTHOR}
        )
    return len(commented)


def _errors_last(problem: CellProblem) -> bool:
    return problem.severity is Severity.ERROR


def _heaviest(problems: Iterable[CellProblem]) -> Severity:
    return Severity.ERROR if any(map(_errors_last, problems)) else Severity.WARNING


def _note(problem: CellProblem, say: Words) -> str:
    hint = say(problem.hint) if problem.hint else ""
    return say(Text("sheets.problems_cell_note", wrong=say(problem.text), hint=hint)).strip()


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, paint: Format | None) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell, paint)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell, paint)
    elif cell_text(cell):
        sheet.write_string(row, column, cell_text(cell)[:_MAX_TEXT], paint)
    elif paint:
        sheet.write_blank(row, column, None, paint)


def _column_widths(grid: Grid) -> list[int]:
    widths = [_LEAST_WIDTH] * grid.width
    for row in grid.rows[:200]:
        for column, cell in enumerate(row):
            widths[column] = max(widths[column], min(_MOST_WIDTH, len(cell_text(cell)) + 2))
    return widths
