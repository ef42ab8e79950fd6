"""Shift planned meetings to other times, places and interpreters so that people's days go better.

What is held stays held: only when and with whom is changed. A meeting moves to another of its ways, drawn at random;
when exactly one other meeting stands there, that one may move out of the way too, also in a chain that goes to and fro
between two hours (as Kempe's chains of two colours), and two at the same time may exchange their interpreters. Steps
that change nothing are taken as well, so that the plan can drift to where the next improvement is (threshold accepting
with threshold 0; Dueck and Scheuer 1990). Where that brings nothing for long, it begins anew with other numbers drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.held import Held
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.shifts import (
    LINKS,
    TRACKED,
    TRIES,
    replace_all,
    shift_some,
    shuffle,
    squeeze_some,
)
from tearoad.timetable.solvers.solver import Effort, Running
from tearoad.timetable.solvers.tallies import firsts, tallies

WORK_A_LOOK, WORK_A_STEP = 5e-7, 6e-9
"""What it costs to look at a way, and to count on one part or slot of what the objectives come to."""
LOOKS = 100_000
"""After so many the clock is looked at."""
PATIENCE, ATTEMPTS = 60, 20
"""Rounds without gain after which shifting begins anew, and so many beginnings without gain end it."""
LONGER, LEAST_WORK = 2.0, 0.5
"""Shifting ends when the last gain is older than that: of the work up to it so many times; so much work at least."""
GROWING_PATIENCE = 100
"""Rounds without gain after which nothing more is squeezed in: each looks at all ways of the wishes left out."""
UNCOUNTED = 2**62
"""What an objective may come to that is not asked for."""


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
        self._objectives = objectives
        self._tallies = tallies(objectives, problem, candidates, crews or Crews(problem, alone=True))
        self._held = _nothing_held(problem, candidates, packing, len(objectives))
        self._hold(chosen)

    @property
    def chosen(self) -> frozenset[int]:
        """The columns of the plan in hand."""
        return frozenset(self._held.held[self._held.held >= 0].tolist())

    @property
    def cost(self) -> tuple[int, ...]:
        """What each objective comes to now."""
        return tuple(self._tallies.cost.tolist())

    def improve(self, fixed: frozenset[int], effort: Effort, objective: Objective | None = None) -> frozenset[int]:
        """Shift meetings, never from or to the `fixed` ways, so that the objectives up to one (the last) become better.

        Those after it are not asked for. Repeatable for a seed unless the wall clock cuts it.
        """
        running = self._begun(fixed, effort)
        goal = len(self._objectives) - 1 if objective is None else self._objectives.index(objective)
        self._held.most[goal + 1 :] = UNCOUNTED
        start = best = self.chosen
        least, without_gain = self.cost[: goal + 1], 0
        begun_at = gained_at = effort.meter.work
        is_over = not any(least)
        while not is_over:
            is_over = self._shift_until_patience_ends(goal, running)
            cost = self.cost[: goal + 1]
            if cost < least:
                without_gain, gained_at = 0, effort.meter.work
            else:
                without_gain += 1
            if cost <= least:
                best, least = self.chosen, cost
            is_long = effort.meter.work - begun_at > max(LEAST_WORK, LONGER * (gained_at - begun_at))
            is_over = is_over or is_long or without_gain == ATTEMPTS or not any(least)
            before = self._work()
            self._hold(best if is_over else start)
            running.effort.meter.spend(self._work() - before)
        return self.chosen

    def _shift_until_patience_ends(self, goal: int, running: Running) -> bool:
        """Shift meetings until nothing was gained for some rounds; say whether that was enough of all."""
        order, without_gain = np.flatnonzero(self._held.held >= 0), 0
        while without_gain < PATIENCE and any(self.cost[: goal + 1]):
            before = self.cost[: goal + 1]
            shuffle(order, len(order), self._held.dice)
            if self._is_over(partial(shift_some, self._held, self._tallies, order, goal), len(order), running):
                return True
            without_gain = 0 if self.cost[: goal + 1] < before else without_gain + 1
        return False

    def _hold(self, plan: frozenset[int]) -> None:
        """Go to another plan; from then on no step is worse than that."""
        now = self.chosen
        taken, put = (np.array(sorted(columns), np.int64) for columns in (now - plan, plan - now))
        replace_all(self._held, self._tallies, taken, put)
        counted = self._held.most != UNCOUNTED
        self._held.most[counted] = self._tallies.cost[counted]

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
        while without_gain < GROWING_PATIENCE and len(out := dearest[held.held[dearest] < 0]):
            before = self._worth()
            if self._is_over(partial(squeeze_some, held, self._tallies, out), len(out), running):
                break
            gained = self._worth() > before
            order = np.flatnonzero(held.held >= 0)
            if self._is_over(partial(shift_some, held, self._tallies, order, len(self.cost) - 1), len(order), running):
                break
            without_gain = 0 if gained else without_gain + 1
        return self.chosen

    def _begun(self, fixed: frozenset[int], effort: Effort) -> Running:
        self._held.allowed[:] = True
        self._held.allowed[sorted(fixed)] = False
        self._held.most[:] = self._tallies.cost
        self._held.dice[0] = 1 + (effort.seed * 2654435761 + 88172645463325252) % (2**32 - 1)
        return effort.begun()

    def _worth(self) -> int:
        return int(self._held.value[self._held.held >= 0].sum())

    def _is_over(self, some: Callable[[int, int], int], count: int, running: Running) -> bool:
        """Go through so many wishes, counting what is done; say whether that was enough of all."""
        nth = 0
        while nth < count:
            if running.is_over:
                return True
            before = self._work()
            nth = some(nth, max(1, min(LOOKS, int(running.work / WORK_A_LOOK))))
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
    time_and_place = _numbered((candidate.wish.id, candidate.start, candidate.spot) for candidate in candidates)
    way = np.lexsort((time_and_place, wish))  # a wish's ways stay in the order of its preferences
    same_first, same_end = _alike(time_and_place[way])
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
        way=way,
        held=np.full(len(number), -1, np.int64),
        value=np.array([wanted.value for wanted in problem.wishes], np.int64),
        musts=np.array([wanted.id in problem.lookup.musts for wanted in problem.wishes], np.bool_),
        allowed=np.ones(len(candidates), np.bool_),
        dice=np.ones(1, np.int64),
        looks=np.zeros(1, np.int64),
        same_first=same_first[np.argsort(way)],
        same_end=same_end[np.argsort(way)],
        interpreter=_numbered(candidate.interpreter for candidate in candidates),
        start=np.array([candidate.start for candidate in candidates], np.int64),
        escapes=np.empty(TRIES, np.int64),
        displaced=np.empty(LINKS, np.int64),
        displacing=np.empty(LINKS, np.int64),
        most=np.zeros(costs, np.int64),
    )


def _numbered(of: Iterable[Hashable]) -> Whole:
    """Return a number for each thing, the same for the same."""
    number: dict[Hashable, int] = {}
    return np.array([number.setdefault(key, len(number)) for key in of], np.int64)


def _alike(ordered: Whole) -> tuple[Whole, Whole]:
    """Return, of each place in an order, where those begin and end that are the same."""
    changes = np.diff(ordered, prepend=-1) != 0
    begins = np.flatnonzero(changes)
    number = np.cumsum(changes) - 1
    return begins[number], np.append(begins[1:], len(changes))[number]
