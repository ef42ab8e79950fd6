from __future__ import annotations

import numpy as np
import pytest

from tearoad.bench.timetable.missions import Format, mission
from tearoad.mission import Objective
from tearoad.timetable.bounds import LevelReached, least_spread
from tearoad.timetable.objectives import measure
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots


@pytest.mark.parametrize("kind", [Format.TABLE, Format.OFF_SITE])
def test_the_spread_of_a_small_mission_is_proved(kind: Format) -> None:
    problem = mission(kind, 10, 1)
    search = Search(problem)
    for objective in (Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS):
        search.improve(objective, Effort(600, 20))
    reached = search.improve(Objective.SPREAD, Effort(600, 5))
    assert reached.bound == measure(Objective.SPREAD, problem, search.meetings) > 0


def test_where_the_worst_served_may_have_everything_no_work_is_done_for_the_bound() -> None:
    problem = mission(Format.TABLE, 10, 1)
    effort = Effort(600, 5)
    ways, start = candidates(problem, Spots(problem)), np.zeros(0, np.int64)
    assert least_spread(problem, ways, Model(), start, value=LevelReached({}, 0), worst=0, effort=effort) == 0
    assert effort.meter.work == 0
