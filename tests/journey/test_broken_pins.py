"""Pins and musts that contradict each other, a "no", or the fair."""

from pathlib import Path

import pytest

from tests.journey.folders import Case, add_row, example_folder, lay_list, plan, set_cell

LISTED = "id,name,country\nX-1,ООО Пример Соус,RU\n"


def a_pin_against_a_no(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="B002", Whom="E01", How_strongly="no")
    add_row(folder, "Pins", Exporter="E01", Buyer="B002")


def a_pin_against_do_not_meet(folder: Path) -> None:
    set_cell(folder, "Buyers", 3, "Do not meet", "E01")
    add_row(folder, "Pins", Exporter="E01", Buyer="B002")


def a_pin_of_a_listed_firm(folder: Path) -> None:
    lay_list(folder, "own.csv", LISTED)
    add_row(folder, "Pins", Exporter="E02", Buyer="B002")


def a_pin_between_two_slots(folder: Path) -> None:
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:10")


def a_pin_when_the_fair_is_shut(folder: Path) -> None:
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-11 17:00")


def a_pin_when_the_stand_is_closed(folder: Path) -> None:
    add_row(folder, "Availability", Who="A-01", Away="2027-02-10 09:00-12:00")
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:00", Place="A-01")


def two_pins_on_one_buyer_at_one_time(folder: Path) -> None:
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:00")
    add_row(folder, "Pins", Exporter="E02", Buyer="B003", Start="2027-02-10 10:00")


def one_pair_pinned_twice(folder: Path) -> None:
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:00")
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 11:00")


def a_must_and_a_no(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="B001", Whom="E01", How_strongly="no")


def a_must_nobody_can_interpret(folder: Path) -> None:
    add_row(folder, "Availability", Who="I01", Away="2027-02-09 10:00-18:00")
    add_row(folder, "Availability", Who="I02", Away="2027-02-09 10:00-18:00")


CASES: dict[str, Case] = {}
