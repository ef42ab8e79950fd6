"""The certificates that a firm writes into the public form, one a line."""

from __future__ import annotations

from datetime import date

from tearoad.companies import Certificate
from tearoad.errors import InputError
from tearoad.paper.sheets.written.dates import read_date
from tearoad.text import Text

_PARTS = 3
_BARS = str.maketrans({"｜": "|", "│": "|"})
"""A Chinese keyboard writes the bar in full width."""


def read_certificates(written: str, near: date) -> tuple[tuple[Certificate, ...], tuple[Text, ...]]:
    """Return the certificates, and what is wrong with each line that is none."""
    found: list[Certificate] = []
    wrong: list[Text] = []
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip():
            read = _read(line.strip(), number, near)
            (wrong if isinstance(read, Text) else found).append(read)  # type: ignore[arg-type]  # each into its own
    return tuple(found), tuple(wrong)


def _read(line: str, number: int, near: date) -> Certificate | Text:
    parts = [part.strip() for part in line.translate(_BARS).split("|")]
    while len(parts) > _PARTS and not parts[-1]:
        parts.pop()
    if not any(letter.isalnum() for letter in parts[0]):
        return Text("apply_pages.certificate_without_kind", line=number, found=line)
    if len(parts) > _PARTS:
        return Text("apply_pages.certificate_of_many_parts", line=number, found=line, parts=len(parts))
    kind, paper, expires = (*parts, "", "")[:_PARTS]
    if not expires:
        return Certificate(kind, paper)
    try:
        return Certificate(kind, paper, read_date(expires, near))
    except InputError:
        return Text("apply_pages.certificate_without_day", line=number, found=expires)
