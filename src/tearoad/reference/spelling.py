"""How a table's names are looked up: case, accents, ё and punctuation do not count."""

from __future__ import annotations

import unicodedata


def same(written: str) -> str:
    """Return the form in which two spellings of one name are equal."""
    parts = unicodedata.normalize("NFKD", written.casefold().replace("&", " and "))
    # й loses its breve as well: both sides are treated alike, and no two names differ in it alone.
    kept = "".join(char if char.isalnum() else " " for char in parts if not unicodedata.combining(char))
    return " ".join(kept.split())
