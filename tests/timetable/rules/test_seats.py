"""Enough people, and yet nobody where they are needed: who is named at the stand cannot be at a table in between."""

from dataclasses import replace

from tearoad.timetable.check import check
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Person, Problem
from tearoad.timetable.rules import broken
from tearoad.timetable.rules.seats import somebody_can_be_at_each_meeting
from tearoad.timetable.solve import solve
from tearoad.values import PersonId
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
    return [(one.text.code, len(one.meetings)) for one in found]


def test_who_is_at_the_table_is_neither_of_those_named_before_and_after() -> None:
    assert said(day(P0, Q0), *ALL_THREE) == [("timetable.no_seat", 3)]
    assert [one.text.code for one in broken(day(P0, Q0), ALL_THREE)] == ["timetable.no_seat"]
    assert said(day(P0, P0), *ALL_THREE) == []
    for gone in range(3):
        assert said(day(P0, Q0), *(one for n, one in enumerate(ALL_THREE) if n != gone)) == []


def test_a_plan_holds_what_can_be_held_and_proves_it() -> None:
    problem = day(P0, Q0)
    plan = solve(problem)
    assert check(problem, plan) == ()
    assert len(plan.meetings) == 3
    assert {(one.value, one.bound) for one in plan.levels if one.objective == "value"} == {(30, 30)}
    assert len(solve(day(P0, P0)).meetings) == 4
