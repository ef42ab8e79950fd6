"""Certificates as people write them: the same in a sheet, on a page and in the public form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tearoad.companies.company import Certificate
from tearoad.errors import InputError
from tearoad.paper.sheets.written.dates import find_date, read_date
from tearoad.paper.sheets.written.lists import split_list
from tearoad.text import Text

_PARTS = 3
_BARS = str.maketrans({"｜": "|", "│": "|"})
"""A Chinese keyboard writes the bar in full width."""
_UNTIL = re.compile(r"[\s,(（]*(?:until|till|valid until|до|действ\w* до|有效期至|至)\s*[:：]?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(?:№|\bNo\.?\s|编号[:：]?|证书号[:：]?)\s*")


def certificate_parts(written: str) -> list[str]:
    """Return kind, number and last day as bars part them; empty ones at the end are left out."""
    parts = [part.strip() for part in written.translate(_BARS).split("|")]
    while len(parts) > _PARTS and not parts[-1]:
        parts.pop()
    return parts


def read_certificate(written: str, near: date) -> Certificate:
    """Read `HACCP | 00123 | 2024-05-01`, or `ISO 22000 № 55 (until 1 May 2024)` as people write it.

    Raises:
        InputError: it names no kind, has too many parts, or its last day is none.

    """
    parts = certificate_parts(written)
    if len(parts) > _PARTS or not any(letter.isalnum() for letter in parts[0]):
        raise InputError(Text("sheets.bad_certificate", found=written), Text("sheets.expect_certificate"))
    if len(parts) > 1:
        kind, number, expires = (*parts, "")[:_PARTS]
        return Certificate(kind, number, read_date(expires, near) if expires else None)
    until = _UNTIL.search(written)
    days = find_date(written.casefold(), until.end(), near) if until else None
    front = written[: until.start()] if until and days else written
    name, *rest = _NUMBER.split(front.strip(), maxsplit=1)
    return Certificate(name.strip(" ,"), rest[0].strip() if rest else "", days.days[0] if days else None)


def read_certificates(text: str, near: date) -> tuple[Certificate, ...]:
    """Return the certificates in a cell."""
    return tuple(read_certificate(item, near) for item in split_list(text))


def joined_parts(parts: Sequence[str]) -> str:
    """Return a certificate as it stands in a cell, of what the fields of its parts say; empty for none."""
    said = [" ".join(part.translate(_BARS).replace("|", "/").split()) for part in parts]
    return " | ".join(said) if any(said) else ""


def certificate_cell(certificate: Certificate) -> str:
    """Return a certificate as it stands in a cell."""
    expires = certificate.expires_on.isoformat() if certificate.expires_on else ""
    return " | ".join(
        (certificate.kind, certificate.number, expires) if certificate.number or expires else (certificate.kind, "")
    )
