"""A finished paper: where it belongs and what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 48


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file to be: its path below the output folder, with forward slashes, and its bytes."""

    path: str
    content: bytes


def file_name(party_id: str, name: str, ending: str) -> str:
    """Return a file name that every system takes and that sorts by id: `E01-guizhou-lucha.pdf`.

    Letters outside ASCII are transliterated. Ids come from people, so they are made safe too; ids that differ only in
    what is lost give the same name, so whoever writes several files asks `distinct`.
    """
    parts = (_safe(party_id, keep_case=True), _safe(name)[:_LONGEST].strip("-"))
    return ("-".join(part for part in parts if part) or "paper") + ending


def distinct(stems: Iterable[str]) -> tuple[str, ...]:
    """Return the stems in their order, later ones numbered where even a system blind to capitals would mix them up."""
    taken: set[str] = set()
    found = []
    for stem in stems:
        number, made = 1, stem
        while made.casefold() in taken:
            number += 1
            made = f"{stem}-{number}"
        taken.add(made.casefold())
        found.append(made)
    return tuple(found)


def _safe(text: str, *, keep_case: bool = False) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # its tables are not for `--help`

    plain = anyascii(text)
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")
