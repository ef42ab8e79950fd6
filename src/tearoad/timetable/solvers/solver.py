"""What every method is asked and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tearoad.timetable.solvers.linear import Stand, Whole


def never() -> bool:
    """Nobody asks to stop."""
    return False


def unheard(worth: int, bound: int) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a method may take, and who may end it early."""

    seconds: float
    """Wall-clock limit: a safety. What is cut here may differ from run to run; what ends before does not."""
    work: float
    """Limit in the method's own, repeatable measure of work, roughly seconds on one core."""
    seed: int = 0
    stop: Callable[[], bool] = never
    heard: Callable[[int, int], None] = unheard
    """Told each better worth with the bound of that moment."""


@dataclass(frozen=True, slots=True)
class Answer:
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

    def __call__(self, stand: Stand, start: Whole, effort: Effort) -> Answer:
        """Return values at least as good as `start`, which keeps all limits."""
