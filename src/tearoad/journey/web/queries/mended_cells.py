"""Cells that a person corrected while an import was looked at: they stand in the place of what the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from zlib import crc32

from tearoad.journey.web.models import SheetImport
from tearoad.paper.sheets import Cell, Grid
from tearoad.text import Text
from tearoad.web.registry import Json

CELLS = "#cells"
"""In the mapping of an import: the place of each corrected cell, and what it says now."""
SHOWN = "#cells_shown"
"""In what a page sends: what each corrected cell said when it was shown."""
_PARTS = "\x1f"
_LONGEST = 5_000
LONGEST_SHOWN = 600
"""Letters of a cell that the page shows."""
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
    mended = corrected_cells(mapping)
    return {name: _mended(grid, mended.get((grid.file, grid.sheet), {})) for name, grid in grids.items()}


def corrected_cells(mapping: Mapping[str, Mapping[str, str]]) -> dict[tuple[str, str], dict[tuple[int, int], str]]:
    """Return by file and sheet what corrected cells say, by row and column counted from 0."""
    found: dict[tuple[str, str], dict[tuple[int, int], str]] = {}
    for place, text in mapping.get(CELLS, {}).items():
        file, sheet, row, column = place.split(_PARTS)
        found.setdefault((file, sheet), {})[int(row) - 1, int(column) - 1] = text
    return found


@dataclass(frozen=True, slots=True)
class ImportCellClash:
    """A cell of an import that somebody else corrected since it was shown."""

    field: str
    theirs: str
    mine: str

    @property
    def text(self) -> Text:
        """What both entered."""
        return Text("journey_pages.cell_clash", theirs=self.theirs or "–", mine=self.mine or "–")


def clashing_cells(sheet_import: SheetImport, said: Mapping[str, Mapping[str, str]]) -> dict[str, ImportCellClash]:
    """Return by place the cells in which a page would put something over what somebody else put there meanwhile."""
    now, shown = sheet_import.mapping.get(CELLS, {}), said.get(SHOWN, {})
    clashes = {}
    for place, mine in said.get(CELLS, {}).items():
        theirs = now.get(place)
        if theirs in {None, mine} or place not in shown:
            continue
        if theirs[:LONGEST_SHOWN].strip() != shown[place][:LONGEST_SHOWN].strip():
            file, sheet, row, column = place.split(_PARTS)
            clashes[place] = ImportCellClash(field_of_cell(file, sheet, int(row), int(column)), theirs, mine)
    return clashes


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


def read_mended(sheet_import: SheetImport, sent: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return what somebody corrected, as the mapping of an import holds it; what they left is left out.

    Beside each field stands what the cell said when it was shown: `was-` and the field's name.
    """
    read = list(_read(sheet_import.found, sent))
    said = {place: text for place, text, _was in read}
    shown = {place: was for place, _text, was in read if was is not None}
    return {name: texts for name, texts in ((CELLS, said), (SHOWN, shown)) if texts}


def _read(json: Json, sent: Mapping[str, str]) -> Iterator[tuple[str, str, str | None]]:
    sheets = {sheet_code(sheet["file"], sheet["sheet"]): sheet for sheet in json.get("sheets", ())}
    for field, text in sent.items():
        meant = _FIELD.fullmatch(field)
        if meant is None or meant[1] not in sheets:
            continue
        row, column = int(meant[2]), int(meant[3])
        shown = sent.get(f"was-{field}")
        said, was = (cell.replace("\r\n", "\n").strip() for cell in (text, shown or ""))
        if said != was and 0 < row <= _MOST_ROWS and 0 < column <= _MOST_COLUMNS:
            sheet = sheets[meant[1]]
            yield (
                _PARTS.join((sheet["file"], sheet["sheet"], str(row), str(column))),
                said[:_LONGEST],
                None if shown is None else was,
            )
