import sys
from pathlib import Path

import pytest

from tearoad.timetable.check import check
from tearoad.timetable.plan import Status
from tearoad.timetable.solve import solve

sys.path.insert(0, str(Path(__file__).parent))
from oracle import Oracle  # noqa: E402  # stands beside this file
from small_problems import small_problem  # noqa: E402  # the same


@pytest.mark.parametrize("hundred", range(5))
def test_on_small_problems_every_level_equals_what_trying_everything_finds(hundred: int) -> None:
    for seed in range(100 * hundred, 100 * hundred + 100):
        problem = small_problem(seed)
        plan = solve(problem, seed=seed)
        assert check(problem, plan) == (), seed
        assert tuple(level.value for level in plan.levels) == Oracle(problem).best(), seed
        assert {level.status for level in plan.levels} == {Status.OPTIMAL}, seed
