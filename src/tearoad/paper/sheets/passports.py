"""Passport numbers are never kept: a column or a cell that holds one is emptied before anything is read."""

from __future__ import annotations

import re

_HEADER = re.compile(
    r"passport|travel\s*document|паспорт|護照|护照|证件号|身份证|серия\s+и\s+номер|identity\s*card|id\s*card\s*n",
    re.IGNORECASE,
)
_EXPIRY = re.compile(r"expir|valid|有效期|到期|действ|срок|паспорт\s+до", re.IGNORECASE)
_NUMBERED = re.compile(r"number|\bno\b|\bnr\b|№|#|номер|серия|号|證|证件|身份证|card", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"(?:passport|паспорт\w*|护照)(?:\s*(?:number|no|nr|номер|серия|号码|号|№))*[\s.:：№#-]*"
    r"(?:[A-Z]{1,2}\s?\d{7,8}|\d{2}\s?\d{2}\s?[№\s]?\s?\d{5,6})",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"(?:[EGDSP][A-HJ-NP-Z]?\d{7,8}|\d{2}\s?№?\s?\d{7}|\d{2}\s?\d{2}\s№?\s?\d{6})")


def is_passport_header(label: str) -> bool:
    """Whether a header announces passport or identity card numbers, in any of the three languages."""
    if _EXPIRY.search(label) and not _NUMBERED.search(label):
        return False  # the last day of a passport, which is kept
    return _HEADER.search(label) is not None


def holds_passport_number(text: str, *, of_a_person: bool) -> bool:
    """Whether a cell gives a passport number: named as one, or, in a sheet about persons, written like one."""
    return bool(_IN_TEXT.search(text)) or (of_a_person and _WHOLE.fullmatch(text.strip()) is not None)
