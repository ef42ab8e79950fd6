"""Who does not come is planned for nobody: one cell changed in a good folder is read as it is meant, or asked about.

Other tests look at single words; these change every column in which somebody may say so, in three languages.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tearoad.companies import Attendance, declined
from tearoad.companies.buyers_sheet import BUYERS
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.text import Text
from tearoad.values import Language
from tests.journey.folders import example_folder, rows_of, write_rows

NOT_COMING = {
    "note": (
        *(
            "本公司不参加，勿安排",
            "不来了",
            "因故取消参会",
            "无法到场",
            "请勿安排洽谈",
            "临时有变，来不了",
            "公司决定放弃参展",
        ),
        *(
            "не приедет",
            "Директор заболел, не приедут",
            "от участия отказались",
            "участвовать не будут",
            "сняли заявку: не смогут приехать",
        ),
        *(
            "will not come",
            "They can't make it this year",
            "Withdrawn.",
            "no longer attending",
            "unable to attend, sorry",
            "has cancelled its visit",
        ),
        *("do not meet E02", "не встречаться с E01", "不要安排会面"),
    ),
    "windows": (
        *("没空", "出差", "不在国内", "有事来不了", "请假", "很忙"),
        *("в командировке", "не будет", "занят всю неделю", "в отпуске", "за границей", "болеет"),
        *("cannot come", "busy all week", "N/A", "n/a", "н/д", "away", "abroad until March", "out of office", "x"),
    ),
    "attendance": (
        *("不参加", "否", "取消", "不来", "已取消", "否（出差）", "×", "不", "-", "—", "?"),
        *("не участвует", "нет", "отказ", "не приедет", "Нет, заняты", "отменили", "н/д"),
        *("no", "No - too busy", "declined", "cancelled", "withdrawn", "N", "0", "not coming", "✗", "n/a", "regret"),
    ),
    "people": ("0", "нет", "无", "nobody", "0 чел."),
    "do_not_meet": ("all", "всех", "所有企业", "Example"),
}
COMING = {
    "note": (
        *(
            "喜欢绿茶，不要糖",
            "第一次参加展会",
            "Не встречались раньше",
            "интересует чай без добавок",
            "Пока не закупали",
        ),
        *("does not buy in bags", "Not before 10, please", "comes every year", "No sugar", "Interested in E01"),
    ),
    "attendance": (
        "是",
        "已确认",
        "да",
        "подтвердили",
        "yes",
        "Confirmed, 2 people",
        "✓",
        "+",
        "1",
        "待确认",
        "ждём ответа",
        "invited",
        "",
    ),
    "people": ("2", "3 чел.", "2人"),
}


@cache
def _folder(language: Language) -> Path:
    folder = Path(mkdtemp(prefix="tearoad-comes-"))
    write_folder(example_files(language), folder, language, "csv")
    return folder


def _with_cell(at: Path, language: Language, header: str, cell: str) -> Path:
    """Lay the example's folder with one cell of the first buyer changed; a new header makes a new column."""
    folder = Path(shutil.copytree(_folder(language), at, dirs_exist_ok=True))
    file = next(path for path in folder.iterdir() if path.name.startswith(("Buyers", "采购商", "Закупщики")))
    head, first, *rows = rows_of(file)
    if header not in head:
        head, first = [*head, header], [*first, ""]
        rows = [[*row, ""] for row in rows]
    first[head.index(header)] = cell
    write_rows(file, [head, first, *rows])
    return folder


def _header(field: str, language: Language) -> str:
    return BUYERS.spec.by_field[field].title(language)


def _is_safe(folder: Path) -> bool:
    """Whether the first buyer is planned for nobody, or a person is asked."""
    files = read_folder(folder, example_mission())
    buyer = next((buyer for buyer in files.buyers if buyer.id == "B001"), None)
    return buyer is None or "B001" in declined(files.buyers) or any(problem.stops for problem in files.problems)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("field", NOT_COMING)
def test_nobody_who_does_not_come_is_planned(field: str, language: Language, tmp_path: Path) -> None:
    header = _header(field, language)
    assert [
        cell
        for number, cell in enumerate(NOT_COMING[field])
        if not _is_safe(_with_cell(tmp_path / str(number), language, header, cell))
    ] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("field", COMING)
def test_who_comes_stops_nothing(field: str, language: Language, tmp_path: Path) -> None:
    header = _header(field, language)
    assert [
        cell
        for number, cell in enumerate(COMING[field])
        if _is_safe(_with_cell(tmp_path / str(number), language, header, cell))
    ] == []


HEADERS = (
    *("是否参会", "参会状态", "状态", "参会回执", "能来吗", "是否出席晚宴", "备注"),
    *("Статус", "Участие", "Придут?", "Приедут на выставку?", "Подтверждение", "Примечания", "Отметка об участии"),
    *("Attends", "Status", "RSVP", "Coming?", "Will they attend", "Remarks", "Confirmed", "Joining us"),
)


