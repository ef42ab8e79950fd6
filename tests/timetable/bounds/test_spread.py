from __future__ import annotations

import pytest

from tearoad.bench.timetable.missions import Format, mission
from tearoad.mission import Objective
from tearoad.timetable.objectives import measure
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.solver import Effort


@pytest.mark.parametrize("kind", [Format.TABLE, Format.OFF_SITE])
def test_the_spread_of_a_small_mission_is_proved(kind: Format) -> None:
    problem = mission(kind, 10, 1)
    search = Search(problem)
    for objective in (Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS):
        search.improve(objective, Effort(600, 20))
    reached = search.improve(Objective.SPREAD, Effort(600, 5))
    assert reached.bound == measure(Objective.SPREAD, problem, search.meetings) > 0
