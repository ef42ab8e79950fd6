"""Rows that may say "no": while one of them cannot be read, nothing is planned, unless a person says what it means."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.journey.folders import Break, add_row, example_folder, named, plan, rows_of, set_cell, write_rows


def an_unknown_word(folder: Path) -> None:
    set_cell(folder, "Requests", 3, "How strongly", "auf keinen Fall")


def a_no_of_nobody(folder: Path) -> None:
    add_row(folder, "Requests", Whom="E01", How_strongly="no")


def a_no_of_somebody_unknown(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="Primer Bakery", Whom="E01", How_strongly="no")


def a_no_within_one_side(folder: Path) -> None:
    add_row(folder, "Requests", Who_asks="B001", Whom="B002", How_strongly="never")


def nobody_to_avoid(folder: Path) -> None:
    set_cell(folder, "Buyers", 2, "Do not meet", "Example Nine Tea")


def an_interpreter_against_somebody_unknown(folder: Path) -> None:
    set_cell(folder, "Interpreters", 2, "Not for", "E09")


def a_hold_of_somebody_unknown(folder: Path) -> None:
    add_row(folder, "Decisions", Party="B077", List_entry="TEST-1", Ruling="hold", By="A. Officer", Why="to check")


def an_absence_of_somebody_unknown(folder: Path) -> None:
    set_cell(folder, "Availability", 2, "Who", "I09")


def an_absence_at_a_time_nobody_can_read(folder: Path) -> None:
    set_cell(folder, "Availability", 2, "Away", "irgendwann")


def requests_that_are_no_sheet(folder: Path) -> None:
    (folder / "Requests.csv").write_text("<!DOCTYPE html><html><body>Sign in</body></html>")


def decisions_that_are_no_sheet(folder: Path) -> None:
    (folder / "Decisions.csv").write_text("<!DOCTYPE html><html><body>Sign in</body></html>")


def absences_that_tell_no_time(folder: Path) -> None:
    write_rows(folder / "Availability.csv", [row[:1] + row[2:] for row in rows_of(folder / "Availability.csv")])


def two_sheets_of_requests(folder: Path) -> None:
    write_rows(folder / "Wishes.csv", rows_of(folder / "Requests.csv"))


def a_sheet_of_pairs_not_to_meet(folder: Path) -> None:
    (folder / "Не встречаться.csv").write_text("Экспортёр,Закупщик\nE01,B001\n", encoding="utf-8")


def a_buyer_who_does_not_come(folder: Path) -> None:
    set_cell(folder, "Buyers", 2, "At the fair", "не приедет")


def a_wish_with_words_against_it(folder: Path) -> None:
    set_cell(folder, "Requests", 3, "Private note", "auf keinen Fall treffen!")


def a_column_nobody_knows_with_words_against(folder: Path) -> None:
    rows = rows_of(folder / "Requests.csv")
    write_rows(folder / "Requests.csv", [[*rows[0], "Отметка"], [*rows[1], "не встречаться"], *rows[2:]])


def requests_in_a_workbook_nobody_reads(folder: Path) -> None:
    (folder / "Requests.csv").rename(folder / "Anhang.xlsm")


STOPS = (
    (a_wish_with_words_against_it, "Requests.csv › K3", "sheets.note_refuses"),
    (a_column_nobody_knows_with_words_against, "Requests.csv › L1", "sheets.column_may_refuse"),
    (requests_in_a_workbook_nobody_reads, "Anhang.xlsm", "sheets.wrong_kind"),
    (a_sheet_of_pairs_not_to_meet, "Не встречаться.csv", "sheets.sheet_may_refuse"),
    (a_buyer_who_does_not_come, "Buyers.csv › K2", "sheets.window_says_absent"),
    (an_unknown_word, "Requests.csv › D3", "sheets.bad_choice"),
    (a_no_of_nobody, "Requests.csv › B5", "sheets.cell_missing"),
    (a_no_of_somebody_unknown, "Requests.csv › B5", "sheets.unknown_reference_near"),
    (a_no_within_one_side, "Requests.csv › C5", "sheets.same_side"),
    (nobody_to_avoid, "Buyers.csv › AC2", "sheets.unknown_reference_near"),
    (an_interpreter_against_somebody_unknown, "Interpreters.csv › M2", "sheets.unknown_reference_near"),
    (a_hold_of_somebody_unknown, "Decisions.csv › A2", "sheets.unknown_reference"),
    (an_absence_of_somebody_unknown, "Availability.csv › A2", "sheets.unknown_reference_near"),
    (an_absence_at_a_time_nobody_can_read, "Availability.csv › B2", "sheets.bad_window"),
    (requests_that_are_no_sheet, "Requests.csv", "sheets.disguise"),
    (decisions_that_are_no_sheet, "Decisions.csv", "sheets.disguise"),
    (absences_that_tell_no_time, "Availability.csv › 1", "sheets.column_missing"),
    (two_sheets_of_requests, "Wishes.csv", "sheets.sheet_twice"),
)


@pytest.mark.parametrize(
    ("break_it", "where", "code"), STOPS, ids=lambda break_it: named(break_it) if callable(break_it) else ""
)
def test_nothing_is_planned_and_the_cell_is_named(
    break_it: Break, where: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    break_it(folder)
    ran = plan(folder, capsys)
    assert ran.told == (1, 1, ((where, code),))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["problems.xlsx"]
    first = next(line for line in ran.said.splitlines() if line.startswith("  "))
    assert first.startswith(f"  {where} ")


def test_what_the_officer_answers_in_mission_toml_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    an_unknown_word(folder)
    a_no_of_somebody_unknown(folder)
    nobody_to_avoid(folder)
    a_hold_of_somebody_unknown(folder)
    an_absence_of_somebody_unknown(folder)
    answers = (
        '\n[meanings.requests]\n"auf keinen Fall" = "no"\n"Primer Bakery" = ""\n'
        '\n[meanings.buyers]\n"Example Nine Tea" = "E01"\n'
        '\n[meanings.availability]\n"I09" = ""\n'
        '\n[meanings.decisions]\n"B077" = ""\n'
    )
    path = folder / "mission.toml"
    path.write_text(path.read_text(encoding="utf-8") + answers, encoding="utf-8")
    ran = plan(folder, capsys)
    aside = ("Requests.csv › 5", "Availability.csv › 2", "Decisions.csv › 2")
    assert ran.told == (0, 0, tuple((row, "sheets.row_set_aside") for row in aside))
    meetings = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["told"]
    met = {(meeting["exporter"], meeting["buyer"]) for meeting in meetings}
    assert {("E02", "B002"), ("E01", "B001")} & met == set()


def test_a_row_that_clearly_wishes_is_held_back_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    add_row(folder, "Requests", Who_asks="Primer Bakery", Whom="E01", How_strongly="wish")
    assert plan(folder, capsys).told == (1, 1, (("Requests.csv › B5", "sheets.unknown_reference_near"),))
    assert (tmp_path / "out" / "plan.json").is_file()


def test_a_hidden_sheet_of_requests_stops_where_it_is_the_only_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = example_folder(tmp_path / "folder")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("Requests")
    for row in rows_of(folder / "Requests.csv"):
        sheet.append(row)
    sheet.sheet_state = "hidden"
    book.save(folder / "asked.xlsx")
    (folder / "Requests.csv").unlink()
    assert plan(folder, capsys).told == (1, 1, (("asked.xlsx › Requests", "sheets.sheet_hidden"),))
