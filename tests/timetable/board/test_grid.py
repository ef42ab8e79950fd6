from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tearoad.mission import Absence, ItemKind, LocalText, Place, PlaceKind, ProgrammeItem, Walk
from tearoad.timetable.board import By, day_grid
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.values import ItemId, PlaceId, Window
from tests.timetable.web.drafts import small_outcome


@pytest.mark.parametrize("by", [By.PLACE, By.COMPANY, By.INTERPRETER])
def test_every_meeting_of_the_day_stands_in_the_rows_it_belongs_to(by: By) -> None:
    outcome = small_outcome()
    problem, plan = outcome.problem, outcome.plan
    rows = day_grid(outcome.roster, (), problem, plan.meetings, 0, by)
    shown = [(row.id, meeting) for row in rows for cell in row.cells for meeting in cell.meetings]
    expected = [
        (head, meeting)
        for meeting in plan.meetings
        for head in _heads(outcome.problem, meeting)[by]
        if problem.lookup.day[meeting.start] == 0 and head
    ]
    assert sorted(shown, key=str) == sorted(expected, key=str)


def _heads(problem: Problem, meeting: Meeting) -> dict[By, tuple[str | None, ...]]:
    wish = problem.lookup.wish[meeting.wish]
    helper = None if problem.lookup.speaker(meeting.interpreter) else meeting.interpreter
    return {By.PLACE: (meeting.place,), By.COMPANY: (wish.exporter, wish.buyer), By.INTERPRETER: (helper,)}


def test_an_absence_blocks_the_cells_it_touches_and_says_why() -> None:
    outcome = small_outcome()
    problem, interpreter = outcome.problem, outcome.problem.interpreters[0]
    start: datetime = problem.slots[0].window.start_at
    away = Absence(interpreter.id, Window(start, start + timedelta(minutes=45)), "ill")
    row = next(
        row for row in day_grid(outcome.roster, (away,), problem, (), 0, By.INTERPRETER) if row.id == interpreter.id
    )
    assert [cell.blocked.title["en"] if cell.blocked else None for cell in row.cells[:3]] == ["ill", "ill", None]


def test_officials_have_the_programme_in_their_rows() -> None:
    outcome = small_outcome()
    rows = day_grid(outcome.roster, (), outcome.problem, outcome.plan.meetings, 0, By.OFFICIAL)
    assert {row.id for row in rows} == {delegate.id for delegate in outcome.roster.delegates if delegate.firm is None}


def test_the_way_back_from_an_item_is_blocked_by_the_item() -> None:
    outcome = small_outcome()
    problem, interpreter = outcome.problem, outcome.problem.interpreters[0]
    start, trip = problem.slots[0].window.start_at, outcome.roster.mission
    site = Place(PlaceId("W99"), PlaceKind.OFFSITE, LocalText("Warehouse (fictional)"), zone="far")
    visit = ProgrammeItem(
        ItemId("P99"), ItemKind.SITE_VISIT, LocalText("Visit (fictional)"),
        Window(start, start + timedelta(minutes=30)),
        LocalText("W99"), interpreters=(interpreter.id,),
    )  # fmt: skip
    mission = replace(trip, places=(*trip.places, site), walks=(*trip.walks, Walk("far", "tables", 20)))
    roster = replace(outcome.roster, mission=mission, programme=(visit,))
    row = next(row for row in day_grid(roster, (), problem, (), 0, By.INTERPRETER) if row.id == interpreter.id)
    blocked = [cell.blocked.title["en"] if cell.blocked else None for cell in row.cells[:3]]
    assert blocked == ["Visit (fictional)", "Visit (fictional)", None]
