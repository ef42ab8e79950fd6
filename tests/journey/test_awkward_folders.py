"""Folders that are odd and right: whatever form they come in, the same mission is read from them, and planned."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlsxwriter

from tearoad.journey.example import example_files
from tearoad.journey.run import Options, Prepared, prepare
from tearoad.journey.watch import Unwatched
from tearoad.journey.write_folder import write_folder
from tearoad.timetable.schema import digest
from tearoad.values import Language
from tests.journey.folders import (
    Break,
    add_row,
    example_folder,
    in_mission,
    lay_list,
    named,
    plan,
    rows_of,
    set_cell,
    write_rows,
)

SHEETS = (
    "Availability",
    "Buyers",
    "Checklist",
    "Costs",
    "Decisions",
    "Delegates",
    "Exporters",
    "Interpreters",
    "Pins",
    "Posts",
    "Programme",
    "Rates",
    "Requests",
    "Samples",
)


def _rewrite(folder: Path, encoding: str, delimiter: str = ",") -> None:
    for path in folder.glob("*.csv"):
        write_rows(path, rows_of(path), encoding, delimiter)


def _in(language: Language, folder: Path, form: str) -> None:
    for name in SHEETS:
        (folder / f"{name}.csv").unlink()
    write_folder(example_files(Language.EN), folder, language, "csv" if form == "csv" else "xlsx")


def _as_workbook(folder: Path, *names: str) -> Path:
    """Put sheets into one workbook, and take their CSV files away."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in names:
        sheet = book.create_sheet(name)
        for row in rows_of(folder / f"{name}.csv"):
            sheet.append([cell or None for cell in row])
        (folder / f"{name}.csv").unlink()
    book.save(folder / "mission.xlsx")
    return folder / "mission.xlsx"


def nothing_odd(folder: Path) -> None:
    assert (folder / "Buyers.csv").is_file()


def chinese_in_gb18030(folder: Path) -> None:
    _in(Language.ZH, folder, "csv")
    _rewrite(folder, "gb18030")


def russian_in_cp1251(folder: Path) -> None:
    (folder / "Buyers.csv").unlink()
    russian = folder / "russian"
    write_folder(example_files(Language.EN), russian, Language.RU, "csv")
    write_rows(folder / "Закупщики.csv", rows_of(russian / "Закупщики.csv"), "cp1251", ";")


def utf_16(folder: Path) -> None:
    _rewrite(folder, "utf-16", "\t")


def utf_8_without_a_mark(folder: Path) -> None:
    _rewrite(folder, "utf-8")


def semicolons(folder: Path) -> None:
    _rewrite(folder, "utf-8-sig", ";")


def a_chinese_workbook(folder: Path) -> None:
    _in(Language.ZH, folder, "xlsx")


def a_russian_workbook(folder: Path) -> None:
    _in(Language.RU, folder, "xlsx")


