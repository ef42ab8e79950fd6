"""A wish left out that a planned meeting can make room for by moving; tried against the rules alone."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from tearoad.mission import Objective
from tearoad.text import Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.explain import Move, explain
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Pin, Problem, Wish
from tests.timetable.small_problems import small_problem
from tests.timetable.tiny import E1, T0, at, tiny, wish


def possible_meetings(problem: Problem, wanted: Wish) -> list[Meeting]:
    ways = (
        Meeting(wanted.id, start, place, speaker)
        for start in sorted(wanted.starts)
        for place in wanted.places
        for speaker in (None, *problem.lookup.interpreter)
    )
    return [way for way in ways if not rules.broken(problem, (way,))]


def first_fit(problem: Problem, seed: int) -> Plan:
    """A plan as a hurried person makes one: each wish in some order, at the first time that is free."""
    wishes = list(problem.wishes)
    Random(seed).shuffle(wishes)
    meetings: tuple[Meeting, ...] = ()
    for wanted in wishes:
        fitting = (
            meeting for meeting in possible_meetings(problem, wanted) if not rules.broken(problem, (*meetings, meeting))
        )
        meetings = (*meetings, *[meeting for meeting in [next(fitting, None)] if meeting is not None])
    return Plan(meetings)


def changes_by_trying_everything(problem: Problem, plan: Plan, wanted: Wish) -> Iterator[tuple[bool, int]]:
    """Whether a meeting changes its day and by how many slots it moves, for each that makes room by moving."""
    look = problem.lookup
    ways = possible_meetings(problem, wanted)
    for moved in plan.meetings:
        staying = tuple(meeting for meeting in plan.meetings if meeting != moved)
        fitting = [way for way in ways if not rules.broken(problem, (*staying, way))]
        elsewhere = possible_meetings(problem, look.wish[moved.wish]) if fitting else []
        for way in fitting:
            for other in elsewhere:
                if other != moved and not rules.broken(problem, (*staying, way, other)):
                    yield look.day[moved.start] != look.day[other.start], abs(moved.start - other.start)


def test_the_meeting_that_changes_least_is_found_wherever_one_can_move() -> None:
    movable = barred = 0
    for seed in range(300):
        problem = replace(small_problem(seed), objectives=(Objective.MUSTS, Objective.VALUE))
        plan = first_fit(problem, seed)
        for found in explain(problem, plan):
            if found.trade is None or not found.trade.gives_way:
                assert found.move is None
                continue
            changes = list(changes_by_trying_everything(problem, plan, problem.lookup.wish[found.wish]))
            assert _change(problem, plan, found.move) == min(changes, default=None), (seed, found.wish)
            movable += found.move is not None
            barred += found.move is None
    assert (movable > 5, barred > 100) == (True, True)


def _change(problem: Problem, plan: Plan, move: Move | None) -> tuple[bool, int] | None:
    """How much a move changes; the plan with it keeps every rule."""
    if move is None:
        return None
    (before,) = (meeting for meeting in plan.meetings if meeting.wish == move.moved.wish)
    staying = tuple(meeting for meeting in plan.meetings if meeting != before)
    assert rules.broken(problem, (*staying, move.moved, move.meeting)) == ()
    day = problem.lookup.day
    return day[before.start] != day[move.moved.start], abs(before.start - move.moved.start)


def test_a_meeting_that_can_move_is_said_to_move_and_one_that_is_fixed_to_give_way() -> None:
    early = replace(wish("W0"), starts=frozenset({1}), places=(T0,))
    other = replace(wish("W1", E1), places=(T0,))
    problem = tiny(early, other)
    (found,) = explain(problem, Plan((at("W1", 1, T0),)))
    assert found.move == Move(at("W0", 1, T0), at("W1", 0, T0))
    assert found.text == Text(
        "timetable.unplaced_move",
        exporter=Ref(early.exporter),
        buyer=Ref(early.buyer),
        other=rules.pair(other),
        at=problem.slots[0].window.start_at,
        place=Ref(T0),
    )
    (fixed,) = explain(replace(problem, pins=(Pin(other.id, start=1),)), Plan((at("W1", 1, T0),)))
    assert (fixed.move, fixed.text.code) == (None, "timetable.unplaced_trade")
