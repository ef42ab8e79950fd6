"""Watch lists that cannot be read: nothing may be planned, for nobody could say "no hit"."""

from pathlib import Path

import pytest

from tests.journey.folders import Break, Case, example_folder, lay_list, named, plan

OWN = "id,kind,name,country\nX-1,firm,Nobody Holdings (fictional),RU\n"
UN = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>NOBODY</FIRST_NAME></INDIVIDUAL>"


def a_web_page_instead_of_a_list(folder: Path) -> None:
    lay_list(folder, "sdn.csv", "<!DOCTYPE html><html><body>Service unavailable</body></html>")


def a_list_cut_off(folder: Path) -> None:
    lay_list(folder, "consolidated.xml", UN)


def a_table_cut_off_inside_a_quotation(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN + 'X-2,firm,"Nobody')


def entities_in_a_list(folder: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    lay_list(folder, "un.xml", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>{UN}&l8;')


def an_empty_list(folder: Path) -> None:
    lay_list(folder, "sdn.csv", b"")


def a_list_of_headers(folder: Path) -> None:
    lay_list(folder, "own.csv", "id,kind,name,country\n")


def a_table_of_something_else(folder: Path) -> None:
    lay_list(folder, "prices.csv", "tea,kg,3.20\nrice,kg,1.10\n")


def a_workbook_instead_of_a_list(folder: Path) -> None:
    lay_list(folder, "own.csv", b"PK\x03\x04 and more")


def a_folder_in_the_lists(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN)
    (folder / "lists" / "older").mkdir()


def a_bad_row_in_a_list(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN + "X-2,firm,,RU\n")


CASES: tuple[tuple[Break, Case], ...] = (
    (a_web_page_instead_of_a_list, (2, 1, (("sdn.csv", "screening.list_is_web_page"),))),
    (a_list_cut_off, (2, 1, (("consolidated.xml", "screening.list_xml_broken"),))),
    (a_table_cut_off_inside_a_quotation, (2, 1, (("own.csv", "screening.list_csv_broken"),))),
    (entities_in_a_list, (2, 1, (("un.xml", "screening.list_xml_unsafe"),))),
    (an_empty_list, (2, 1, (("sdn.csv", "screening.list_empty"),))),
    (a_list_of_headers, (2, 1, (("own.csv", "screening.list_without_entries"),))),
    (a_table_of_something_else, (2, 1, (("prices.csv", "screening.list_other_table"),))),
    (a_workbook_instead_of_a_list, (2, 1, (("own.csv", "screening.list_binary"),))),
    (a_folder_in_the_lists, (2, 1, (("older", "screening.list_is_folder"),))),
    (a_bad_row_in_a_list, (2, 1, (("own.csv › 3", "screening.list_row"),))),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_nothing_is_planned_without_every_list(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected
