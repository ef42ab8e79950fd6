from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tearoad.errors import InputError
from tearoad.mission import Switch
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.timetable.papers import workbook
from tearoad.timetable.papers.columns import Column
from tearoad.timetable.papers.read_back import read_back
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Person
from tearoad.values import InterpreterId, Language, LanguageCode, PartyId, PersonId, PlaceId, WishId

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission


class Office:
    """The officer at their desk: opens the workbook, edits, saves, has it read."""

    def __init__(self, small: SmallMission, stamp: datetime, folder: Path) -> None:
        self.small, self.stamp, self.path = small, stamp, folder / "timetable.xlsx"
        self.open()

    def open(self, language: Language = Language.ZH) -> None:
        """Open a fresh workbook in a language."""
        roster, problem, plan = self.small.roster, self.small.problem, self.small.plan
        (file,) = workbook.papers(roster, problem, plan, stamp=self.stamp, language=language)
        self.book = openpyxl.load_workbook(io.BytesIO(file.content))
        self.sheet = self.book.worksheets[0]

    def write(self, row: int, column: Column, value: object) -> None:
        """Type a value into a cell of the first sheet."""
        self.sheet.cell(row, list(Column).index(column) + 1).value = value

    def read(self) -> tuple[tuple[Meeting, ...], tuple[CellProblem, ...]]:
        """Save the file and have it read."""
        self.book.save(self.path)
        return read_back(self.path, self.small.roster, self.small.problem)


@pytest.fixture
def office(small: SmallMission, stamp: datetime, tmp_path: Path) -> Office:
    """Return an office with the small mission's workbook open."""
    return Office(small, stamp, tmp_path)


def test_an_untouched_workbook_gives_the_same_meetings_in_all_languages(office: Office) -> None:
    for language in Language:
        office.open(language)
        assert office.read() == (office.small.plan.meetings, ())


