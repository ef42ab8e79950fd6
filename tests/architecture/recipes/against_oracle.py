"""Whether judge, solver and oracle of the house on the path agree about small problems."""

from __future__ import annotations

from tearoad.timetable.check import check
from tearoad.timetable.solve import solve
from tests.timetable.oracle import Oracle
from tests.timetable.small_problems import small_problem

PROBLEMS = 12

for seed in range(PROBLEMS):
    problem = small_problem(seed)
    plan = solve(problem, seed=seed)
    assert check(problem, plan) == (), seed
    assert tuple(level.value for level in plan.levels) == Oracle(problem).best(), seed
print(f"{PROBLEMS} problems")  # noqa: T201  # what the test looks for
