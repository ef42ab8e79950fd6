"""A list saved as XLSX or ODS: its one table as rows of text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tearoad.errors import UnsafeFile
from tearoad.paper.sheets.files.folder import read_grids
from tearoad.screening.lists.content import broken, without_empty_ends


def workbook_rows(path: Path) -> list[list[str]]:
    """Return the rows of the one table of a workbook, as a CSV file of it would hold them.

    Raises:
        InputError: it cannot be opened safely, more than one of its sheets holds something, one of them is hidden, or
            a cell holds an error or a formula without its result.

    """
    try:
        grids = [grid for grid in read_grids(path) if any(any(map(_text, row)) for row in grid.rows)]
    except UnsafeFile as fault:
        raise broken("list_workbook_unread", path) from fault
    if not grids:
        raise broken("list_empty", path)
    if len(grids) > 1 or grids[0].is_hidden:
        raise broken("list_several_sheets", path, found=", ".join(grid.sheet for grid in grids)[:120])
    for flaw in grids[0].flaws:
        raise broken("list_cell_broken", path, row=flaw.row or 0)
    return without_empty_ends([[_text(cell) for cell in row] for row in grids[0].rows])


def _text(cell: object) -> str:
    """Return what a cell shows: a number without its empty decimals, as a registration number has none."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()
