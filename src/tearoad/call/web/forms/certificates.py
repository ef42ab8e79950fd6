"""The certificates that a firm writes into the public form, one a line."""

from __future__ import annotations

from datetime import date

from tearoad.companies import Certificate
from tearoad.companies.certificates import certificate_parts, read_certificate
from tearoad.errors import InputError
from tearoad.text import Text


def read_certificates(written: str, near: date) -> tuple[tuple[Certificate, ...], tuple[Text, ...]]:
    """Return the certificates, and what is wrong with each line that is none."""
    found: list[Certificate] = []
    wrong: list[Text] = []
    for number, line in enumerate(map(str.strip, written.splitlines()), 1):
        try:
            found.extend((read_certificate(line, near),) if line else ())
        except InputError:
            wrong.append(_fault(line, number))
    return tuple(found), tuple(wrong)


def _fault(line: str, number: int) -> Text:
    parts = certificate_parts(line)
    if not any(letter.isalnum() for letter in parts[0]):
        return Text("apply_pages.certificate_without_kind", line=number, found=line)
    if len(parts) > 3:
        return Text("apply_pages.certificate_of_many_parts", line=number, found=line, parts=len(parts))
    return Text("apply_pages.certificate_without_day", line=number, found=parts[-1])
