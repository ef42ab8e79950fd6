from __future__ import annotations

import io
import zipfile

import pytest

from tearoad.office.files.sniffing import UNKNOWN, media_type_of


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "claimed", "is_"),
    [
        (b"%PDF-1.7", "text/html", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "text/csv", "image/jpeg"),
        (b"RIFF0000WEBP", "", "image/webp"),
        (b"id,name\n1,a\n", "text/csv", "text/csv"),
        ("编号,名称\n".encode("gb18030"), "text/csv", "text/csv"),
        ("id\tназвание\n".encode("utf-16"), "text/csv", "text/csv"),
        (b"<html><script>alert(1)</script>", "text/html", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml", "text/plain"),
        (b"BEGIN:VCALENDAR\r\n", "", "text/calendar"),
        (b"MZ\x00\x01", "image/png", UNKNOWN),
        (b"PK\x03\x04broken", "", UNKNOWN),
        (
            zipped("[Content_Types].xml", "xl/workbook.xml"),
            "",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (zipped("a.txt"), "application/pdf", "application/zip"),
    ],
)
def test_a_content_is_what_it_is_and_not_what_it_claims(content: bytes, claimed: str, is_: str) -> None:
    assert media_type_of(content, claimed) == is_
