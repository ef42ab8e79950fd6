"""How a level of the plan is told to a person."""

from __future__ import annotations

from tearoad.mission import Objective
from tearoad.timetable.plan import Level
from tearoad.timetable.problem import Problem


def gap(level: Level) -> float:
    """Return how far a level may be from the best, as a share of the larger of value and bound."""
    return abs(level.bound - level.value) / max(1, abs(level.bound), abs(level.value))


def value_and_bound(level: Level, problem: Problem) -> tuple[int, int]:
    """Return value and bound as a person reads them: of the disturbance, how many people it is.

    The level itself counts people first and, among equals, meetings: people x (meetings told + 1) + meetings.
    """
    if level.objective is Objective.DISTURBANCE:
        unit = len(problem.previous) + 1
        return level.value // unit, level.bound // unit
    return level.value, level.bound
