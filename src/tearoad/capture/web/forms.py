"""The fair's list as an officer hands it in."""

from __future__ import annotations

from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tearoad.capture.fair import VISITORS, FairList, read_fair_list
from tearoad.errors import InputError
from tearoad.paper.sheets import Grid
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.text import Text

KINDS = (".xlsx", ".ods", ".csv", ".tsv")
MOST_MB = 10
MOST_BYTES = MOST_MB * 1_000_000


def read_upload(sent: UploadedFile[Any] | None) -> FairList:
    """Return the fair's list in a file: the sheet named after visitors, else the first that is filled.

    Raises:
        InputError: there is no file, it is too large, of another kind, unreadable, or without a column of codes.

    """
    hint = Text("fair_file.upload_hint", megabytes=MOST_MB)
    if sent is None or not sent.size:
        raise InputError(Text("fair_file.no_file"), hint)
    name = PurePath((sent.name or "").replace("\\", "/")).name.lstrip(".~$ ")[-120:]
    if PurePath(name).suffix.lower() not in KINDS:
        raise InputError(Text("fair_file.wrong_kind", file=name), hint)
    if sent.size > MOST_BYTES:
        raise InputError(Text("fair_file.large", file=name, megabytes=sent.size // 1_000_000), hint)
    with TemporaryDirectory(prefix="tearoad-") as folder:
        (Path(folder) / f"visitors{PurePath(name).suffix.lower()}").write_bytes(sent.read())
        sheets_of_folder = find_sheets(Path(folder), (VISITORS,))
    grid = sheets_of_folder.grids.get(VISITORS.name) or next(iter(sheets_of_folder.others), None)
    if grid is None:
        first = next(iter(sheets_of_folder.problems), None)
        raise InputError(first.text if first else Text("fair_file.empty", file=name), hint)
    return read_fair_list(Grid(name, grid.sheet, grid.rows, grid.flaws))
