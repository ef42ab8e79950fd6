"""Rows and cells that are wrong: each is held back or kept with a warning, and the rest is planned."""

from pathlib import Path

import pytest

from tests.journey.folders import Break, Case, add_row, example_folder, named, plan, set_cell


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
    set_cell(folder, "Delegates", 2, "Role (English)", "Head, passport E12345678")


def negative_numbers(folder: Path) -> None:
    set_cell(folder, "Exporters", 2, "Staff per day", "-2")
    set_cell(folder, "Buyers", 3, "Volume", "-20 t")
    set_cell(folder, "Interpreters", 3, "Maximum hours a day", "-5")


def an_unknown_currency_and_term(folder: Path) -> None:
    set_cell(folder, "Exporters", 2, "Price", "XQZ 3.20/kg")
    set_cell(folder, "Exporters", 2, "Delivery terms (English)", "FOBB Qinzhou")


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


def a_no_with_a_bad_window(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="B003", Whom="E02", How_strongly="no", Window="sometime")


CASES: tuple[tuple[Break, Case], ...] = (
    (
        clashing_ids,
        (
            1,
            2,
            (
                ("Delegates.csv › A3", "sheets.id_twice"),
                ("Programme.csv › L2", "sheets.ambiguous"),
                ("Programme.csv › L2", "sheets.unknown_reference_near"),
                ("Programme.csv › T2", "sheets.ambiguous"),
                ("Requests.csv › F2", "sheets.unknown_reference_near"),
                ("Checklist.csv › G2", "sheets.ambiguous"),
            ),
        ),
    ),
    (
        one_id_for_two_buyers,
        (
            1,
            3,
            (
                ("Buyers.csv › A3", "sheets.ids_clash"),
                ("Buyers.csv › A6", "sheets.ids_clash"),
                ("Requests.csv › B3", "sheets.held_reference"),
            ),
        ),
    ),
    (
        one_id_on_both_sides,
        (
            1,
            3,
            (
                ("Exporters.csv › A4", "sheets.id_on_both_sides"),
                ("Buyers.csv › A6", "sheets.id_on_both_sides"),
                ("Requests.csv › C3", "sheets.ambiguous"),
            ),
        ),
    ),
    (
        a_wrong_hs_code,
        (0, 0, (("Exporters.csv › AF3", "sheets.bad_hs"), ("Buyers.csv › AF3", "sheets.no_such_hs"))),
    ),
    (
        bad_dates,
        (
            1,
            1,
            (
                ("Exporters.csv › O2", "sheets.no_such_day"),
                ("Delegates.csv › Y3", "sheets.bad_moment"),
                ("Programme.csv › C2", "sheets.no_such_day"),
            ),
        ),
    ),
    (
        an_end_before_its_start,
        (
            1,
            1,
            (
                ("Programme.csv › E2", "sheets.ends_first"),
                ("Requests.csv › H4", "sheets.window_backwards"),
            ),
        ),
    ),
    (windows_outside_the_fair, (0, 0, (("Requests.csv › H4", "sheets.not_a_fair_day"),))),
    (a_fair_day_that_is_not, (0, 0, (("Requests.csv › H4", "sheets.no_such_fair_day"),))),
    (
        a_weekday_the_fair_does_not_have,
        (0, 0, (("Buyers.csv › K2", "sheets.no_such_weekday"),)),
    ),
    (passport_numbers, (0, 0, (("Delegates.csv › H2", "sheets.passport_cell"),))),
    (
        negative_numbers,
        (
            0,
            0,
            (
                ("Exporters.csv › H2", "sheets.bad_staff"),
                ("Buyers.csv › AG3", "sheets.below_zero"),
                ("Interpreters.csv › L3", "sheets.bad_whole"),
            ),
        ),
    ),
    (
        an_unknown_currency_and_term,
        (
            0,
            0,
            (
                ("Exporters.csv › AI2", "sheets.bad_price"),
                ("Exporters.csv › AL2", "sheets.unknown_term"),
            ),
        ),
    ),
    (an_interpreter_of_an_unknown_language, (1, 1, (("Interpreters.csv › F2", "sheets.bad_language"),))),
    (a_row_without_a_name, (1, 1, (("Buyers.csv › B6", "sheets.cell_missing"),))),
    (an_unknown_party_in_requests, (1, 1, (("Requests.csv › C5", "sheets.unknown_reference"),))),
    (
        an_unknown_party_in_pins_and_decisions,
        (
            1,
            2,
            (
                ("Decisions.csv › A2", "sheets.unknown_reference"),
                ("Pins.csv › A2", "sheets.unknown_reference"),
                ("Pins.csv › D2", "sheets.unknown_reference"),
                ("Pins.csv › E2", "sheets.unknown_reference"),
            ),
        ),
    ),
    (a_request_within_one_side, (1, 1, (("Requests.csv › C5", "sheets.same_side"),))),
    (a_strength_nobody_knows, (1, 1, (("Requests.csv › D3", "sheets.bad_choice"),))),
    (
        several_at_once,
        (
            1,
            3,
            (
                ("Exporters.csv › AF3", "sheets.bad_hs"),
                ("Buyers.csv › AF3", "sheets.no_such_hs"),
                ("Interpreters.csv › F2", "sheets.bad_language"),
                ("Programme.csv › E2", "sheets.bad_time"),
                ("Requests.csv › C5", "sheets.unknown_reference"),
            ),
        ),
    ),
    (a_no_with_a_bad_window, (0, 0, (("Requests.csv › H5", "sheets.bad_window"),))),
)


@pytest.mark.parametrize(("break_it", "expected"), CASES, ids=named)
def test_each_bad_cell_is_named_and_the_rest_is_planned(
    break_it: Break, expected: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    assert plan(folder, capsys).told == expected
