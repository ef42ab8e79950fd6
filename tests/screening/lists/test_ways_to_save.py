"""One own list, saved in every way that offices save it: the same entries, or refused with the reason."""

from __future__ import annotations

import io
from itertools import product
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from tearoad.paper.sheets import Severity
from tearoad.screening.lists import read_lists
from tearoad.screening.verdict import EntryKind, ListEntry

RUSSIAN = [
    ["1", "firm", "АО «Заросдана-Ритейл»"],
    ["2", "person", "Вымышленников Пётр Ильич"],
    ["3", "firm", "ООО ЛУЧ"],
]
CHINESE = [["1", "firm", "岚川银露茶业有限公司"], ["2", "person", "虚构人"], ["3", "firm", "云岭山货进出口公司"]]
WESTERN = [
    ["1", "firm", "Société Fictive Générale"],
    ["2", "person", "Jürgen Erfunden"],
    ["3", "firm", "Peña Ficticia SA"],
]
HEADERS = {
    "en": ["id", "kind", "name"],
    "ru": ["Номер", "Тип", "Название"],
    "zh": ["编号", "类型", "名称"],
}
READ = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1251", "cp1252")
OTHERS = ("koi8-r", "cp866", "mac-cyrillic", "iso8859-5", "big5", "shift-jis", "mac-roman", "cp437")
USUAL = [
    *((rows, encoding) for rows in (RUSSIAN, CHINESE, WESTERN) for encoding in ("utf-8", "utf-8-sig", "utf-16")),
    (RUSSIAN, "cp1251"),
    (CHINESE, "gb18030"),
    (WESTERN, "cp1252"),
]
"""What Excel and its like save on the machines of those who write so; it has to be read."""


def table(rows: list[list[str]], header: str = "en", mark: str = ",", end: str = "\r\n") -> str:
    return end.join(mark.join(row) for row in [HEADERS[header], *rows]) + end


def saved(tmp_path: Path, content: bytes, name: str = "own.csv") -> tuple[tuple[ListEntry, ...], set[str]]:
    """Return the entries read, and what the errors are."""
    (tmp_path / name).write_bytes(content)
    lists = read_lists(tmp_path)
    errors = {problem.text.code for problem in lists.problems if problem.severity is Severity.ERROR}
    return tuple(lists.entries), errors


def entries(rows: list[list[str]], name: str = "own.csv") -> tuple[ListEntry, ...]:
    return tuple(ListEntry(id_, name, EntryKind(kind), (named,)) for id_, kind, named in rows)


def encodes(rows: list[list[str]], header: str, encoding: str) -> bool:
    try:
        table(rows, header).encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    ("rows", "header", "encoding"),
    [
        (rows, header, encoding)
        for rows, header, encoding in product((RUSSIAN, CHINESE, WESTERN), HEADERS, (*READ, *OTHERS))
        if encodes(rows, header, encoding)
    ],
)
def test_a_list_in_any_encoding_is_read_as_it_is_or_refused(
    tmp_path: Path, rows: list[list[str]], header: str, encoding: str
) -> None:
    found, errors = saved(tmp_path, table(rows, header).encode(encoding))
    assert errors or found == entries(rows)
    if (rows, encoding) in USUAL:
        assert (found, errors) == (entries(rows), set())


@pytest.mark.parametrize("rows", [RUSSIAN, CHINESE, WESTERN])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_end_gives_the_same(tmp_path: Path, rows: list[list[str]], mark: str, end: str) -> None:
    assert saved(tmp_path, table(rows, mark=mark, end=end).encode()) == (entries(rows), set())
    told = f"sep={mark}{end}" + table(rows, mark=mark, end=end)
    if end != "\r":
        assert saved(tmp_path, told.encode("utf-8-sig")) == (entries(rows), set())


@pytest.mark.parametrize("rows", [RUSSIAN, CHINESE, WESTERN])
def test_workbooks_are_read_like_text(tmp_path: Path, rows: list[list[str]]) -> None:
    for name, content in {"own.xlsx": xlsx(rows), "own.ods": ods(rows)}.items():
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir()
        assert saved(folder, content, name) == (entries(rows, name), set())


def ods(rows: list[list[str]]) -> bytes:
    document, sheet = OpenDocumentSpreadsheet(), Table(name="List")
    document.spreadsheet.addElement(sheet)
    for row in [HEADERS["en"], *rows]:
        line = TableRow()
        sheet.addElement(line)
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def xlsx(rows: list[list[str]], further: str = "") -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in [HEADERS["en"], *rows]:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    if further:
        workbook.create_sheet("More")["A1"] = further
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def test_a_second_sheet_is_not_passed_over(tmp_path: Path) -> None:
    assert saved(tmp_path, xlsx(RUSSIAN, "Another firm"), "own.xlsx") == ((), {"screening.list_several_sheets"})


@pytest.mark.parametrize("name", ["????????", "ÐžÐžÐž Ð›ÑƒÑ‡", "\ufffd\ufffdO", "—", "å²šå·é“¶éœ²"])
def test_a_name_that_is_letters_of_no_script_is_refused_by_row(tmp_path: Path, name: str) -> None:
    _found, errors = saved(tmp_path, f"id,kind,name\n1,firm,Good LLC\n2,firm,{name}\n".encode())
    assert errors == {"screening.list_row"}