@pytest.mark.parametrize("header", HEADERS)
def test_any_column_that_says_so_is_understood_or_asked_about(header: str, tmp_path: Path) -> None:
    words: tuple[str, ...] = ("不参加", "не участвует", "declined", "не приедут", "will not attend", "取消参会")
    if header not in {"备注", "Примечания", "Remarks", "Статус", "Status", "状态"}:
        words += ("no", "нет", "否", "✗")
    assert [
        word
        for number, word in enumerate(words)
        if not _is_safe(_with_cell(tmp_path / str(number), Language.EN, header, word))
    ] == []


def test_an_answer_with_its_reason_is_read_as_it_is_meant(tmp_path: Path) -> None:
    cells = {
        "no, too busy": Attendance.DECLINED,
        "да, два человека": Attendance.CONFIRMED,
        "否（出差）": Attendance.DECLINED,
        "invited": Attendance.ASKED,
        "": Attendance.UNKNOWN,
    }
    read = {}
    for number, cell in enumerate(cells):
        files = read_folder(_with_cell(tmp_path / str(number), Language.EN, "Attendance", cell), example_mission())
        read[cell] = files.buyers[0].attendance
    assert read == cells


def _workbook(at: Path) -> tuple[Path, openpyxl.Workbook]:
    path = next(example_folder(at, "xlsx").glob("*.xlsx"))
    return path, openpyxl.load_workbook(path)


@pytest.mark.parametrize("text", ["do not meet E02", "不参加", "Не приедут: командировка"])
def test_a_comment_that_says_no_is_asked_about(text: str, tmp_path: Path) -> None:
    path, book = _workbook(tmp_path)
    book["Buyers"]["B2"].comment = Comment(text, "Officer")
    book.save(path)
    problems = read_folder(tmp_path, example_mission()).problems
    assert [(problem.cell, problem.text, problem.stops) for problem in problems] == [
        ("B2", Text("sheets.comment_may_refuse", found=text), True)
    ]


def test_a_comment_that_says_something_else_is_told_and_stops_nothing(tmp_path: Path) -> None:
    path, book = _workbook(tmp_path)
    book["Requests"]["B2"].comment = Comment("asked twice", "Officer")
    book.save(path)
    problems = read_folder(tmp_path, example_mission()).problems
    assert [(problem.text.code, problem.stops) for problem in problems] == [("sheets.comment_not_read", False)]


@pytest.mark.parametrize("sheet", ["Exporters", "Buyers", "Interpreters", "Delegates", "Requests"])
def test_a_row_that_is_struck_through_is_asked_about(sheet: str, tmp_path: Path) -> None:
    path, book = _workbook(tmp_path)
    for cell in book[sheet][2]:
        cell.font = Font(strike=True)
    book.save(path)
    problems = read_folder(tmp_path, example_mission()).problems
    assert [(problem.sheet, problem.row, problem.text.code, problem.stops) for problem in problems] == [
        (sheet, 2, "sheets.struck", True)
    ]


def test_a_struck_cell_beside_the_name_is_told(tmp_path: Path) -> None:
    path, book = _workbook(tmp_path)
    sheet = book["Buyers"]
    city = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "City")
    city.value = CellRichText(TextBlock(InlineFont(strike=True), "Moscow"))
    book.save(path)
    problems = read_folder(tmp_path, example_mission()).problems
    assert [(problem.text.code, problem.found, problem.stops) for problem in problems] == [
        ("sheets.struck_read", "Moscow", False)
    ]


def test_an_open_document_tells_of_struck_rows_and_comments_too(tmp_path: Path) -> None:
    document, sheet = OpenDocumentSpreadsheet(), Table(name="Buyers")
    struck = Style(name="struck", family="table-cell")
    struck.addElement(TextProperties(textlinethroughstyle="solid"))
    document.automaticstyles.addElement(struck)
    document.spreadsheet.addElement(sheet)
    for number, row in enumerate(
        (["ID", "Company", "Country"], ["B7", "Fictional Tea Ltd", "Russia"], ["B8", "Made-up Shop", ""])
    ):
        line = TableRow()
        sheet.addElement(line)
        for text in row:
            cell = TableCell(valuetype="string", **({"stylename": struck} if number == 2 else {}))
            if text == "B7":
                note = Annotation()
                note.addElement(P(text="не приедут"))
                cell.addElement(note)
            cell.addElement(P(text=text))
            line.addElement(cell)
    example_folder(tmp_path)
    (tmp_path / "Buyers.csv").unlink()
    document.save(str(tmp_path / "Buyers.ods"))
    problems = read_folder(tmp_path, example_mission()).problems
    assert [
        (problem.cell, problem.text.code) for problem in problems if problem.stops and problem.file == "Buyers.ods"
    ] == [
        ("A2", "sheets.comment_may_refuse"),
        ("A3", "sheets.struck"),
    ]
