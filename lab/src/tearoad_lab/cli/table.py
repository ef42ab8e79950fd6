"""A table told line by line: each cell in the width of its column."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return cells side by side; one that fills its column or more is followed by one blank."""
    padded = (cell + " " * max(1, width - breadth(cell)) for cell, width in zip(cells, widths, strict=True))
    return "".join(padded).rstrip()


def breadth(text: str) -> int:
    """Return how many columns of a terminal a text takes: a Chinese sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1 for sign in text)
