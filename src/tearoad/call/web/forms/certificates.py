"""The certificates that a firm writes into the public form, line by line, each as a cell of a sheet says it."""

from __future__ import annotations

from datetime import date

from tearoad.companies import Certificate
from tearoad.companies.certificates import certificate_parts, read_certificate
from tearoad.errors import InputError
from tearoad.paper.sheets.written.lists import split_list
from tearoad.text import Text


def read_certificates(written: str, near: date) -> tuple[tuple[Certificate, ...], tuple[Text, ...]]:
    """Return the certificates, and what is wrong with each line that is none."""
    found: list[Certificate] = []
    wrong: list[Text] = []
    for number, line in enumerate(written.splitlines(), 1):
        for item in split_list(line):
            try:
                found.append(read_certificate(item, near))
            except InputError:
                wrong.append(_fault(item, number))
    return tuple(found), tuple(wrong)


def _fault(item: str, number: int) -> Text:
    parts = certificate_parts(item)
    if not any(letter.isalnum() for letter in parts[0]):
        return Text("apply_pages.certificate_without_kind", line=number, found=item)
    if len(parts) > 3:
        return Text("apply_pages.certificate_of_many_parts", line=number, found=item, parts=len(parts))
    return Text("apply_pages.certificate_without_day", line=number, found=parts[-1])
