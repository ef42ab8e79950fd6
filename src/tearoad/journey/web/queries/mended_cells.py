"""Cells that a person corrected while an import was looked at: they stand in the place of what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from zlib import crc32

from tearoad.journey.web.models import SheetImport
from tearoad.paper.sheets import Cell, Grid
from tearoad.web.registry import Json

CELLS = "#cells"
"""In the mapping of an import: the place of each corrected cell, and what it says now."""
_PARTS = "\x1f"
_LONGEST = 5_000
_MOST_COLUMNS, _MOST_ROWS = 1_000, 200_000
_FIELD = re.compile(r"cell-([0-9a-f]{8})-(\d{1,6})-(\d{1,4})")


def sheet_code(file: str, sheet: str) -> str:
    """Return how fields of a page name a sheet: the same in every reading of it."""
    return f"{crc32(f'{file}{_PARTS}{sheet}'.encode()):08x}"


def field_of_cell(file: str, sheet: str, row: int, column: int) -> str:
    """Return the field in which a cell is corrected; row and column are counted from 1."""
    return f"cell-{sheet_code(file, sheet)}-{row}-{column}"


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


def read_mended(found: SheetImport, sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what somebody corrected, as the mapping of an import holds it; what they left is left out.

    Beside each field stands what the cell said when it was shown: `was-` and the field's name.
    """
    said = dict(_read(found.found, sent))
    return {CELLS: said} if said else {}


def _read(found: Json, sent: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    sheets = {sheet_code(one["file"], one["sheet"]): one for one in found.get("sheets", ())}
    for field, text in sent.items():
        meant = _FIELD.fullmatch(field)
        if meant is None or meant[1] not in sheets:
            continue
        row, column = int(meant[2]), int(meant[3])
        said, was = (one.replace("\r\n", "\n").strip() for one in (text, sent.get(f"was-{field}", "")))
        if said != was and 0 < row <= _MOST_ROWS and 0 < column <= _MOST_COLUMNS:
            one = sheets[meant[1]]
            yield _PARTS.join((one["file"], one["sheet"], str(row), str(column))), said[:_LONGEST]
