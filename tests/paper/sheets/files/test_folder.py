from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from tearoad.errors import UnsafeFile
from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets import Severity
from tearoad.paper.sheets.files import defences
from tearoad.paper.sheets.files.folder import SheetsOfFolder, find_sheets, read_grids, sheet_named


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Write a workbook's members anew, changed."""
    with zipfile.ZipFile(path) as old:
        members = {name: change(name, old.read(name)) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return path


def codes(found: SheetsOfFolder) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.cell, problem.text.code) for problem in found.problems]


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        ("Buyers", "buyers"),
        ("buyers 2023-02 final", "buyers"),
        ("采购商名单", "buyers"),
        ("Закупщики", "buyers"),
        ("出口商", "exporters"),
        ("Переводчики", "interpreters"),
        ("programme", "programme"),
        ("Sheet1", None),
        ("Заметки", None),
    ],
)
def test_sheets_are_known_by_their_names_in_three_languages(name: str, sheet: str | None) -> None:
    spec = sheet_named(name, SHEETS)
    assert (spec.name if spec else None) == sheet


def test_every_sheet_is_found_by_each_of_its_own_titles() -> None:
    for spec in SHEETS:
        for title in spec.title.every:
            assert sheet_named(title, SHEETS) is spec


def test_sheets_of_one_workbook_and_files_of_their_own_are_found(tmp_path: Path) -> None:
    workbook(tmp_path / "all.xlsx", {"采购商": [["ID", "Name"]], "Notes": [["x"]], "Empty": []})
    workbook(tmp_path / "exporters.xlsx", {"Лист1": [["ID"]]})
    (tmp_path / "Запросы.csv").write_text("ID", encoding="utf-8")
    found = find_sheets(tmp_path, SHEETS)
    assert {name: (grid.file, grid.sheet) for name, grid in found.grids.items()} == {
        "buyers": ("all.xlsx", "采购商"),
        "exporters": ("exporters.xlsx", "Лист1"),
        "requests": ("Запросы.csv", ""),
    }
    assert codes(found) == [("all.xlsx", "", "sheets.sheet_not_read")]


def test_lock_files_folders_and_our_own_papers_are_passed_over(tmp_path: Path) -> None:
    for name in ("~$buyers.xlsx", "problems.xlsx", "timetable.csv", ".buyers.csv"):
        (tmp_path / name).write_bytes(b"not a sheet")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "buyers.csv").write_text("ID", encoding="utf-8")
    assert find_sheets(tmp_path, SHEETS) == SheetsOfFolder()


