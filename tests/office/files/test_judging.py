from __future__ import annotations

import io
import random
import zipfile

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet

from tearoad.office.files.judging import DOCUMENT, ENDINGS, MOST_UNPACKED, ODS, SHEET, Flaw, flaw_of, refusal
from tearoad.office.files.sniffing import MS_EXCEL, MS_WORD
from tearoad.values import Language
from tearoad.words import say
from tests.office.files import pdfs

PDF = pdfs.PLAIN
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60)
BOOK = ("[Content_Types].xml", "xl/workbook.xml")


def zipped(*names: str, content: str = "<x/>") -> bytes:
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
        ("a.pdf", pdfs.SCRIPTED, Flaw.SCRIPT),
        ("a.pdf", PDF + b"/OpenAction << /S /JavaScript >> %%EOF", Flaw.SCRIPT),
        ("a.xlsx", zipped(*BOOK, "xl/vbaProject.bin"), Flaw.MACROS),
        ("a.xlsx", zipped(*BOOK, "xl/macrosheets/sheet1.xml"), Flaw.MACROS),
        ("a.xlsx", zipped(*BOOK, content="<x a='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>"), Flaw.MACROS),
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


def archive(**parts: str | bytes) -> bytes:
    """Return a document of these parts, with what every document has."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        written.writestr("[Content_Types].xml", parts.pop("contents", "<Types/>"))
        written.writestr("word/document.xml", "<d/>")
        for name, content in parts.items():
            written.writestr(name, content)
    return made.getvalue()


def related(kind: str, target: str, mode: str = "External") -> str:
    what = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    return f"<Relationships><Relationship Type='{what}' Target='{target}' TargetMode='{mode}'/></Relationships>"


RELATIONS = "word/_rels/settings.xml.rels"
MACROS = "<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled.main+xml'/></Types>"
TOLD = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><Types>&b;</Types>"


@pytest.mark.parametrize(
    ("parts", "flaw"),
    [
        ({RELATIONS: related("hyperlink", "https://example.com/")}, None),
        ({RELATIONS: related("image", "media/1.png", "Internal")}, None),
        ({RELATIONS: related("attachedTemplate", "https://example.com/a.dotm")}, Flaw.LINKS),
        ({RELATIONS: related("image", "https://example.com/seen.png")}, Flaw.LINKS),
        ({RELATIONS: related("image", "https://example.com/seen.png", "Ext&#101;rnal")}, Flaw.LINKS),
        ({RELATIONS: related("oleObject", "file://host/a.xls").encode("utf-16")}, Flaw.LINKS),
        ({"xl/externalLinks/externalLink1.xml": "<ddeLink/>"}, Flaw.LINKS),
        ({"xl/connections.xml": "<connections/>"}, Flaw.LINKS),
        ({"word/embeddings/oleObject1.bin": OLE}, Flaw.EMBEDDED),
        ({"word/embeddings/a.pdf": PDF}, Flaw.EMBEDDED),
        ({"word/embeddings/chart.xlsx": zipped(*BOOK)}, None),
        ({"word/embeddings/chart.xlsx": zipped(*BOOK, "xl/vbaProject.bin")}, Flaw.MACROS),
        ({"word/embeddings/deep.docx": archive(**{"word/embeddings/oleObject1.bin": OLE})}, Flaw.EMBEDDED),
        ({"customUI/customUI.xml": "<x onLoad='run'/>"}, Flaw.MACROS),
        ({"contents": MACROS}, Flaw.MACROS),
        ({"contents": MACROS.encode("utf-16")}, Flaw.MACROS),
        ({"contents": TOLD}, Flaw.KIND),
        ({"contents": "no list at all"}, Flaw.KIND),
    ],
)
def test_what_a_document_carries_or_fetches_is_looked_at(parts: dict[str, str | bytes], flaw: Flaw | None) -> None:
    assert flaw_of("a.docx", archive(**parts), {DOCUMENT}) == flaw


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        ("<office:document/>", None),
        ("<script:event-listener xlink:href='vnd.sun.star.script:a?language=Basic'/>", Flaw.MACROS),
        ("<table:table-source xlink:href='file:///a.ods'/>", Flaw.LINKS),
        ("<office:dde-source office:dde-application='cmd'/>", Flaw.LINKS),
    ],
)
def test_what_an_open_sheet_runs_or_fetches_is_looked_at(content: str, flaw: Flaw | None) -> None:
    assert flaw_of("a.ods", zipped("content.xml", content=content), {ODS}) == flaw


def test_honest_workbooks_are_taken() -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet("茶")
        sheet.write_url(0, 0, "https://example.com/")
        sheet.write_column(1, 0, [1, 2, 3])
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=茶!$A$2:$A$4"})
        sheet.insert_chart(4, 4, chart)
    assert flaw_of("a.xlsx", made.getvalue(), {SHEET}) is None
    again = io.BytesIO()
    openpyxl.load_workbook(made).save(again)
    assert flaw_of("a.xlsx", again.getvalue(), {SHEET}) is None
    open_sheet = io.BytesIO()
    OpenDocumentSpreadsheet().save(open_sheet)
    assert flaw_of("a.ods", open_sheet.getvalue(), {ODS}) is None


def test_only_what_is_allowed_here_is_taken() -> None:
    book = zipped(*BOOK)
    assert flaw_of("a.xlsx", book, {SHEET}) is None
    assert flaw_of("a.xlsx", book, {DOCUMENT}) == Flaw.KIND
    assert flaw_of("a.doc", OLE + wide("WordDocument"), {MS_EXCEL, MS_WORD}) is None


def test_an_archive_that_lies_about_its_members_is_refused() -> None:
    packed = zipped(*BOOK, content="true" * 50)
    place = packed.index(b"PK\x01\x02") + 24  # the size of the first member, as the list of contents claims it
    assert flaw_of("a.xlsx", packed[:place] + b"\x05" + packed[place + 1 :], {SHEET}) == Flaw.KIND


@pytest.mark.parametrize(
    ("language", "to_do"),
    [(Language.EN, "print it to a new PDF"), (Language.RU, "новый PDF"), (Language.ZH, "重新打印成 PDF")],
)
def test_an_electronic_invoice_is_told_what_it_is_and_what_to_do(language: Language, to_do: str) -> None:
    said = say(refusal(Flaw.EMBEDDED, "invoice.pdf"), language)
    assert ("invoice.pdf" in said, "PDF/A-3" in said, to_do in said) == (True, True, True)


@pytest.mark.parametrize(("more", "flaw"), [(0, None), (1, Flaw.UNPACKED)])
def test_a_packed_file_may_hold_just_so_much(more: int, flaw: Flaw | None) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in BOOK:
            archive.writestr(name, "<x/>")
        # What does not shrink keeps the file from looking like a bomb.
        archive.writestr("xl/media/1.bin", random.Random(1).randbytes(1_000_000))
        held = sum(info.file_size for info in archive.infolist())
        archive.writestr("xl/media/2.bin", bytes(MOST_UNPACKED - held + more))
    assert flaw_of("a.xlsx", made.getvalue(), {SHEET}) == flaw
