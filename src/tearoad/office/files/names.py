"""A file's name as far as it is safe to show and to save."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

MAX_LENGTH = 120
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


def clean_name(name: str, ending: str = "") -> str:
    """Return a name without folders, without what no screen shows or what turns the writing round, and not too long.

    Args:
        name: as somebody's machine gave it.
        ending: `.png`: the ending it must have, whatever it had; empty leaves it.

    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" and letter not in '<>:"|?*')
    kept = " ".join(kept.split()).strip(". ")
    path = PurePosixPath(kept or "file")
    stem, suffix = path.stem, ending or path.suffix
    if stem.casefold() in _DEVICES:
        stem = f"{stem}_"
    suffix = suffix if len(suffix) <= 12 else ""  # no real ending is longer
    return f"{stem[: MAX_LENGTH - len(suffix)].rstrip()}{suffix}"
