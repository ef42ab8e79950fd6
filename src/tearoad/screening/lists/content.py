"""A list file as text: decoded, and refused where it is no list at all."""

from __future__ import annotations

import csv
from pathlib import Path

from tearoad.errors import InputError
from tearoad.text import Text

MAX_BYTES = 200_000_000
_MAX_CELL = 1_000_000


def broken(code: str, path: Path, **params: str | int) -> InputError:
    """Return the error for a file, with the hint that belongs to it."""
    return InputError(Text(f"screening.{code}", file=path.name, **params), Text(f"screening.{code}_hint"))


def read_text(path: Path) -> str:
    """Return a list's text: UTF-8 where it is valid, else Western (CP1252), as the official files have been.

    Raises:
        InputError: the file is empty, too large, binary, or a web page.

    """
    if path.stat().st_size > MAX_BYTES:
        raise broken("list_too_large", path, megabytes=path.stat().st_size // 1_000_000)
    raw = path.read_bytes().rstrip(b"\x1a\r\n \t")
    if not raw.strip():
        raise broken("list_empty", path)
    if raw[:4] in {b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0"} or b"\x00" in raw[:4096].replace(b"\xff\xfe", b"")[:64]:
        raise broken("list_binary", path)
    text = _decoded(raw)
    start = text.lstrip()[:2000].lower()
    if start.startswith(("<!doctype html", "<html")) or "<html" in start or "<body" in start:
        raise broken("list_is_web_page", path)
    return text


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030" if _has_gb_header(raw) else "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def _has_gb_header(raw: bytes) -> bool:
    first_line = raw.partition(b"\n")[0]
    return any(word.encode("gb18030") in first_line for word in ("名称", "编号", "国家"))


def read_rows(text: str, path: Path) -> list[list[str]]:
    """Return the rows of text parted by commas, semicolons or tabs, cells stripped; a row of empty cells is `[]`.

    Empty rows before the first and behind the last are left out.

    Raises:
        InputError: a quotation mark is left open or a cell is longer than a million characters.

    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(_MAX_CELL)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error as fault:
        raise broken("list_csv_broken", path, line=reader.line_num) from fault
    cells = [[_cell(cell) for cell in row] for row in rows]
    filled = [place for place, row in enumerate(cells) if any(row)]
    return [row if any(row) else [] for row in cells[filled[0] : filled[-1] + 1]] if filled else []


def _cell(cell: str) -> str:
    # The official files end with the end-of-file mark of old systems, \x1a.
    bare = cell.strip("\x1a \t\r\n\xa0")
    return "" if bare == "-0-" else bare
