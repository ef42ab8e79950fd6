"""Exchanges and the solver at work on one plan at once: whichever needs less work to settle it decides.

Work is counted, so that this is the same on one core and on two, whoever is done first by the clock.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from tearoad_lab.matchmaking.annealing import Annealing
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.matchmaking.effort import Effort
from tearoad_lab.matchmaking.growing import CONFLICTS_A_SECOND

_LOOK_S = 0.02


class SideBySide:
    """What exchanges found in a turn, as the solver's thread sees it."""

    def __init__(
        self, annealing: Annealing, effort: Effort, value_of: Callable[[Sequence[int]], int | None], bound: int
    ) -> None:
        """Look at nothing yet. `value_of` returns all breaks where they are fair, `bound` is the fewest possible."""
        self._annealing, self._effort, self._value_of, self._bound = annealing, effort, value_of, bound
        self._done = self._found_after = self._proved_after = 0.0
        self.best: Checkpoint | None = None
        """The best fair plan of exchanges, if there is a better one than before."""
        self.value = math.inf
        self.settled_after = math.inf
        """The work after which exchanges had a plan with no more breaks than the bound, and that was proved."""

    def is_solver_to_end(self, conflicts: int) -> bool:
        """Whether nothing is won by more than so many conflicts: it is settled, or time to end."""
        return self._is_to_end() or conflicts > CONFLICTS_A_SECOND * self.settled_after

    def hear_bound(self, bound: int, conflicts: int) -> None:
        """Hear from the solver that no plan has fewer breaks, proved after so many conflicts."""
        if bound > self._bound:
            self._bound, self._proved_after = bound, conflicts / CONFLICTS_A_SECOND
            self._settle()

    def wait(self, work: float) -> None:
        """Wait until exchanges have settled it, or done so much work, or all of theirs."""
        while not self._annealing.wait(_LOOK_S):
            if self._is_to_end() or self._done >= work:
                self._annealing.end()
        self._look()

    def _is_to_end(self) -> bool:
        self._look()
        return self._effort.over

    def _look(self) -> None:
        for found in self._annealing.look():
            self._done = found.work
            if not found.was_ended:
                self._effort.kept(found.reached)
            value = self._value_of(found.breaks)
            if value is not None and value < self.value:
                self.best, self.value, self._found_after = found.reached, value, found.work
                self._effort.heard(value, self._bound)
            self._settle()

    def _settle(self) -> None:
        if self.value <= self._bound and self.settled_after == math.inf:
            self.settled_after = max(self._found_after, self._proved_after)
            self._annealing.end()
