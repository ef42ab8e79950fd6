from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.checklist import (
    About,
    Evidence,
    Owner,
    Reminder,
    Taking,
    Task,
    TaskId,
    TaskState,
    TripKind,
    dated,
    due,
    escalate,
    is_escalated,
    late,
)
from tearoad.checklist.shipped import SCHENGEN, SHIPPED, TRIP, origin, template_named
from tearoad.mission import LocalText
from tearoad.values import CountryCode, Language
from tearoad.words import say

OPENS = date(2027, 2, 9)
TODAY = date(2027, 2, 1)
TAKING = Taking(OPENS, ("E01", "E02"), ("D01",))


def task(id_: str, days_ago: int, **what: object) -> Task:
    return replace(Task(TaskId(id_), LocalText(id_), TODAY - timedelta(days_ago)), **what)  # type: ignore[arg-type]  # any field


def test_days_are_counted_backwards_from_the_opening() -> None:
    found = {planned.kind: planned.due_on for planned in dated(TRIP, TAKING)}
    assert found["trip.approval"] == OPENS - timedelta(90)
    assert found["trip.thanks"] == OPENS + timedelta(12)


def test_a_template_makes_a_task_for_the_mission_each_firm_or_each_delegate() -> None:
    every = [planned for template in SHIPPED for planned in dated(template, TAKING)]
    for template in SHIPPED:
        for line in template.tasks:
            made = [planned.whom for planned in every if planned.kind == f"{template.code}.{line.code}"]
            assert made == {About.MISSION: [""], About.FIRM: ["E01", "E02"], About.DELEGATE: ["D01"]}[line.about]


def test_every_shipped_task_is_said_in_three_languages_and_every_rule_has_its_source() -> None:
    for template in SHIPPED:
        for line in template.tasks:
            rule = template.rule(line)
            for language in Language:
                assert say(template.title_of(line), language)
                assert rule is None or say(rule, language)
            assert (rule is None) == (line.source is None)
            if line.source is not None:
                assert line.source.address.startswith("https://")


def test_visas_are_shown_by_a_note_alone() -> None:
    lines = [line for template in SHIPPED for line in template.tasks if "visa" in line.code or "appl" in line.code]
    assert {line.evidence for line in lines} == {Evidence.NOTE}


def test_taking_a_template_again_adds_only_what_is_missing() -> None:
    there = [planned.id for planned in dated(TRIP, TAKING)]
    assert dated(TRIP, TAKING, there) == ()
    more = dated(TRIP, replace(TAKING, delegates=("D01", "D02")), there)
    assert {planned.whom for planned in more} == {"D02"}


def test_the_organisation_moves_any_day() -> None:
    moved = date(2027, 1, 1)
    found = dated(TRIP, replace(TAKING, moved={"visa": moved}))
    assert [planned.due_on for planned in found if planned.kind == "trip.visa"] == [moved]


def test_a_template_suits_its_countries_and_kinds() -> None:
    assert SCHENGEN.suits(CountryCode("DE"), TripKind.FAIR)
    assert not SCHENGEN.suits(CountryCode("RU"), TripKind.FAIR)
    assert [template.code for template in SHIPPED if not template.suits(CountryCode("RU"), TripKind.CALLS)] == [
        "fair",
        "schengen",
    ]


def test_where_a_task_came_from_is_found_again() -> None:
    assert origin("trip.visa") == (
        TRIP,
        next(template_task for template_task in TRIP.tasks if template_task.code == "visa"),
    )
    assert (origin("trip.nothing"), origin("x.y"), origin(""), template_named("x")) == (None, None, None, None)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.NOT_NEEDED])
def test_what_is_closed_is_never_late(state: TaskState) -> None:
    closed = task("K", 9, state=state)
    assert (closed.days_late(TODAY), late([closed], TODAY), due([closed], TODAY - timedelta(9))) == (0, (), ())


def test_due_today_is_not_late_and_a_day_after_it_is() -> None:
    today, yesterday = task("K1", 0), task("K2", 1)
    assert late([today, yesterday], TODAY) == (yesterday,)
    assert due([today, yesterday], TODAY) == (today,)


def test_what_is_late_for_long_is_passed_on() -> None:
    overdue = task("K", 3, escalate_after_days=3)
    assert is_escalated(overdue, TODAY)
    assert not is_escalated(overdue, TODAY - timedelta(1))
    assert not is_escalated(replace(overdue, escalate_after_days=None), TODAY)
    assert not is_escalated(task("K", 0, escalate_after_days=0), TODAY)


def named(_task: Task, owner: str) -> tuple[str, ...]:
    return (owner,)


def test_each_receiver_has_one_reminder_and_hears_of_a_task_once() -> None:
    mine = task("K1", 5, escalate_after_days=2, escalate_to=Owner.OFFICER.value)
    theirs = task("K2", 5, owner="a@example.org", escalate_after_days=2)
    soon = task("K3", -2)
    assert escalate([mine, theirs, soon], TODAY, named) == (
        Reminder("a@example.org", (theirs,)),
        Reminder("manager", (), (theirs,)),
        Reminder("officer", (mine,), (), (soon,)),
    )


def test_what_is_only_soon_is_no_reason_to_write() -> None:
    assert escalate([task("K", -1)], TODAY, named) == ()


DAYS = st.integers(-30, 30)


@given(
    st.lists(st.tuples(DAYS, st.sampled_from(TaskState), st.sampled_from(("a", "b")), st.none() | st.integers(1, 9)))
)
def test_every_late_task_reaches_its_owner_exactly_once(rows: list[tuple[int, TaskState, str, int | None]]) -> None:
    tasks = [
        task(f"K{number}", days, state=state, owner=owner, escalate_after_days=after, escalate_to="b")
        for number, (days, state, owner, after) in enumerate(rows)
    ]
    found = escalate(tasks, TODAY, named)
    assert len({reminder.to for reminder in found}) == len(found)
    reminded = [(reminder.to, task.id) for reminder in found for task in (*reminder.late, *reminder.escalated)]
    assert len(set(reminded)) == len(reminded)
    assert {(overdue.owner, overdue.id) for overdue in late(tasks, TODAY)} <= set(reminded)
