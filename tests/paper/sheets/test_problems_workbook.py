from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tearoad.journey.files import MissionFiles
from tearoad.paper.sheets import CellProblem, Grid, Severity
from tearoad.paper.sheets.problems_workbook import write_problems
from tearoad.text import Text
from tearoad.values import Language

BAD = """id,company name,phone,hs code,note
B1,ООО «Пример»,12345,090210,=cmd|' /C calc'!A0
B1,ООО «Другой»,,210390,
"""


@pytest.mark.parametrize(
    ("language", "title", "error"),
    [
        (Language.EN, "Problems", "error: row held back"),
        (Language.ZH, "问题清单", "错误：该行未采用"),
        (Language.RU, "Проблемы", "ошибка: строка не принята"),
    ],
)
def test_bad_cells_are_coloured_explained_and_listed(
    tmp_path: Path, read_sheets: Callable[..., MissionFiles], language: Language, title: str, error: str
) -> None:
    files = read_sheets(buyers=BAD)
    path = tmp_path / "problems.xlsx"
    write_problems(files.grids, files.problems, path, language)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [title, "exporters", "buyers"]
    listed = list(book[title].iter_rows(values_only=True))[1:]
    assert [(row[1], row[3]) for row in listed] == [(p.file, p.cell or None) for p in files.problems]
    assert listed[0][0] == error
    assert all(row[5] and row[7] for row in listed)
    copy = book["buyers"]
    assert copy["A2"].fill.start_color.rgb == copy["A3"].fill.start_color.rgb == "FFF4B6B0"
    assert copy["C2"].fill.start_color.rgb == copy["E2"].fill.start_color.rgb == "FFFBE3A6"
    assert copy["B2"].fill.fill_type is None
    assert copy["A2"].comment is not None
    assert (copy["E2"].value, copy["E2"].data_type) == ("=cmd|' /C calc'!A0", "s")


def test_a_clean_folder_gives_a_workbook_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "problems.xlsx"
    write_problems((), (), path, Language.EN)
    assert openpyxl.load_workbook(path)["Problems"]["A2"].value == "Nothing is wrong."


def test_awkward_sheet_names_and_sizes_are_taken(tmp_path: Path) -> None:
    rows = tuple((f"B{n}", "x", 1.0) for n in range(2000))
    grids = (Grid("a.xlsx", "Buyers[1]:'*", rows), Grid("b.xlsx", "buyers 1", rows), Grid("Problems.csv", "", rows))
    wrong = (Text("sheets.hs_missing"), Text("sheets.hs_missing_hint"))
    problems = [CellProblem(Severity.WARNING, *wrong, "b.xlsx", "buyers 1", n, 2) for n in range(1, 2001)]
    problems.append(CellProblem(Severity.ERROR, *wrong, "b.xlsx", "buyers 1", 3))
    path = tmp_path / "problems.xlsx"
    write_problems(grids, problems, path, Language.EN)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == len({name.casefold() for name in book.sheetnames}) == 4
    assert book.worksheets[0].max_row == 2002
    assert book.worksheets[2]["C3"].fill.start_color.rgb == "FFF4B6B0"
