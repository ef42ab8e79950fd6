"""Rows and cells that are wrong: each is held back or kept with a warning, and the rest is planned."""

from pathlib import Path

import pytest

from tests.journey.folders import Case, add_row, example_folder, plan, set_cell


def clashing_ids(folder: Path) -> None:
    set_cell(folder, "Delegates", 3, "ID", "D01")


def one_id_for_two_buyers(folder: Path) -> None:
    add_row(folder, "Buyers", ID="B002", Name_in_Latin_letters="Another Firm LLC", Wants="tea", HS_code="0902.10")


def one_id_on_both_sides(folder: Path) -> None:
    add_row(folder, "Buyers", ID="E02", Name_in_Latin_letters="Another Firm LLC", Wants="tea", HS_code="0902.10")


def a_wrong_hs_code(folder: Path) -> None:
    set_cell(folder, "Buyers", 3, "HS code", "7799.99")
    set_cell(folder, "Exporters", 3, "HS code", "tea")


def bad_dates(folder: Path) -> None:
    set_cell(folder, "Programme", 2, "Date", "2027-02-30")
    set_cell(folder, "Exporters", 2, "Certificates", "HACCP | 1 | 31.02.2028")
    set_cell(folder, "Delegates", 3, "Arrives", "soon")


def an_end_before_its_start(folder: Path) -> None:
    set_cell(folder, "Programme", 2, "To", "09:00")
    set_cell(folder, "Requests", 4, "Window", "2027-02-10 13:00-10:00")


def windows_outside_the_fair(folder: Path) -> None:
    set_cell(folder, "Requests", 4, "Window", "2027-03-10 10:00-13:00")


def a_fair_day_that_is_not(folder: Path) -> None:
    set_cell(folder, "Requests", 4, "Window", "day 7")


def a_weekday_the_fair_does_not_have(folder: Path) -> None:
    set_cell(folder, "Buyers", 2, "At the fair", "Sun 10-12")


def passport_numbers(folder: Path) -> None:
    set_cell(folder, "Delegates", 2, "Role", "Head, passport E12345678")


def negative_numbers(folder: Path) -> None:
    set_cell(folder, "Exporters", 2, "Staff per day", "-2")
    set_cell(folder, "Buyers", 3, "Volume", "-20 t")
    set_cell(folder, "Interpreters", 3, "Maximum hours a day", "-5")


def an_unknown_currency_and_term(folder: Path) -> None:
    set_cell(folder, "Exporters", 2, "Price", "XQZ 3.20/kg")
    set_cell(folder, "Exporters", 2, "Delivery terms", "FOBB Qinzhou")


def an_interpreter_of_an_unknown_language(folder: Path) -> None:
    set_cell(folder, "Interpreters", 2, "Languages", "Klingon-Russian")


def a_row_without_a_name(folder: Path) -> None:
    add_row(folder, "Buyers", ID="B004", Wants="tea", HS_code="0902.10")


def an_unknown_party_in_requests(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="E01", Whom="B077", How_strongly="wish")


def an_unknown_party_in_pins_and_decisions(folder: Path) -> None:
    add_row(folder, "Pins", Exporter="E77", Buyer="B001", Place="T7", Interpreter="I77")
    add_row(folder, "Decisions", Party="B077", List_entry="TEST-1", Ruling="clear", By="A. Officer", Why="not the same")


def a_request_within_one_side(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="B001", Whom="B002", How_strongly="wish")


def a_strength_nobody_knows(folder: Path) -> None:
    set_cell(folder, "Requests", 3, "How strongly", "perhaps")


def several_at_once(folder: Path) -> None:
    a_wrong_hs_code(folder)
    an_unknown_party_in_requests(folder)
    an_interpreter_of_an_unknown_language(folder)
    set_cell(folder, "Programme", 2, "To", "25:61")


CASES: dict[str, Case] = {}
