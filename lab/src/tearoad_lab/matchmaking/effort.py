"""How long a search of an event may go on, and what it answers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tearoad_lab.matchmaking.checkpoint import Checkpoint, unkept
from tearoad_lab.matchmaking.growing import CONFLICTS_A_SECOND


class Outcome(StrEnum):
    """How sure the answer is."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FewestBreaks:
    """The plan with the fewest breaks found, its number of breaks, and how few any plan has at least."""

    outcome: Outcome
    plan: tuple[int, ...] | None
    value: int | None
    bound: int
    seconds: float
    was_cut: bool = False
    """Whether the clock, or somebody, ended it before its work was done: another run may find more."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a search may go on, and who may end it or listens."""

    ends: float
    work: float
    """How much a large event's plan is mended: about so many seconds on two quiet cores, counted."""
    seed: int
    stop: Callable[[], bool]
    heard: Callable[[int, int], None]
    kept: Callable[[Checkpoint], None] = unkept
    """Told where a large event's search is, after each of its rounds."""
    resumed: Checkpoint | None = None
    conflicts: float = math.inf
    """How many conflicts of the solver a proof may take."""
    cuts: list[float] = field(default_factory=list)
    """The limits of the clock that came before the work was done."""

    def until(self, share: float) -> float:
        """Return when a share of the time left is over."""
        now = time.monotonic()
        return now + (self.ends - now) * share

    def is_past(self, limit: float) -> bool:
        """Whether the clock has reached a limit, which then is one of the cuts."""
        is_past = time.monotonic() >= limit
        if is_past:
            self.cuts.append(limit)
        return is_past

    @property
    def over(self) -> bool:
        """Whether it is time to end."""
        return self.stop() or self.is_past(self.ends)

    def cut(self, answer: FewestBreaks) -> FewestBreaks:
        """Return an answer that says whether it was cut."""
        is_open = answer.outcome in {Outcome.FEASIBLE, Outcome.UNKNOWN}
        return replace(answer, was_cut=is_open and (bool(self.cuts) or self.stop()))


def effort_of(
    work: float | None,
    time_limit_s: float,
    seed: int,
    stop: Callable[[], bool],
    heard: Callable[[int, int], None],
) -> Effort:
    """Return the effort that begins now; without `work` it is the clock that ends a proof."""
    conflicts = math.inf if work is None else CONFLICTS_A_SECOND * work
    ends = time.monotonic() + time_limit_s
    return Effort(ends, time_limit_s if work is None else work, seed, stop, heard, conflicts=conflicts)
