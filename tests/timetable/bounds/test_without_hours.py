"""A bound that leaves hours aside, against what trying everything finds and against plans of generated missions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tearoad.mission import Objective, Walk
from tearoad.timetable.bounds import BOUNDED, LevelsAbove, Prices, certify, least_without_hours
from tearoad.timetable.bounds.without_hours import ShortestWays
from tearoad.timetable.objectives import counted, measure
from tearoad.timetable.problem import Problem
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limits, model_of
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission
from tests.timetable.oracle import Oracle
from tests.timetable.small_problems import small_problem


def _above(problem: Problem, best: dict[Objective, int], objective: Objective) -> dict[Objective, int]:
    """Return what the best plan comes to on the levels above one."""
    order = counted(problem)
    return {above: best[above] for above in order[: order.index(objective)]}


def _least(problem: Problem, objective: Objective, levels: dict[Objective, int]) -> int:
    """Return the bound with all ways open, and the prices of the value where it stands above."""
    spots, crews = Spots(problem), Crews(problem)
    ways = candidates(problem, spots, crews)
    rules = model_of(Limits(problem, spots, ways, crews).all(), len(ways))
    rules.goal = {column: way.wish.value for column, way in enumerate(ways)}
    proved = certify(rules.stand(), Effort(600, 10)) if ways else None
    prices = None if proved is None else Prices.of(proved, np.ones(len(ways), np.int64))
    kept, effort = LevelsAbove(levels, prices), Effort(600, 10)
    return least_without_hours(objective, problem, ways, crews, is_open=[1] * len(ways), kept=kept, effort=effort)


@pytest.mark.parametrize("hundred", range(5))
def test_no_best_plan_comes_to_less(hundred: int) -> None:
    met = {True: 0, False: 0}
    for seed in range(100 * hundred, 100 * hundred + 100):
        problem = small_problem(seed)
        best = dict(zip(counted(problem), Oracle(problem).best(), strict=True))
        for objective in set(BOUNDED) & set(best):
            least = _least(problem, objective, _above(problem, best, objective))
            assert least <= best[objective], (seed, objective)
            met[least == best[objective]] += 1
    assert met[True] > met[False]


@pytest.mark.parametrize("kind", list(Format))
def test_no_plan_of_a_mission_comes_to_less_though_its_crews_are_planned_as_one(kind: Format) -> None:
    problem = mission(kind, 12, 1)
    search = Search(problem)
    for objective in counted(problem):
        search.improve(objective, Effort(600, 0.2))
    proved = {objective: bound for objective, bound in search.bounds().items() if objective in BOUNDED}
    assert proved
    for objective, bound in proved.items():
        assert 0 < bound <= measure(objective, problem, search.meetings)


def test_who_walks_through_zones_takes_the_shortest_order_and_passes_others_on_the_way() -> None:
    problem = mission(Format.STAND, 10, 1)
    walks = (Walk("hall 1", "hall 2", 40), Walk("hall 1", "tables", 5), Walk("hall 2", "tables", 10))
    ways = ShortestWays(candidates(problem, Spots(problem)), replace(problem, walks=walks))
    first, second, tables = (("hall 1", ""), ("hall 2", ""), ("tables", ""))
    assert [ways.through(zones) for zones in ((first,), (first, second), (first, second, tables))] == [0, 15, 15]


def test_with_no_work_nothing_is_claimed() -> None:
    problem = mission(Format.DESK, 10, 1)
    crews = Crews(problem)
    ways = candidates(problem, Spots(problem), crews)
    for objective in BOUNDED:
        effort, kept = Effort(600, 0.0), LevelsAbove({Objective.VALUE: 1})
        assert not least_without_hours(
            objective, problem, ways, crews, is_open=[1] * len(ways), kept=kept, effort=effort
        )
