from __future__ import annotations

import numpy as np
import pytest

from tearoad.mission import Objective
from tearoad.timetable.bounds import LevelReached, least_spread, least_worst
from tearoad.timetable.objectives import measure
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.limits import Limits, model_of
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission


@pytest.mark.parametrize("kind", [Format.TABLE, Format.OFF_SITE])
def test_the_spread_of_a_small_mission_is_proved(kind: Format) -> None:
    problem = mission(kind, 10, 1)
    search = Search(problem)
    for objective in (Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS):
        search.improve(objective, Effort(600, 20))
    search.improve(Objective.SPREAD, Effort(600, 5))
    assert search.bounds()[Objective.SPREAD] == measure(Objective.SPREAD, problem, search.meetings) > 0


def test_where_the_worst_served_may_have_everything_no_work_is_done_for_the_bound() -> None:
    problem = mission(Format.TABLE, 10, 1)
    effort = Effort(600, 5)
    ways, start = candidates(problem, Spots(problem)), np.zeros(0, np.int64)
    assert least_spread(problem, ways, Model(), start, value=LevelReached({}, 0), worst=0, effort=effort) == 0
    assert effort.meter.work == 0


@pytest.mark.parametrize("kind", [Format.TABLE, Format.OFF_SITE])
def test_how_the_worst_served_is_served_is_proved_without_knowing_anything(kind: Format) -> None:
    problem = mission(kind, 8, 2)
    search = Search(problem)
    for objective in (Objective.MUSTS, Objective.VALUE):
        search.improve(objective, Effort(600, 5))
    value = sum(wish.value for wish in problem.wishes if wish.id in {meeting.wish for meeting in search.meetings})
    search.improve(Objective.FAIRNESS, Effort(600, 5))
    worst = measure(Objective.FAIRNESS, problem, search.meetings)
    ways = candidates(problem, Spots(problem))
    rules = model_of(Limits(problem, Spots(problem), ways).all(), len(ways))
    goal = {column: way.wish.value for column, way in enumerate(ways)}
    held, start = LevelReached(goal, value), np.zeros(len(ways), np.int64)
    known, effort = range(1001), Effort(600, 50)
    assert least_worst(problem, ways, rules, start, value=held, known=known, effort=effort) == worst > 0
