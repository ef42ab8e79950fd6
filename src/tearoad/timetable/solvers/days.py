"""Improve a plan one day at a time: everything else stands, that day is planned anew, exactly.

A day is small enough to be solved to the end where the fair is not, and most rules end with the day. (Large
neighbourhood search; Shaw 1998.)
"""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from tearoad.timetable.solvers.linear import Stand, Whole
from tearoad.timetable.solvers.solver import Effort, Solver

WORK_A_DAY = 3.0
"""So much work at most for one day in one round."""


def by_days(stand: Stand, start: Whole, days: Whole, wishes: Whole, effort: Effort, solver: Solver) -> Whole:
    """Return values at least as good as `start`, improved day by day until a whole round brings nothing.

    `days` and `wishes` say for each candidate (the first columns) on which day it stands and whose it is. Repeatable
    for a seed as long as the wall clock does not cut it.
    """
    running = effort.begun()
    dice = random.Random(effort.seed)  # noqa: S311  # the order of days, not a secret
    values, order = start, sorted(set(days.tolist()))
    while True:
        before = stand.worth(values)
        dice.shuffle(order)
        for day in order:
            if running.is_over:
                return values
            once = running.left()
            once = replace(once, work=min(once.work, WORK_A_DAY))
            values = _one_day(stand, values, days == day, wishes, once, solver)
        if stand.worth(values) == before:
            return values


def _one_day(
    stand: Stand, values: Whole, today: np.typing.NDArray[np.bool_], wishes: Whole, effort: Effort, solver: Solver
) -> Whole:
    chosen = values[: len(wishes)] > 0
    placed_elsewhere = np.isin(wishes, wishes[chosen & ~today])
    free = np.ones(stand.width, np.bool_)
    free[: len(wishes)] = today & ~placed_elsewhere
    small, kept = stand.part(free, values)
    answer = solver(small, values[kept], effort)
    better = values.copy()
    better[kept] = answer.values
    return better
