"""A finished paper: where it belongs and what is in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LONGEST = 48


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file to be: its path below the output folder, with forward slashes, and its bytes."""

    path: str
    content: bytes


def file_name(party_id: str, name: str, ending: str) -> str:
    """Return a file name that every system takes and that sorts by id: `E01-guizhou-lucha.pdf`.

    Letters outside ASCII are transliterated. Ids come from people, so they are made safe too; two ids that differ only
    in what is lost may give the same name: see `distinct`.
    """
    return (
        "-".join(part for part in (_safe(party_id, keep_case=True), _safe(name)[:_LONGEST].strip("-")) if part) + ending
    )


def _safe(text: str, *, keep_case: bool = False) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # its tables are not for `--help`

    plain = anyascii(text)
    return re.sub(r"[^A-Za-z0-9]+", "-", plain if keep_case else plain.lower()).strip("-")
