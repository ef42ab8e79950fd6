"""Text that a spreadsheet would run: kept as text, pointed at, and written back so that nothing runs it."""

from __future__ import annotations

import re

_DANGEROUS = re.compile(
    r"^\s*(?:=\s*[\w'\"(+@-]|@\s*\w+\s*[(!|]|[+-]\s*(?:[A-Za-z_]\w*[(!|]|\d+\s*[-+*/]\s*[A-Za-z(]|cmd|@))|^\s*\S*\|\s*'",
    re.IGNORECASE,
)
_HARMLESS = re.compile(r"[+-]?[\d\s().,/-]*\d[\d\s().,/-]*|[-+]")
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def is_dangerous(text: str) -> bool:
    """Whether a text would run as a formula or call a program when a spreadsheet opens it."""
    return _DANGEROUS.search(text) is not None


def guarded(text: str) -> str:
    """Return a text for a CSV cell that no spreadsheet takes for a formula; phone numbers stay as they are."""
    bare = text.lstrip("'")
    risky = bare.startswith(_STARTS) and (bare != text or not _HARMLESS.fullmatch(text))
    return f"'{text}" if risky else text


def unguarded(text: str) -> str:
    """Take off the mark that `guarded` set."""
    bare = text.lstrip("'")
    return text[1:] if bare != text and bare.startswith(_STARTS) else text
