"""A sheet that somebody hands in on a page of orders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import HttpRequest

from tearoad.office.files.names import clean_name
from tearoad.paper.sheets import CellProblem, Grid, Severity, SheetSpec
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.text import Text

MOST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class UploadedGrid:
    """The table that an uploaded file holds, or why it holds none."""

    grid: Grid | None
    problems: tuple[CellProblem, ...]


def uploaded_grid(request: HttpRequest, spec: SheetSpec) -> UploadedGrid:
    """Return the table of the file of a form, the one of this sheet or the only one."""
    sent = request.FILES.get("file")
    if sent is None or (sent.size or 0) > MOST_BYTES:
        return _unread(Text("orders.sheet_no_file"), Text("orders.sheet_no_file_hint"))
    with TemporaryDirectory(prefix="tearoad-") as name:
        folder = Path(name)
        (folder / clean_name(sent.name or f"{spec.name}.xlsx")).write_bytes(sent.read())
        found = find_sheets(folder, (spec,))
    grid = found.grids.get(spec.name) or (found.others[0] if len(found.others) == 1 else None)
    problems = tuple(problem for problem in found.problems if problem.severity is Severity.ERROR)
    if grid is None and not problems:
        return _unread(Text("orders.sheet_no_sheet"), Text("orders.sheet_no_sheet_hint"))
    return UploadedGrid(grid, problems)


def _unread(text: Text, hint: Text) -> UploadedGrid:
    return UploadedGrid(None, (CellProblem(Severity.ERROR, text, hint, ""),))
