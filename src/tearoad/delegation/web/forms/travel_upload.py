"""The travel agent's file as it is sent, and what an officer says of its headers and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tearoad.delegation.agent import TRAVEL, Heading, TravelLine
from tearoad.errors import InputError
from tearoad.paper.sheets import Grid
from tearoad.paper.sheets.files.folder import find_sheets
from tearoad.text import Text
from tearoad.words import Words

KINDS = (".xlsx", ".ods", ".csv", ".tsv")
MOST_MB = 3
MOST_BYTES = MOST_MB * 1_000_000
LEFT_OUT = "-"


def read_list(sent: UploadedFile[Any] | None) -> Grid:
    """Return the sheet in the agent's file: the one named after travel, else the first that is filled.

    Raises:
        InputError: none, too large, of another kind, or unreadable.

    """
    hint = Text("delegation_pages.upload_hint", megabytes=MOST_MB)
    if sent is None or not sent.size:
        raise InputError(Text("delegation_pages.no_file"), hint)
    name = PurePath((sent.name or "").replace("\\", "/")).name.lstrip(".~$ ")[-120:]
    if PurePath(name).suffix.lower() not in KINDS:
        raise InputError(Text("delegation_pages.wrong_kind", name=name), hint)
    if sent.size > MOST_BYTES:
        raise InputError(Text("delegation_pages.file_large", megabytes=max(1, sent.size // 1_000_000)), hint)
    with TemporaryDirectory(prefix="tearoad-") as folder:
        (Path(folder) / f"list{PurePath(name).suffix.lower()}").write_bytes(sent.read())
        sheets_of_folder = find_sheets(Path(folder), (TRAVEL,))
    grid = sheets_of_folder.grids.get(TRAVEL.name) or next(iter(sheets_of_folder.others), None)
    if grid is None:
        first = next(iter(sheets_of_folder.problems), None)
        raise InputError(first.text if first else Text("delegation_pages.list_empty"), hint)
    return Grid(name, grid.sheet, grid.rows, grid.flaws)


def columns(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the columns that a header may mean, by field, in the reader's language."""
    return tuple((column.field, column.title(words.language)) for column in TRAVEL.columns)


def read_meaning(headings: Sequence[Heading], sent: Mapping[str, Any]) -> dict[str, str]:
    """Return what an officer changed: header -> column, empty for one to leave out.

    Raises:
        InputError: a column that there is not.

    """
    changed = {}
    for number, heading in enumerate(headings):
        said = sent.get(f"h{number}", heading.field or LEFT_OUT)
        if said != LEFT_OUT and said not in TRAVEL.by_field:
            raise InputError(Text("delegation_pages.no_such_column", found=str(said)[:60]))
        if said != (heading.field or LEFT_OUT):
            changed[heading.label] = "" if said == LEFT_OUT else str(said)
    return changed


def read_decisions(lines: Sequence[TravelLine], sent: Mapping[str, Any]) -> dict[int, str]:
    """Return whom an officer says each row means; an empty choice passes the row over."""
    said = {line.row: str(sent.get(f"who_{line.row}", "")) for line in lines}
    return {row: who for row, who in said.items() if who}
