"""What every method is asked and answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from tearoad.timetable.solvers.linear import Stand, Whole


def never() -> bool:
    """Nobody asks to stop."""
    return False


def unheard(worth: int, bound: int) -> None:
    """Nobody listens."""


UNLIMITED_WORK = 1e9
"""Of a method that only the clock cuts."""
UNLIMITED_SECONDS = 1e6
"""Of a method that only its work ends: what it finds is the same at any load."""


class Meter:
    """Counts work in a measure that is the same at any load and on any machine: roughly seconds on one quiet core."""

    def __init__(self) -> None:
        """Begin with nothing done."""
        self.work = self.pivots_a_look = 0.0
        """Done so far; and what the steps of the last search over whole numbers cost from look to look (`highs.py`)."""

    def spend(self, work: float) -> None:
        """Count what a method has done."""
        self.work += work


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a method may do, and who may end it early."""

    seconds: float
    """Wall-clock limit: a safety. What is cut here may differ from run to run; what ends before does not."""
    work: float
    """Limit in the method's own, repeatable measure of work, roughly seconds on one core."""
    seed: int = 0
    meter: Meter = field(default_factory=Meter)
    """Where the method counts what it does."""
    stop: Callable[[], bool] = never
    heard: Callable[[int, int], None] = unheard
    """Told each better worth with the bound of that moment."""

    def begun(self) -> Running:
        """Begin: both limits count from now."""
        return Running(self, self.meter.work + self.work, time.monotonic() + self.seconds)


@dataclass(frozen=True, slots=True)
class Running:
    """An effort on its way."""

    effort: Effort
    until: float
    """What the meter shows at the end."""
    deadline: float
    """When the clock cuts it."""

    @property
    def work(self) -> float:
        """How much may still be done."""
        return self.until - self.effort.meter.work

    @property
    def share(self) -> float:
        """How far it is at least, from 0 to 1: by the work, or by the clock where that will end it sooner."""
        effort, left_s = self.effort, self.deadline - time.monotonic()
        done = max(1 - self.work / max(effort.work, 1e-9), 1 - left_s / max(effort.seconds, 1e-9))
        return min(1.0, max(0.0, done))

    @property
    def is_over(self) -> bool:
        """Whether everything was done that may be, the clock cut it, or somebody asked to stop."""
        return self.work <= 0 or time.monotonic() >= self.deadline or self.effort.stop()

    def left(self, share: float = 1.0, least: float = 0.0) -> Effort:
        """Return an effort of a share of what is left of the work and of the time."""
        return replace(
            self.effort,
            seconds=max(0.01, share * (self.deadline - time.monotonic())),
            work=max(least, share * self.work),
        )


@dataclass(frozen=True, slots=True)
class SolverAnswer:
    """The best values found, and a bound that no values exceed. Proved when the two meet."""

    values: Whole
    worth: int
    bound: int

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.worth >= self.bound


class Solver(Protocol):
    """A method that improves values which keep all limits."""

    def __call__(self, stand: Stand, start: Whole, effort: Effort) -> SolverAnswer:
        """Return values at least as good as `start`, which keeps all limits."""
