"""A list file as text: decoded, and refused where it is no list at all."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from tearoad.errors import InputError, UnsafeFile
from tearoad.paper.sheets.files.decoding import surely_decoded
from tearoad.screening.lists import headed
from tearoad.text import Text

MAX_BYTES = 200_000_000
_MAX_CELL = 1_000_000


def broken(code: str, path: Path, **params: str | int) -> InputError:
    """Return the error for a file, with the hint that belongs to it."""
    return InputError(Text(f"screening.{code}", file=path.name, **params), Text(f"screening.{code}_hint"))


def read_text(path: Path) -> str:
    """Return a list's text, in whichever of the encodings of `decoding` it was saved.

    Raises:
        InputError: the file is empty, too large, binary, a web page, or in an encoding that cannot be told.

    """
    if path.stat().st_size > MAX_BYTES:
        raise broken("list_too_large", path, megabytes=path.stat().st_size // 1_000_000)
    raw = path.read_bytes().rstrip(b"\x1a")
    if not raw.strip(b"\r\n \t\x00"):
        raise broken("list_empty", path)
    if raw[:4] in {b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"}:
        raise broken("list_binary", path)
    try:
        text = surely_decoded(raw, headed.WORDS)
    except UnsafeFile as fault:
        code = "list_binary" if fault.text.code == "sheets.disguise" else "list_no_encoding"
        raise broken(code, path) from fault
    start = text.lstrip()[:2000].lower()
    if start.startswith(("<!doctype html", "<html")) or "<html" in start or "<body" in start:
        raise broken("list_is_web_page", path)
    return text


def read_rows(text: str, path: Path) -> list[list[str]]:
    """Return the rows of text parted by commas, semicolons, tabs or bars, cells stripped; a row of empty cells is `[]`.

    Empty rows before the first and behind the last are left out.

    Raises:
        InputError: a quotation mark is left open or a cell is longer than a million characters.

    """
    text = text.lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", text)
    text = text[told.end() :] if told else text
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = told[1] if told else max(",;\t|", key=first.count)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as fault:
        raise broken("list_csv_broken", path, line=reader.line_num) from fault
    cells = [[_cell(cell) for cell in row] for row in rows]
    return without_empty_ends(cells)


def without_empty_ends(cells: list[list[str]]) -> list[list[str]]:
    """Return rows without the empty ones before the first and behind the last; an empty row between them is `[]`."""
    filled = [place for place, row in enumerate(cells) if any(row)]
    return [row if any(row) else [] for row in cells[filled[0] : filled[-1] + 1]] if filled else []


def _cell(cell: str) -> str:
    # The official files end with the end-of-file mark of old systems, \x1a.
    bare = cell.strip("\x1a \t\r\n\xa0")
    return "" if bare == "-0-" else bare
