"""What a file really is: told by its first bytes, never by its name."""

from __future__ import annotations

import io
import zipfile

UNKNOWN = "application/octet-stream"
PDF = "application/pdf"
MS_EXCEL, MS_WORD = "application/vnd.ms-excel", "application/msword"
PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_XML = "application/vnd.openxmlformats-officedocument"
_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_WORD = "WordDocument".encode("utf-16-le")
_IN_ZIP = (
    ("xl/workbook.xml", f"{_XML}.spreadsheetml.sheet"),
    ("word/document.xml", f"{_XML}.wordprocessingml.document"),
    ("content.xml", "application/vnd.oasis.opendocument.spreadsheet"),
)
_TEXTS = frozenset({"text/csv", "text/tab-separated-values", "application/json", "application/xml", "application/toml"})
"""Texts that only whoever made them can tell apart; as an attachment none of them can do anything."""


def media_type_of(content: bytes, claimed: str = "") -> str:
    """Return what a content is. A claim is believed only among plain texts, which look all alike."""
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    if content.startswith(_OLD_OFFICE):
        return MS_WORD if _OLD_WORD in content else MS_EXCEL
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _in_zip(content)
    if _is_text(content):
        return claimed if claimed in _TEXTS else "text/plain"
    return UNKNOWN


def _in_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return UNKNOWN
    return next((kind for name, kind in _IN_ZIP if name in names), "application/zip")


def _is_text(content: bytes) -> bool:
    """UTF-16 begins with its mark; every other encoding of text that is met with has no byte zero."""
    return content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" not in content
