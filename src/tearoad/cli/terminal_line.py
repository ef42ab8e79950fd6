"""How wide text is on a terminal: Chinese letters take two columns, marks above a letter none."""

from __future__ import annotations

import unicodedata


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(map(_width, text))


def cut(text: str, room: int) -> str:
    """Return as much of a text as has room, with an ellipsis where something is missing."""
    if width(text) <= room:
        return text
    kept = ""
    for letter in text:
        if width(kept) + _width(letter) > room - 1:
            break
        kept += letter
    return f"{kept}…" if room > 0 else ""


def _width(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1
