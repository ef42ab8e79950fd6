"""Cells that stand over several rows of a workbook, as officers merge them."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tearoad.journey.example import example_files, example_mission
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.matching import Strength
from tearoad.values import Language


def test_a_no_over_several_rows_says_no_in_each(tmp_path: Path) -> None:
    files = example_files(Language.EN)
    (path,) = write_folder(files, tmp_path, Language.EN)
    book = openpyxl.load_workbook(path)
    sheet = book["Requests"]
    header = {cell.value: cell.column for cell in sheet[1]}
    column = header["How strongly"]
    sheet.cell(2, column).value = "no"
    sheet.merge_cells(start_row=2, end_row=len(files.requests) + 1, start_column=column, end_column=column)
    book.save(path)
    read = read_folder(tmp_path, example_mission())
    assert [request.strength for request in read.requests] == [Strength.NO] * len(files.requests)


def test_a_list_of_firms_not_to_meet_reaches_the_next_firm_it_stands_over(tmp_path: Path) -> None:
    files = example_files(Language.EN)
    (path,) = write_folder(files, tmp_path, Language.EN)
    book = openpyxl.load_workbook(path)
    sheet = book["Buyers"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Do not meet")
    last = sheet.max_row
    sheet.cell(2, column).value = "E01"
    sheet.merge_cells(start_row=2, end_row=last, start_column=column, end_column=column)
    book.save(path)
    read = read_folder(tmp_path, example_mission())
    assert {buyer.do_not_meet for buyer in read.buyers} == {("E01",)}