def an_open_document(folder: Path) -> None:
    tables = []
    for name in SHEETS:
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
                if cell
                else "<table:table-cell/>"
                for cell in row
            )
            + "</table:table-row>"
            for row in rows_of(folder / f"{name}.csv")
        )
        tables.append(f'<table:table table:name="{name}">{rows}</table:table>')
        (folder / f"{name}.csv").unlink()
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(folder / "mission.ods", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        archive.writestr("META-INF/manifest.xml", f'<manifest xmlns="{manifest}"/>')
        archive.writestr(
            "content.xml", f'<?xml version="1.0"?><office:document-content {spaces}>{body}</office:document-content>'
        )


def formulas_with_stored_values(folder: Path) -> None:
    rows = rows_of(folder / "Buyers.csv")
    (folder / "Buyers.csv").unlink()
    with xlsxwriter.Workbook(str(folder / "Buyers.xlsx")) as book:
        sheet = book.add_worksheet("Buyers")
        sheet.write_row(0, 0, rows[0])
        for number, row in enumerate(rows[1:], start=1):
            for column, cell in enumerate(row):
                if cell:
                    sheet.write_formula(number, column, f'=CONCATENATE("{cell[:1]}","{cell[1:]}")', None, cell)


def two_header_rows(folder: Path) -> None:
    chinese = folder / "chinese"
    write_folder(example_files(Language.EN), chinese, Language.ZH, "csv")
    for path, other in zip((folder / "Buyers.csv", folder / "Requests.csv"), ("采购商", "会面请求"), strict=True):
        rows = rows_of(path)
        write_rows(path, [rows[0], rows_of(chinese / f"{other}.csv")[0], *rows[1:]])


def title_rows_above(folder: Path) -> None:
    for name in ("Exporters", "Buyers", "Programme"):
        rows = rows_of(folder / f"{name}.csv")
        write_rows(folder / f"{name}.csv", [["Example mission, draft of 3 January"], [], ["confidential"], *rows])


def merged_cells_and_blank_rows(folder: Path) -> None:
    path = _as_workbook(folder, "Buyers", "Exporters", "Requests")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        sheet.insert_rows(3, 2)
        sheet.insert_rows(1)
        sheet["A1"] = "Our list"
        sheet.merge_cells("A1:F1")
    book.save(path)


def dates_as_text_in_three_languages(folder: Path) -> None:
    set_cell(folder, "Programme", 2, "Date", "9 февраля 2027 г.")
    set_cell(folder, "Requests", 4, "Window", "2027年2月10日 10:00-13:00")
    set_cell(folder, "Buyers", 2, "At the fair", "Tue, 9 Feb 2027, 2-5 pm")
    set_cell(folder, "Availability", 2, "Away", "ср 14–17")


def full_width_digits(folder: Path) -> None:
    set_cell(folder, "Buyers", 2, "HS code", "０９０２．２０")
    set_cell(folder, "Buyers", 2, "At the fair", "2027-02-09 １４：００－１７：００")
    set_cell(folder, "Exporters", 2, "Staff per day", "２")


def headers_mapped_in_the_mission(folder: Path) -> None:
    rows = rows_of(folder / "Requests.csv")
    odd = ["Vis-à-vis" if header == "Whom" else "Wer fragt" if header == "Who asks" else header for header in rows[0]]
    write_rows(folder / "Requests.csv", [odd, *rows[1:]])
    path = folder / "mission.toml"
    path.write_text(
        path.read_text(encoding="utf-8") + '\n[headers.requests]\n"Vis-à-vis" = "asked"\n"Wer fragt" = "asker"\n',
        encoding="utf-8",
    )


def a_mission_from_a_windows_editor(folder: Path) -> None:
    path = folder / "mission.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_text(encoding="utf-8").replace("\n", "\r\n").encode())


def what_systems_leave_in_folders(folder: Path) -> None:
    for name in (".DS_Store", "~$mission.xlsx", "Thumbs.db", "notes.txt", "README.md"):
        (folder / name).write_bytes(b"\x00\x01")
    lay_list(folder, "README.txt", "Put the watch lists here.\n")
    lay_list(folder, "Thumbs.db", b"\x00\x01")


def an_empty_optional_sheet(folder: Path) -> None:
    (folder / "Pins.csv").write_bytes(b"")
    (folder / "Decisions.csv").unlink()


def hidden_sheets_and_a_sheet_of_its_own(folder: Path) -> None:
    path = _as_workbook(folder, "Buyers", "Exporters")
    book = openpyxl.load_workbook(path)
    old = book.create_sheet("Requests")
    old.append(["Who asks", "Whom", "How strongly"])
    old.append(["E01", "B002", "no"])
    old.sheet_state = "hidden"
    book.create_sheet("Budget").append(["Stand", 12000])
    book.save(path)


AWKWARD: tuple[tuple[Break, tuple[tuple[str, str], ...]], ...] = (
    (nothing_odd, ()),
    (chinese_in_gb18030, ()),
    (russian_in_cp1251, ()),
    (utf_16, ()),
    (utf_8_without_a_mark, ()),
    (semicolons, ()),
    (a_chinese_workbook, ()),
    (a_russian_workbook, ()),
    (an_open_document, ()),
    (formulas_with_stored_values, ()),
    (two_header_rows, ()),
    (title_rows_above, ()),
    (merged_cells_and_blank_rows, ()),
    (dates_as_text_in_three_languages, ()),
    (full_width_digits, ()),
    (headers_mapped_in_the_mission, ()),
    (a_mission_from_a_windows_editor, ()),
    (what_systems_leave_in_folders, ()),
    (an_empty_optional_sheet, ()),
    (
        hidden_sheets_and_a_sheet_of_its_own,
        (("mission.xlsx › Budget", "sheets.sheet_not_read"), ("mission.xlsx › Requests", "sheets.sheet_hidden")),
    ),
)


def prepared(folder: Path) -> Prepared:
    return prepare(folder, Options(), Unwatched())


@pytest.mark.parametrize(("make_odd", "warnings"), AWKWARD, ids=named)
def test_the_same_mission_is_read_from_it(
    make_odd: Break, warnings: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    folder = example_folder(tmp_path / "folder")
    make_odd(folder)
    ready, plain = prepared(folder), example_files(Language.EN)
    files = ready.files
    assert tuple((problem.where, problem.text.code) for problem in files.problems) == warnings
    assert (files.exporters, files.buyers, files.delegates) == (plain.exporters, plain.buyers, plain.delegates)
    assert (files.requests, files.interpreters, files.absences) == (plain.requests, plain.interpreters, plain.absences)
    assert (files.programme, files.pins, files.decisions) == (plain.programme, (), ())
    assert digest(ready.problem) == digest(prepared(example_folder(tmp_path / "plain")).problem)


@pytest.mark.parametrize("make_odd", [chinese_in_gb18030, an_open_document, formulas_with_stored_values], ids=named)
def test_it_is_planned_whole(make_odd: Break, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    make_odd(folder)
    ran = plan(folder, capsys)
    assert ran.told == (0, 0, ())
    assert ran.figures["meetings"] == 3


def test_clocks_that_change_during_the_fair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    for path in (*folder.glob("*.csv"), folder / "mission.toml"):
        text = path.read_text(encoding="utf-8")
        for before, after in (("02-09", "03-27"), ("02-10", "03-28"), ("02-11", "03-29")):
            text = text.replace(f"2027-{before}", f"2027-{after}")
        path.write_text(text, encoding="utf-8")
    in_mission(folder, 'fair_zone = "Europe/Moscow"', 'fair_zone = "Europe/Berlin"')
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-03-28 10:00")
    assert plan(folder, capsys).told == (0, 0, ())
    slots = prepared(folder).problem.slots
    firsts = [next(slot for slot in slots if slot.day == day).window.start_at.isoformat() for day in range(3)]
    assert firsts == ["2027-03-27T10:00:00+01:00", "2027-03-28T10:00:00+02:00", "2027-03-29T10:00:00+02:00"]
    calendar = next((tmp_path / "out" / "calendars" / "buyers").glob("B003*")).read_text(encoding="utf-8")
    assert "DTSTART;TZID=Europe/Berlin:20270328T100000" in calendar