def test_the_workbook_is_the_same_each_time(small: SmallMission, stamp: datetime) -> None:
    first, second = (next(workbook.papers(small.roster, small.problem, small.plan, stamp=stamp)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("day", [date(2023, 2, 9), "2023-02-09", "09.02.2023", "2月9日", "9.2.", "2023年2月9日"])
@pytest.mark.parametrize("start", [time(12, 30), "12:30", "12.30", "12：30", "12:30 PM", "12.30 Uhr", 12.5 / 24])
def test_a_moved_meeting_is_understood_however_it_is_typed(office: Office, day: object, start: object) -> None:
    office.write(2, Column.DAY, day)
    office.write(2, Column.START, start)
    meetings, problems = office.read()
    assert problems == ()
    assert Meeting(WishId("W1"), 37, PlaceId("S-A12"), InterpreterId("I1")) in meetings


@pytest.mark.parametrize("place", ["T3", "t3", "Table 3", "3号洽谈桌", "Стол 3", "T3 – 3号洽谈桌"])
def test_another_place_may_be_named_or_numbered(office: Office, place: str) -> None:
    office.write(2, Column.PLACE, place)
    meetings, problems = office.read()
    assert problems == ()
    assert meetings[0] == Meeting(WishId("W1"), 2, PlaceId("T3"), InterpreterId("I1"))


def test_another_interpreter_or_none(office: Office) -> None:
    office.write(2, Column.INTERPRETER, "Li Na")
    office.write(3, Column.INTERPRETER, None)
    meetings, problems = office.read()
    assert problems == ()
    assert [meeting.interpreter for meeting in meetings[:2]] == ["I2", None]


def test_a_delegate_who_speaks_stands_in_the_workbook_and_comes_back(
    small: SmallMission, stamp: datetime, tmp_path: Path
) -> None:
    known = replace(
        small.problem,
        persons=(Person(PersonId("D1"), PartyId("E01"), languages=frozenset({LanguageCode("ru")})),),
        wishes=tuple(
            replace(wish, direct=frozenset({LanguageCode("ru")})) if wish.id == "W1" else wish
            for wish in small.problem.wishes
        ),
    )
    spoken = Meeting(WishId("W1"), 2, PlaceId("S-A12"), InterpreterId("D1"))
    plan = replace(small.plan, meetings=(spoken, *small.plan.meetings[1:]))
    office = Office(replace(small, problem=known, plan=plan), stamp, tmp_path)
    assert office.read() == (plan.meetings, ())


def test_a_deleted_row_is_a_meeting_called_off(office: Office) -> None:
    office.sheet.delete_rows(3)
    meetings, problems = office.read()
    assert problems == ()
    assert [meeting.wish for meeting in meetings] == ["W1", "W3", "W4", "W5"]


def test_a_new_row_needs_only_the_two_firms(office: Office) -> None:
    cells = {Column.DAY: "2023-02-08", Column.START: "10:00", Column.EXPORTER: "E01", Column.BUYER: "Поляна",
             Column.PLACE: "Stand A12"}  # fmt: skip
    for column, value in cells.items():
        office.write(8, column, value)
    meetings, problems = office.read()
    assert problems == ()
    assert Meeting(WishId("W6"), 16, PlaceId("S-A12")) in meetings


def test_a_title_above_the_table_and_other_columns_do_not_disturb(office: Office) -> None:
    office.sheet.insert_rows(1)
    office.sheet.insert_cols(1)
    office.sheet.cell(1, 1).value = "Final! 2023"
    assert office.read() == (office.small.plan.meetings, ())


def test_what_cannot_be_understood_is_named_cell_by_cell(office: Office) -> None:
    office.write(2, Column.DAY, "soon")
    office.write(3, Column.START, "12:10")
    office.write(4, Column.PLACE, "the bar")
    office.write(5, Column.DAY, date(2023, 3, 1))
    office.write(6, Column.WISH, "W77")
    meetings, problems = office.read()
    assert meetings == ()
    assert {problem.severity for problem in problems} == {Severity.ERROR}
    assert [(problem.row, problem.column, problem.text) for problem in problems] == [
        (2, 2, Text("papers.day_unclear", found="soon")),
        (3, 3, Text("papers.no_slot", time="12:10", on=date(2023, 2, 7))),
        (4, 7, Text("papers.name_unknown", found="the bar", column=Text("papers.column_place"))),
        (5, 2, Text("papers.no_fair_day", on=date(2023, 3, 1))),
        (6, 1, Text("papers.wish_unknown", found="W77")),
    ]


def test_a_meeting_of_two_slots_cannot_begin_in_the_last(office: Office) -> None:
    office.write(5, Column.START, "17:30")
    _, problems = office.read()
    assert [problem.text for problem in problems] == [Text("papers.no_room", time="17:30", count=2)]


def test_the_same_meeting_twice_is_named_once(office: Office) -> None:
    office.write(3, Column.WISH, "W1")
    meetings, problems = office.read()
    assert [problem.text for problem in problems] == [Text("papers.wish_twice", found="W1")]
    assert [meeting.wish for meeting in meetings] == ["W1", "W3", "W4", "W5"]


def test_a_missing_column_is_named(office: Office) -> None:
    office.sheet.delete_cols(list(Column).index(Column.PLACE) + 1)
    meetings, problems = office.read()
    assert meetings == ()
    assert [problem.text for problem in problems] == [Text("papers.column_missing", column=Text("papers.column_place"))]


def test_a_file_that_is_no_workbook_is_refused(small: SmallMission, tmp_path: Path) -> None:
    path = tmp_path / "timetable.xlsx"
    path.write_text("<html>", encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_back(path, small.roster, small.problem)
    assert raised.value.text["file"] == "timetable.xlsx"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "workbook_empty"), (b"no workbook", "not_a_workbook"), (b"PK\x03\x04cut off", "workbook_damaged")],
)
def test_what_is_no_workbook_is_told_in_our_own_words(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "previous.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as wrong:
        read_back(path, None, None)  # type: ignore[arg-type]  # refused before they are asked
    assert wrong.value.text == Text(f"papers.{code}", file="previous.xlsx")


def test_every_sheet_is_printed_with_what_the_plan_does_not_keep(small: SmallMission, stamp: datetime) -> None:
    off = replace(small.plan, switched_off=frozenset({Switch.DAY_CAP, Switch.WALKING_TIME}))
    footers = []
    for plan in (small.plan, off):
        (file,) = workbook.papers(small.roster, small.problem, plan, stamp=stamp, language=Language.RU)
        sheets = openpyxl.load_workbook(io.BytesIO(file.content)).worksheets
        footers.append([sheet.oddFooter.left.text for sheet in sheets[:-1]])
    said = "Этот план не соблюдает: предел встреч в день, время на дорогу между местами."
    assert footers == [[None] * len(footers[0]), [said] * len(footers[0])]
