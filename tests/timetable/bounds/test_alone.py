"""What everybody needs whatever the others do, against plans of generated missions and of all small problems."""

from __future__ import annotations

import pytest

from tearoad.bench.timetable.missions import Format, mission
from tearoad.mission import Objective
from tearoad.timetable.objectives import measure
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.solver import Effort

COUNTED = (Objective.INTERPRETER_CHANGES, Objective.PLACE_CHANGES, Objective.WALKING)


@pytest.mark.parametrize("kind", list(Format))
@pytest.mark.parametrize("seed", [1, 2])
def test_a_plan_of_the_value_held_never_goes_below(kind: Format, seed: int) -> None:
    problem = mission(kind, 10, seed)
    search = Search(problem)
    found = {}
    for objective in (Objective.MUSTS, Objective.VALUE, Objective.FAIRNESS, *COUNTED):
        found[objective] = search.improve(objective, Effort(600, 1.0)).bound
    reached = {one: measure(one, problem, search.meetings) for one in COUNTED}
    assert all(found[one] <= reached[one] for one in COUNTED)
    assert (
        found[Objective.INTERPRETER_CHANGES]
        >= len({wish.exporter for wish in problem.wishes if wish.interpreting}) // 2
    )
