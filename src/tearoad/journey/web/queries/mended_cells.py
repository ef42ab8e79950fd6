"""Cells that a person corrected while an import was looked at: they stand in the place of what the file says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.previews import problems_in_order
from tearoad.paper.sheets import Cell, CellProblem, Grid, Severity
from tearoad.text import Text

CELLS = "#cells"
"""In the mapping of an import: the place of each corrected cell, and what it says now."""
_PARTS = "\x1f"
_LONGEST = 5_000


@dataclass(frozen=True, slots=True)
class CorrectableProblem:
    """One thing to look at, and the field in which its cell is corrected."""

    problem: CellProblem
    field: str
    """Empty where no single cell is meant."""
    text: str
    """What the cell says now."""
    row_says: str
    """How its row begins, so that one knows whose cell it is."""


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """What is of one weight."""

    title: Text
    weight: str
    shown: tuple[CorrectableProblem, ...]


def place_of_cell(problem: CellProblem) -> str:
    """Return how the mapping of an import names the cell of a problem; empty where no single cell is meant."""
    if problem.row is None or problem.column is None:
        return ""
    return _PARTS.join((problem.file, problem.sheet, str(problem.row), str(problem.column)))


def place_of_row(problem: CellProblem) -> str:
    """Return how a reading names the row of a problem."""
    return _PARTS.join((problem.file, problem.sheet, str(problem.row or 0)))


def with_mended_cells(grids: Mapping[str, Grid], mapping: Mapping[str, Mapping[str, str]]) -> dict[str, Grid]:
    """Return sheets with the cells that somebody corrected."""
    mended: dict[tuple[str, str], dict[tuple[int, int], str]] = {}
    for place, text in mapping.get(CELLS, {}).items():
        file, sheet, row, column = place.split(_PARTS)
        mended.setdefault((file, sheet), {})[int(row) - 1, int(column) - 1] = text
    return {name: _mended(grid, mended.get((grid.file, grid.sheet), {})) for name, grid in grids.items()}


def _mended(grid: Grid, cells: Mapping[tuple[int, int], str]) -> Grid:
    if not cells:
        return grid
    rows: list[list[Cell]] = [list(row) for row in grid.rows]
    for (row, column), text in cells.items():
        if row < len(rows):
            rows[row] += [""] * (column + 1 - len(rows[row]))
            rows[row][column] = text
    merged = {place: cell for place, cell in grid.merged.items() if place not in cells}
    return replace(grid, rows=tuple(tuple(row) for row in rows), merged=merged)


def problem_groups(found: SheetImport) -> tuple[ProblemGroup, ...]:
    """Return what a reading found: what holds rows back, what must be answered, what is only to be looked at."""
    numbered = tuple(enumerate(problems_in_order(found)))
    weights = (
        ("bad", Text("journey_pages.errors_first"), lambda one: one.severity is Severity.ERROR and not one.stops),
        ("bad", Text("journey_pages.questions_next"), lambda one: one.stops),
        ("warn", Text("journey_pages.remarks_last"), lambda one: one.severity is Severity.WARNING and not one.stops),
    )
    groups = (
        ProblemGroup(title, weight, tuple(_correctable(found, number, one) for number, one in numbered if belongs(one)))
        for weight, title, belongs in weights
    )
    return tuple(one for one in groups if one.shown)


def _correctable(found: SheetImport, number: int, problem: CellProblem) -> CorrectableProblem:
    place = place_of_cell(problem)
    is_whole = len(problem.found) < _LONGEST and not problem.found.endswith("…")
    text = found.mapping.get(CELLS, {}).get(place, problem.found)
    row_says = found.found.get("rows_said", {}).get(place_of_row(problem), "")
    return CorrectableProblem(problem, f"cell{number}" if place and is_whole else "", text, row_says)


def read_mended(found: SheetImport, sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what somebody corrected, as the mapping of an import holds it; what they left is left out."""
    return {CELLS: dict(_read(problem_groups(found), sent))}


def _read(groups: Iterable[ProblemGroup], sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for group in groups:
        for one in group.shown:
            said = sent.get(one.field, "").replace("\r\n", "\n").strip() if one.field in sent else one.text
            if one.field and said != one.text.strip():
                yield place_of_cell(one.problem), said[:_LONGEST]
