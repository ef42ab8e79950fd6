"""What a level is and what it is built on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.linear import Model

Chosen = frozenset[int]
"""Positions of the chosen candidates."""
Complete = Callable[[Chosen], list[int]]


@dataclass(frozen=True, slots=True)
class Level:
    """A goal, always maximised: the objective's value is `constant + sign x worth`."""

    goal: dict[int, int]
    complete: Complete
    """The values of the level's own columns, once the meetings are chosen."""
    sign: int = 1
    constant: int = 0

    def value(self, worth: int) -> int:
        """Return the objective's value for a worth of the goal."""
        return self.constant + self.sign * worth

    def worth(self, value: int) -> int:
        """Return the worth of the goal for a value of the objective."""
        return (value - self.constant) * self.sign


@dataclass(frozen=True, slots=True)
class Ground:
    """What levels are built on: the problem, its candidates, and the model that already holds the rules."""

    problem: Problem
    candidates: tuple[Candidate, ...]
    model: Model
    crews: Crews
