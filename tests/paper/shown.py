"""What the eye would read of a web page: the rows of its tables and the pieces of text between its tags."""

from __future__ import annotations

import re
from html import unescape

_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r'<t[dh][^>]*data-label="([^"]*)"[^>]*>(.*?)</t[dh]>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def pieces(html: str) -> list[str]:
    """Return the texts between the tags, in their order, each on one line."""
    found = (" ".join(unescape(part).split()) for part in _TAG.split(html))
    return [part for part in found if part]


def cells(html: str) -> list[dict[str, list[str]]]:
    """Return the rows of the tables of a page: by column what each cell says, piece by piece."""
    rows = ({unescape(label): pieces(cell) for label, cell in _CELL.findall(row)} for row in _ROW.findall(html))
    return [row for row in rows if row]


def between(html: str, start: str, end: str) -> str:
    """Return the part of a page from one mark up to the next."""
    _, found, rest = html.partition(start)
    assert found, f"{start} is not on the page"
    return rest.partition(end)[0]
