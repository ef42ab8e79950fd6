"""Several things in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ITEM = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*(?=[;；\n]|$)|([^;；\n]*))(?:[;；\n]|$)')
_NEEDS_QUOTES = re.compile(r'[;；\n]|^\s*"')


def split_list(cell: str) -> tuple[str, ...]:
    """Return the things that stand in a cell, parted by semicolons or lines: `a; b`. An item may stand in quotes."""
    items = []
    for match in _ITEM.finditer(cell):
        quoted, plain = match.groups()
        items.append(quoted.replace('""', '"') if quoted is not None else plain.strip())
    return tuple(item for item in items if item)


_MARKS = re.compile(r"\s*[,，、/&+]\s*|\s+(?:and|und|и)\s+|\s*[和及]\s*", re.IGNORECASE)
_ID = re.compile(r"[^\W\d_]{0,4}[-.]?\d+[a-z]?", re.IGNORECASE)


def split_names(cell: str) -> tuple[str, ...]:
    """Return the ids or names in a cell: as `split_list`, and parted by `、`; ids also by commas, strokes and "and".

    A comma alone parts no names, for firms have them in theirs: `Example Tea Co., Ltd.`.
    """
    found: list[str] = []
    for item in split_list(cell):
        ids = [part for part in _MARKS.split(item) if part]
        names = [part.strip() for part in item.split("、") if part.strip()]
        found.extend(ids if all(map(_ID.fullmatch, ids)) else names)
    return tuple(found)


def join_list(items: Iterable[str]) -> str:
    """Return one cell for several things, so that `split_list` gives them back."""
    return "; ".join('"' + i.replace('"', '""') + '"' if _NEEDS_QUOTES.search(i) else i for i in items)
