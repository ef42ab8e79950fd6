"""Large problems whose interpreters are planned as crews."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.mission import Objective, Walk
from tearoad.timetable.check import check
from tearoad.timetable.plan import Plan, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad_lab.timetable.missions import Format, mission

FIRST = (Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS)


def values(plan: Plan) -> dict[Objective, int]:
    return {level.objective: level.value for level in plan.levels}


@pytest.mark.parametrize("kind", list(Format))
def test_the_first_levels_of_a_generated_mission_are_proved(kind: Format) -> None:
    problem = replace(mission(kind, 15, 3), objectives=FIRST)
    plan = solve(problem, time_limit_s=60)
    assert check(problem, plan) == ()
    assert [level.status for level in plan.levels] == [Status.OPTIMAL] * 3


def test_what_is_reached_after_peoples_days_counts_too() -> None:
    """The members of crews have names once waiting counts; later levels still change the plan."""
    problem = replace(mission(Format.OFF_SITE, 20, 1), objectives=(Objective.MUSTS, Objective.IDLE))
    more = replace(problem, objectives=(*problem.objectives, Objective.VALUE))
    plan, then = solve(problem, work=1), solve(more, work=2)
    assert check(more, then) == ()
    value = sum(problem.lookup.wish[meeting.wish].value for meeting in plan.meetings)
    assert values(then)[Objective.VALUE] >= value


def test_the_bound_of_waiting_rises() -> None:
    """A search day by day, or for better plans, leaves it at 0."""
    days = (Objective.MUSTS, Objective.VALUE, Objective.IDLE)
    plan = solve(replace(mission(Format.OFF_SITE, 9, 3), objectives=days), work=1.5)
    assert 0 < plan.levels[-1].bound <= plan.levels[-1].value


def offices_all_over_town(problem: Problem) -> Problem:
    """Every office a ride from every other, no two alike."""
    ids = [place.id for place in problem.places]
    ways = (
        Walk(here, there, 15 + (7 * nth + 3 * other) % 30)
        for nth, here in enumerate(ids)
        for other, there in enumerate(ids)
        if nth < other
    )
    return replace(problem, places=tuple(replace(place, zone="") for place in problem.places), walks=tuple(ways))


def test_offices_all_over_town_are_planned_in_time() -> None:
    problem = replace(offices_all_over_town(mission(Format.OFF_SITE, 30, 1)), objectives=FIRST)
    plan = solve(problem, time_limit_s=20)
    assert check(problem, plan) == ()
    assert values(plan)[Objective.MUSTS] == len(problem.lookup.musts)
