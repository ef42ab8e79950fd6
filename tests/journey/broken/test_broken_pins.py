"""Pins and musts that contradict each other, a "no", or the fair."""

import json
from pathlib import Path

import pytest

from tests.journey.folders import Break, Case, add_row, example_folder, lay_list, named, plan, set_cell

LISTED = "id,kind,name,country\nX-1,firm,ООО Пример Соус,RU\n"


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


CASES: tuple[tuple[Break, Case], ...] = (
    (a_pin_against_a_no, (1, 1, (("Pins.csv › B2", "timetable.pin_refused"),))),
    (a_pin_against_do_not_meet, (1, 1, (("Pins.csv › B2", "timetable.pin_refused"),))),
    (a_pin_of_a_listed_firm, (1, 2, (("Pins.csv › B2", "timetable.pin_held"),))),
    (a_pin_between_two_slots, (1, 1, (("Pins.csv › C2", "timetable.pin_between_slots"),))),
    (a_pin_when_the_fair_is_shut, (1, 1, (("Pins.csv › C2", "timetable.pin_between_slots"),))),
    (a_pin_when_the_stand_is_closed, (3, 0, ())),
    (two_pins_on_one_buyer_at_one_time, (3, 0, ())),
    (one_pair_pinned_twice, (1, 1, (("Pins.csv › 3", "sheets.pinned_twice"),))),
    (a_must_and_a_no, (0, 0, (("Requests.csv › D2", "sheets.no_beats_all"),))),
    (a_must_nobody_can_interpret, (3, 0, ())),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_a_pin_that_cannot_be_held_is_told(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected


def test_a_pin_wins_over_the_window_and_the_format_that_were_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    set_cell(folder, "Requests", 4, "Format", "stand")
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-11 12:30", Place="T2", Interpreter="I02")
    assert plan(folder, capsys).told == (0, 0, ())
    meetings = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["told"]
    assert [meeting for meeting in meetings if meeting["buyer"] == "B003"] == [
        {
            "exporter": "E01",
            "buyer": "B003",
            "start_at": "2027-02-11T12:30:00+03:00",
            "end_at": "2027-02-11T12:55:00+03:00",
            "place": "T2",
            "interpreter": "I02",
        }
    ]
