"""Enough people, and yet nobody where they are needed: who is named at the stand cannot be at a table in between."""

from dataclasses import replace

from tearoad.timetable.check import check
from tearoad.timetable.explain import explain
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Person, Problem
from tearoad.timetable.repair import repair
from tearoad.timetable.rules import broken
from tearoad.timetable.rules.seats import somebody_can_be_at_each_meeting
from tearoad.timetable.solve import solve
from tearoad.values import PersonId, WishId
from tests.timetable.tiny import B0, B1, B2, E0, P0, S0, T0, at, tiny, wish

Q0 = PersonId("Q0")


def day(first: PersonId, then: PersonId) -> Problem:
    """Return a firm of two: one is asked for at the stand, somebody at a table, one at the stand again."""
    of_two = replace(tiny(), persons=(*tiny().persons, Person(Q0, E0)))
    wishes = (
        replace(wish("W0", buyer=B0), person=first, starts=frozenset({0}), places=(S0,)),
        replace(wish("W1", buyer=B1), starts=frozenset({1}), places=(T0,)),
        replace(wish("W2", buyer=B0), person=then, starts=frozenset({2}), places=(S0,)),
        replace(wish("W3", buyer=B2), starts=frozenset({4}), places=(S0,)),
    )
    return replace(of_two, wishes=wishes)


ALL_THREE = (at("W0", 0), at("W1", 1, T0), at("W2", 2))


def said(problem: Problem, *meetings: Meeting) -> list[tuple[str, int]]:
    found = somebody_can_be_at_each_meeting(problem, meetings)
    return [(violation.text.code, len(violation.meetings)) for violation in found]


def test_who_is_at_the_table_is_neither_of_those_named_before_and_after() -> None:
    assert said(day(P0, Q0), *ALL_THREE) == [("timetable.no_seat", 3)]
    assert [violation.text.code for violation in broken(day(P0, Q0), ALL_THREE)] == ["timetable.no_seat"]
    assert said(day(P0, P0), *ALL_THREE) == []
    for gone in range(3):
        assert said(day(P0, Q0), *(meeting for n, meeting in enumerate(ALL_THREE) if n != gone)) == []


def test_a_plan_holds_what_can_be_held_and_proves_it() -> None:
    problem = day(P0, Q0)
    plan = solve(problem)
    assert check(problem, plan) == ()
    assert len(plan.meetings) == 3
    assert {(level.value, level.bound) for level in plan.levels if level.objective == "value"} == {(30, 30)}
    assert len(solve(day(P0, P0)).meetings) == 4


def test_a_plan_that_nobody_can_be_at_any_more_is_mended_with_proof() -> None:
    stuck = repair(day(P0, Q0), ALL_THREE).proposals[0]
    assert broken(day(P0, Q0), stuck.meetings) == ()
    assert (len(stuck.given_up), stuck.proved) == (1, True)
    moved = day(P0, Q0)
    later = tuple(replace(old, starts=frozenset({1, 4})) if old.id == "W1" else old for old in moved.wishes)
    free = repair(replace(moved, wishes=later), ALL_THREE).proposals[0]
    assert (free.given_up, free.changed, free.proved) == ((), ("W1",), True)
    assert at("W1", 4, T0) in free.meetings


def test_what_is_left_out_for_want_of_a_seat_names_those_in_the_way_and_a_trade_that_holds() -> None:
    (found,) = explain(day(P0, Q0), Plan(ALL_THREE[:2]), only=[WishId("W2")])
    assert [(obstacle.text.code, obstacle.ways) for obstacle in found.obstacles] == [("timetable.why_seat", 1)]
    assert found.trade is not None
    (gone,) = found.trade.gives_way
    left = [meeting for meeting in ALL_THREE if meeting.wish != gone]
    assert found.trade.meeting in left
    assert broken(day(P0, Q0), left) == ()
