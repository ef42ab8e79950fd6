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


def join_list(items: Iterable[str]) -> str:
    """Return one cell for several things, so that `split_list` gives them back."""
    return "; ".join('"' + i.replace('"', '""') + '"' if _NEEDS_QUOTES.search(i) else i for i in items)
