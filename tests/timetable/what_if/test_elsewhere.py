"""Many plans at once: what is planned in other processes is what would have been planned here."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from lab.tests.matchmaking.events import small_event
from tearoad.timetable.plan import Plan
from tearoad.timetable.solve import solve
from tearoad.timetable.what_if import changes_for
from tearoad_lab.matchmaking import Event, fewest_breaks
from tests.timetable.small_problems import small_problem

WORK = 2.0


def found_in(plans: Sequence[Plan]) -> list[object]:
    """What plans say, but for the seconds that they took."""
    return [(plan.meetings, [(level.objective, level.value, level.bound) for level in plan.levels]) for plan in plans]


def placed(event: Event) -> tuple[tuple[int, ...] | None, int]:
    answer = fewest_breaks(event)
    return answer.plan, answer.bound


def test_two_other_processes_plan_what_if_questions_to_the_same_end() -> None:
    problem = small_problem(5)
    changed = [problem, *(change.applied(problem) for change in changes_for(problem)[:3])]
    events = [small_event(seed) for seed in range(6)]
    planned = partial(solve, work=WORK)
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as elsewhere:
        plans, answers = elsewhere.map(planned, changed), elsewhere.map(placed, events)
        assert found_in([*plans]) == found_in([*map(planned, changed)])
        assert [*answers] == [*map(placed, events)]
