"""Watch lists that cannot be read: nothing may be planned, for nobody could say "no hit"."""

from pathlib import Path

import pytest

from tests.journey.folders import Case, example_folder, lay_list, plan

OWN = "id,name,country\nX-1,Nobody Holdings (fictional),RU\n"
UN = "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>NOBODY</FIRST_NAME></INDIVIDUAL>"


def a_web_page_instead_of_a_list(folder: Path) -> None:
    lay_list(folder, "sdn.csv", "<!DOCTYPE html><html><body>Service unavailable</body></html>")


def a_list_cut_off(folder: Path) -> None:
    lay_list(folder, "consolidated.xml", UN)


def a_table_cut_off_inside_a_quotation(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN + 'X-2,"Nobody')


def entities_in_a_list(folder: Path) -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    lay_list(folder, "un.xml", f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>{UN}&l8;')


def an_empty_list(folder: Path) -> None:
    lay_list(folder, "sdn.csv", b"")


def a_list_of_headers(folder: Path) -> None:
    lay_list(folder, "own.csv", "id,name,country\n")


def a_table_of_something_else(folder: Path) -> None:
    lay_list(folder, "prices.csv", "tea,kg,3.20\nrice,kg,1.10\n")


def a_workbook_instead_of_a_list(folder: Path) -> None:
    lay_list(folder, "own.csv", b"PK\x03\x04 and more")


def a_folder_in_the_lists(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN)
    (folder / "lists" / "older").mkdir()


def a_bad_row_in_a_list(folder: Path) -> None:
    lay_list(folder, "own.csv", OWN + "X-2,,RU\n")


CASES: dict[str, Case] = {}
