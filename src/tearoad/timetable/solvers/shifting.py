"""Shift planned meetings to other times, places and interpreters so that people's days go better.

What is held stays held: only when and with whom is changed. A meeting moves to another of its ways; when exactly one
other meeting stands there, that one may move out of the way too. Steps that change nothing are taken as well, so that
the plan can drift to where the next improvement is (threshold accepting with threshold 0; Dueck and Scheuer 1990).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.shifts import TRACKED, Held, put_all, shift_some, shuffle, squeeze_some
from tearoad.timetable.solvers.solver import Effort, Running
from tearoad.timetable.solvers.tallies import Tallies, firsts, tallies

WORK_A_LOOK, WORK_A_STEP = 3e-7, 3e-9
"""What it costs to look at a way, and to count on one part or slot of what the objectives come to."""
LOOKS = 100_000
"""After so many the clock is looked at."""
PATIENCE = 30
"""Rounds without gain after which it ends."""


class Shifting:
    """The plan in hand with what is left under each limit, and what it costs in some objectives."""

    def __init__(
        self,
        problem: Problem,
        candidates: Sequence[Candidate],
        packing: Packing,
        chosen: frozenset[int],
        objectives: Sequence[Objective] = (),
        crews: Crews | None = None,
    ) -> None:
        """Count everything once. Time O(entries of the rules).

        `packing` has the limits in which the candidates are the columns. No step makes the objectives (of `TALLIED`)
        worse, taken in this order.
        """
        self._tallies = tallies(objectives, problem, candidates, crews or Crews(problem, alone=True))
        self._held = _nothing_held(problem, candidates, packing, len(objectives))
        put_all(self._held, self._tallies, np.array(sorted(chosen), np.int64))

    @property
    def chosen(self) -> frozenset[int]:
        """The columns of the plan in hand."""
        return frozenset(self._held.held[self._held.held >= 0].tolist())

    @property
    def cost(self) -> tuple[int, ...]:
        """What each objective comes to now."""
        return tuple(self._tallies.cost.tolist())

    def improve(self, fixed: frozenset[int], effort: Effort) -> frozenset[int]:
        """Shift meetings, never from or to the `fixed` ways, so that the objectives become better.

        Repeatable for a seed unless the wall clock cuts it.
        """
        running = self._begun(fixed, effort)
        order = np.flatnonzero(self._held.held >= 0)
        without_gain = 0
        while without_gain < PATIENCE and any(self.cost):
            before = self.cost
            shuffle(order, len(order), self._held.dice)
            if self._is_over(shift_some, order, running):
                break
            without_gain = 0 if self.cost < before else without_gain + 1
        return self.chosen

    def grow(self, fixed: frozenset[int], effort: Effort, *, musts_alone: bool = False) -> frozenset[int]:
        """Make room for wishes left out: one meeting steps aside, or gives way where it is worth less.

        Meetings in `fixed` and musts never give way; where `musts_alone`, all others are worth nothing. Meetings are
        also shifted at random in between, which opens room.
        """
        running, held = self._begun(fixed, effort), self._held
        held.value[:] = np.where(held.musts, held.value.sum() + 1, 0 if musts_alone else held.value)
        dearest = np.argsort(-held.value, kind="stable")
        dearest = dearest[held.value[dearest] > 0]
        without_gain = 0
        while without_gain < PATIENCE and len(out := dearest[held.held[dearest] < 0]):
            before = self._worth()
            if self._is_over(squeeze_some, out, running):
                break
            gained = self._worth() > before
            if self._is_over(shift_some, np.flatnonzero(held.held >= 0), running):
                break
            without_gain = 0 if gained else without_gain + 1
        return self.chosen

    def _begun(self, fixed: frozenset[int], effort: Effort) -> Running:
        self._held.allowed[:] = True
        self._held.allowed[sorted(fixed)] = False
        self._held.dice[0] = 1 + (effort.seed * 2654435761 + 88172645463325252) % (2**32 - 1)
        return effort.begun()

    def _worth(self) -> int:
        return int(self._held.value[self._held.held >= 0].sum())

    def _is_over(self, some: Callable[[Held, Tallies, Whole, int, int], int], wishes: Whole, running: Running) -> bool:
        """Go through the wishes in this order, counting what is done; say whether that was enough of all."""
        nth = 0
        while nth < len(wishes):
            if running.is_over:
                return True
            before = self._work()
            most = max(1, min(LOOKS, int(running.work / WORK_A_LOOK)))
            nth = some(self._held, self._tallies, wishes, nth, most)
            running.effort.meter.spend(self._work() - before)
        return False

    def _work(self) -> float:
        """Return what was done so far."""
        return WORK_A_LOOK * float(self._held.looks[0]) + WORK_A_STEP * float(self._tallies.steps[0])


def _nothing_held(problem: Problem, candidates: Sequence[Candidate], packing: Packing, costs: int) -> Held:
    rules, entries = packing.rules, packing.entries
    room = np.minimum(rules.most, np.diff(rules.start))
    number = {wish.id: nth for nth, wish in enumerate(problem.wishes)}
    wish = np.array([number[candidate.wish.id] for candidate in candidates], np.int64)
    ways = np.bincount(wish, minlength=len(number)) if len(wish) else np.zeros(len(number), np.int64)
    holder_first = firsts(np.where(room <= TRACKED, room, 0))
    return Held(
        first=entries.first,
        row=entries.row,
        weight=entries.weight,
        left=rules.most.copy(),
        holder_first=holder_first,
        holders=np.empty(holder_first[-1], np.int64),
        holding=np.zeros(rules.height, np.int64),
        wish=wish,
        way_first=firsts(ways),
        way=np.argsort(wish, kind="stable"),
        held=np.full(len(number), -1, np.int64),
        value=np.array([one.value for one in problem.wishes], np.int64),
        musts=np.array([one.id in problem.lookup.musts for one in problem.wishes], np.bool_),
        allowed=np.ones(len(candidates), np.bool_),
        dice=np.ones(1, np.int64),
        looks=np.zeros(1, np.int64),
        order=np.empty(max(ways, default=0), np.int64),
        before=np.empty(costs, np.int64),
    )
