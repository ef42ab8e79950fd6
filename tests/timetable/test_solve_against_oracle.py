import pytest

from tearoad.timetable import search
from tearoad.timetable.check import check
from tearoad.timetable.objectives import MAXIMISED
from tearoad.timetable.plan import Status
from tearoad.timetable.solve import solve
from tests.timetable.oracle import Oracle
from tests.timetable.small_problems import small_problem


@pytest.mark.parametrize("hundred", range(5))
def test_on_small_problems_every_level_equals_what_trying_everything_finds(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        problem = small_problem(seed)
        plan = solve(problem, seed=seed)
        assert check(problem, plan) == (), seed
        assert tuple(level.value for level in plan.levels) == Oracle(problem).best(), seed
        assert {level.status for level in plan.levels} == {Status.OPTIMAL}, seed


@pytest.mark.parametrize("forty", range(3))
def test_the_way_of_large_problems_finds_the_same(forty: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "SMALL", -1)
    for seed in range(40 * forty, 40 * forty + 40):
        problem = small_problem(seed)
        plan = solve(problem, seed=seed)
        assert check(problem, plan) == (), seed
        assert tuple(level.value for level in plan.levels) == Oracle(problem).best(), seed
        assert {level.status for level in plan.levels} == {Status.OPTIMAL}, seed


def test_where_days_are_left_to_moves_alone_no_rule_is_broken_and_no_bound_too_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "SMALL", -1)
    monkeypatch.setattr(search, "VAST", 0)
    for seed in range(60):
        problem = small_problem(seed)
        plan = solve(problem, seed=seed)
        assert check(problem, plan) == (), seed
        for level, best in zip(plan.levels, Oracle(problem).best(), strict=True):
            assert level.bound >= best if level.objective in MAXIMISED else level.bound <= best, (seed, level)
            if level.value != best:
                break
