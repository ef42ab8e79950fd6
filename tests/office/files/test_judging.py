from __future__ import annotations

import io
import zipfile

import pytest

from tearoad.office.files.judging import DOCUMENT, ENDINGS, SHEET, Flaw, flaw_of
from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD

PDF = b"%PDF-1.4\ntrailer\n%%EOF\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60)
BOOK = ("[Content_Types].xml", "xl/workbook.xml")


def zipped(*names: str, content: str = "x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "flaw"),
    [
        ("a.pdf", PDF, None),
        ("A.PDF", PDF, None),
        ("photo.jpeg", b"\x89PNG\r\n\x1a\n", None),
        ("a.xlsx", zipped(*BOOK), None),
        ("a.docx", zipped("word/document.xml"), None),
        ("a.ods", zipped("content.xml"), None),
        ("a.xls", OLE + wide("Workbook"), None),
        ("a.doc", OLE + wide("WordDocument"), None),
        ("a.txt", "Счёт от <li@example.com>, <https://example.com/a>: 3 < 4".encode(), None),
        ("a.csv", "a;b\n1;2\n".encode("utf-16"), None),
        ("a.html", b"<p>x</p>", Flaw.KIND),
        ("a.svg", b"<svg onload='alert(1)'/>", Flaw.KIND),
        ("a.xlsm", zipped(*BOOK, "xl/vbaProject.bin"), Flaw.KIND),
        ("a.zip", zipped("a.txt"), Flaw.KIND),
        ("a", PDF, Flaw.KIND),
        ("a.msi", OLE, Flaw.KIND),
        ("a.xls", OLE, Flaw.KIND),
        ("a.xls", OLE + wide("EncryptedPackage"), Flaw.KIND),
        ("a.docx", zipped(*BOOK), Flaw.MISNAMED),
        ("a.txt", PDF, Flaw.MISNAMED),
        ("a.pdf", b"just words", Flaw.MISNAMED),
        ("a.pdf", PDF + b"/OpenAction << /S /JavaScript >> %%EOF", Flaw.ACTIVE),
        ("a.xlsx", zipped(*BOOK, "xl/vbaProject.bin"), Flaw.MACROS),
        ("a.xlsx", zipped(*BOOK, "xl/macrosheets/sheet1.xml"), Flaw.MACROS),
        ("a.xlsx", zipped(*BOOK, content="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), Flaw.MACROS),
        ("a.ods", zipped("content.xml", "Basic/Standard/Module1.xml"), Flaw.MACROS),
        ("a.xls", OLE + wide("Workbook") + wide("_VBA_PROJECT"), Flaw.MACROS),
        ("a.xlsx", zipped(*BOOK, content="0" * 25_000_000), Flaw.UNPACKED),
        ("a.txt", b"<script>alert(1)</script>", Flaw.MARKUP),
        ("a.csv", "<html><body>".encode("utf-16"), Flaw.MARKUP),
        ("a.txt", b"<?xml version='1.0'?>", Flaw.MARKUP),
        ("a.txt", b"<img src=x onerror='alert(1)'>", Flaw.MARKUP),
    ],
)
def test_a_file_is_what_its_ending_says_and_does_nothing(name: str, content: bytes, flaw: Flaw | None) -> None:
    assert flaw_of(name, content, ENDINGS.keys()) == flaw


def test_only_what_is_allowed_here_is_taken() -> None:
    book = zipped(*BOOK)
    assert flaw_of("a.xlsx", book, {SHEET}) is None
    assert flaw_of("a.xlsx", book, {DOCUMENT}) == Flaw.KIND
    assert flaw_of("a.doc", OLE + wide("WordDocument"), {MS_EXCEL, MS_WORD}) is None


def test_an_archive_that_lies_about_its_members_is_refused() -> None:
    packed = zipped(*BOOK, content="true" * 50)
    place = packed.index(b"PK\x01\x02") + 24  # the size of the first member, as the list of contents claims it
    assert flaw_of("a.xlsx", packed[:place] + b"\x05" + packed[place + 1 :], {SHEET}) == Flaw.KIND