def test_the_second_sheet_of_a_kind_is_named(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_text("ID\nB1", encoding="utf-8")
    workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    found = find_sheets(tmp_path, SHEETS)
    assert found.grids["buyers"].file == "buyers.xlsx"
    assert codes(found) == [("buyers.csv", "", "sheets.sheet_twice")]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("buyers.xlsx", b"<html><body>Error 404", "sheets.disguise"),
        ("buyers.csv", b"  <!DOCTYPE html><table>", "sheets.disguise"),
        ("buyers.xlsx", b"%PDF-1.7 ...", "sheets.disguise"),
        ("buyers.csv", b"MZ\x90\x00", "sheets.disguise"),
        ("buyers.ods", b"\x7fELF", "sheets.disguise"),
        ("buyers.csv", b"a\x00b\x00\x00\x00", "sheets.disguise"),
        ("buyers.csv", b"PK\x03\x04....", "sheets.zip_as_csv"),
        ("buyers.xlsx", b"ID,Name", "sheets.not_a_workbook"),
        ("buyers.xlsx", b"PK\x03\x04 truncated", "sheets.damaged"),
        ("buyers.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheets.old_xls"),
        (
            "buyers.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "sheets.encrypted",
        ),
        ("buyers.exe", b"MZ", "sheets.wrong_kind"),
    ],
)
def test_what_is_no_sheet_is_refused_by_name(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    found = find_sheets(tmp_path, SHEETS)
    assert codes(found) == [(name, "", code)]
    assert found.problems[0].severity is Severity.ERROR
    assert found.problems[0].hint is not None
    assert "buyers" in found.refused


def refused_with(path: Path) -> str:
    with pytest.raises(UnsafeFile) as caught:
        list(read_grids(path))
    return caught.value.code


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"] * 50] * 50})
    path.write_bytes(path.read_bytes()[:-400])
    assert refused_with(path) == "sheets.damaged"


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"] * 50] * 50})
    data = bytearray(path.read_bytes())
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[place : place + 40] = bytes(40)
    path.write_bytes(bytes(data))
    assert refused_with(path) == "sheets.damaged"


def test_a_zip_bomb_is_refused_by_what_it_claims(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * 40_000_000)
    assert refused_with(path) == "sheets.zip_bomb"


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/bomb.xml", b"0" * 30_000_000)
    lie = path.read_bytes().replace((30_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    path.write_bytes(lie)
    assert refused_with(path) == "sheets.damaged"


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    repacked(path, lambda name, data: bomb + data.split(b"?>", 1)[-1] if name == "xl/sharedStrings.xml" else data)
    assert refused_with(path) == "sheets.entities"


def test_a_lonely_cell_in_the_last_corner_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    repacked(path, lambda name, data: data.replace(b"</sheetData>", cell) if "sheet1" in name else data)
    assert refused_with(path) == "sheets.too_many_columns"


def test_cells_without_a_place_are_counted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    cells = b"<row>" + b"<c><v>1</v></c>" * 2000 + b"</row></sheetData>"
    repacked(path, lambda name, data: data.replace(b"</sheetData>", cells) if "sheet1" in name else data)
    assert refused_with(path) == "sheets.too_many_columns"


def test_empty_formatted_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    path = workbook(tmp_path / "buyers.xlsx", {"Buyers": [["ID"]]})
    cell = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    repacked(path, lambda name, data: data.replace(b"</sheetData>", cell) if "sheet1" in name else data)
    assert [grid.rows for grid in read_grids(path)] == [(("ID",),)]


def test_ten_thousand_columns_are_refused_in_csv_and_workbook(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_text("," * 10_000, encoding="utf-8")
    assert refused_with(tmp_path / "buyers.csv") == "sheets.too_many_columns"
    assert refused_with(workbook(tmp_path / "buyers.xlsx", {"Buyers": [["x"] * 10_001]})) == "sheets.too_many_columns"


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_text("a\n" * 100_001, encoding="utf-8")
    assert refused_with(tmp_path / "buyers.csv") == "sheets.too_many_rows"


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defences, "MAX_FILE_MB", 0.00001)
    (tmp_path / "buyers.csv").write_text("ID,Name,City", encoding="utf-8")
    assert refused_with(tmp_path / "buyers.csv") == "sheets.file_too_large"


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "mission"
    inside.mkdir()
    (tmp_path / "secret.csv").write_text("ID\nB1", encoding="utf-8")
    (inside / "buyers.csv").symlink_to(tmp_path / "secret.csv")
    found = find_sheets(inside, SHEETS)
    assert codes(found) == [("buyers.csv", "", "sheets.link_outside")]
    assert found.grids == {}


def test_a_pipe_or_device_under_a_sheets_name_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "buyers.csv")
    os.mkfifo(tmp_path / "Exporters.xlsx")
    found = find_sheets(tmp_path, SHEETS)
    assert codes(found) == [("Exporters.xlsx", "", "sheets.not_a_file"), ("buyers.csv", "", "sheets.not_a_file")]
    assert refused_with(Path(os.devnull)) == "sheets.not_a_file"


def test_formulas_count_by_their_stored_value_and_are_named_without_one(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Buyers"
    sheet.append(["ID", "Name", "=1+1"])
    book.save(tmp_path / "buyers.xlsx")
    with xlsxwriter.Workbook(str(tmp_path / "exporters.xlsx")) as other:
        page = other.add_worksheet("Exporters")
        page.write_formula(0, 0, '="I"&"D"', None, "ID")
        page.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    found = find_sheets(tmp_path, SHEETS)
    assert found.grids["exporters"].rows[0] == ("ID",)
    assert codes(found) == [
        ("buyers.xlsx", "C1", "sheets.no_stored_value"),
        ("exporters.xlsx", "A2", "sheets.error_cell"),
    ]
    assert found.problems[1].found == "#DIV/0!"


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "@SUM(1)", "+HYPERLINK(A1)", "=1+1", "-2+3+cmd|' /C calc'!A0", "+1-A1"]
)
def test_formula_texts_are_kept_as_text_and_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "buyers.csv").write_text(f'ID,Name\nB1,"{text}"\n', encoding="utf-8")
    found = find_sheets(tmp_path, SHEETS)
    assert found.grids["buyers"].rows[1] == ("B1", text)
    assert codes(found) == [("buyers.csv", "B2", "sheets.formula_text")]


@pytest.mark.parametrize("text", ["+7 495 123-45-67", "-", "-5", "- none", "@ivanov_tea", "+"])
def test_phones_dashes_and_accounts_are_no_formulas(tmp_path: Path, text: str) -> None:
    (tmp_path / "buyers.csv").write_text(f"ID,Name\nB1,{text}\n", encoding="utf-8")
    assert codes(find_sheets(tmp_path, SHEETS)) == []


def open_document(path: Path, *rows: list[TableCell], repeat_last: int = 1) -> Path:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Buyers")
    document.spreadsheet.addElement(table)
    for number, cells in enumerate(rows, start=1):
        row = TableRow(numberrowsrepeated=str(repeat_last if number == len(rows) else 1))
        for cell in cells:
            row.addElement(cell)
        table.addElement(row)
    document.save(str(path))
    return path


def text_cell(text: str, **attributes: str) -> TableCell:
    cell = TableCell(valuetype="string", **attributes)
    cell.addElement(P(text=text))
    return cell


def test_open_document_sheets_are_read_with_their_flaws(tmp_path: Path) -> None:
    row = [text_cell("ID"), TableCell(formula="of:=1+1"), text_cell("x", numbercolumnsrepeated="2")]
    open_document(tmp_path / "mission.ods", row, [TableCell(numbercolumnsrepeated="16384")], repeat_last=1_048_000)
    found = find_sheets(tmp_path, SHEETS)
    assert found.grids["buyers"].rows == (("ID", "", "x", "x"),)
    assert codes(found) == [("mission.ods", "B1", "sheets.no_stored_value")]


def test_an_open_document_bomb_of_repeated_cells_is_refused(tmp_path: Path) -> None:
    path = open_document(tmp_path / "buyers.ods", [text_cell("x", numbercolumnsrepeated="900")], repeat_last=90_000)
    assert refused_with(path) == "sheets.too_many_rows"


def test_dates_and_times_come_as_such(tmp_path: Path) -> None:
    data = io.BytesIO()
    book = openpyxl.Workbook()
    book.save(data)
    path = tmp_path / "buyers.xlsx"
    path.write_bytes(data.getvalue())
    assert [grid.rows for grid in read_grids(path)] == [()]
