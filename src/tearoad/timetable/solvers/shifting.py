"""Shift planned meetings to other times, places and interpreters so that people's days go better.

What is held stays held: only when and with whom is changed. A meeting moves to another of its ways; when exactly one
other meeting stands there, that one may move out of the way too. Steps that change nothing are taken as well, so that
the plan can drift to where the next improvement is (threshold accepting with threshold 0; Dueck and Scheuer 1990).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limit, Rows, columns_of
from tearoad.timetable.solvers.solver import Effort, Running
from tearoad.timetable.solvers.tallies import tally
from tearoad.values import WishId

WORK_A_LOOK = 4e-6
"""What it costs to look at a way."""
PATIENCE = 6
"""Rounds without gain after which it ends."""


class Shifting:
    """The plan in hand with what is left under each limit, and what it costs in some objectives."""

    def __init__(
        self,
        problem: Problem,
        candidates: Sequence[Candidate],
        limits: Sequence[Limit],
        chosen: frozenset[int],
        objectives: Sequence[Objective] = (),
        crews: Crews | None = None,
        rows: Rows | None = None,
    ) -> None:
        """Count everything once. Time O(entries of the limits).

        No step makes the objectives (of `TALLIED`) worse, taken in this order. `rows` is `columns_of(limits)` where
        that is known.
        """
        self._problem, self._candidates = problem, candidates
        self._rows = rows or columns_of(limits, len(candidates))
        self._left = [limit.most for limit in limits]
        self._holders: list[set[int]] = [set() for _ in limits]
        self._ways: dict[WishId, list[int]] = defaultdict(list)
        for column, candidate in enumerate(candidates):
            self._ways[candidate.wish.id].append(column)
        known = crews or Crews(problem, alone=True)
        self._tallies = [tally(objective, problem, candidates, known) for objective in objectives]
        self._allowed = [True] * len(candidates)
        self._looks = 0
        """At how many ways was looked since work was counted last."""
        self.chosen: set[int] = set()
        for column in sorted(chosen):
            self._put(column)

    def improve(self, fixed: frozenset[int], effort: Effort) -> frozenset[int]:
        """Shift meetings, never from or to the `fixed` ways, so that the objectives become better.

        Repeatable for a seed unless the wall clock cuts it.
        """
        running, dice = self._begun(effort), random.Random(effort.seed)  # noqa: S311  # not a secret
        self._allowed = [column not in fixed for column in range(len(self._candidates))]
        without_gain = 0
        while without_gain < PATIENCE:
            before = self._worth()
            order = sorted(self.chosen)
            dice.shuffle(order)
            for column in order:
                if self._is_over(running):
                    return frozenset(self.chosen)
                if column in self.chosen and self._allowed[column]:
                    self._shift(column, dice)
            without_gain = 0 if self._worth() < before else without_gain + 1
        return frozenset(self.chosen)

    def grow(self, fixed: frozenset[int], effort: Effort) -> frozenset[int]:
        """Make room for wishes left out: one meeting steps aside, or gives way where it is worth less.

        Meetings in `fixed` and musts never give way. Meetings are also shifted at random in between, which opens room.
        """
        running, dice = self._begun(effort), random.Random(effort.seed)  # noqa: S311  # not a secret
        self._allowed = [column not in fixed for column in range(len(self._candidates))]
        without_gain = 0
        while without_gain < PATIENCE:
            gained = 0
            held = {self._candidates[column].wish.id for column in self.chosen}
            waiting = [wish for wish in self._problem.wishes if wish.id not in held and self._ways[wish.id]]
            for wish in sorted(waiting, key=lambda wish: (-wish.value, wish.id)):
                if self._is_over(running):
                    return frozenset(self.chosen)
                gained += self._squeeze_in(wish)
            for column in sorted(self.chosen):
                if column in self.chosen and self._allowed[column]:
                    self._shift(column, dice)
            without_gain = 0 if gained else without_gain + 1
        return frozenset(self.chosen)

    def _begun(self, effort: Effort) -> Running:
        self._looks = 0
        return effort.begun()

    def _is_over(self, running: Running) -> bool:
        """Count what was done since, and whether that was enough."""
        running.effort.meter.spend(WORK_A_LOOK * self._looks)
        self._looks = 0
        return running.is_over

    def _squeeze_in(self, wish: Wish) -> int:
        """Place a wish if that gains value; return the gain."""
        for way in self._ways[wish.id]:
            if not self._allowed[way]:
                continue
            self._looks += 1
            short = [row for row, weight in self._rows[way] if self._left[row] < weight]
            if not short:
                self._put(way)
                return wish.value
            if self._push(way, short, self._worth()):
                return wish.value
            lost = self._replace(way, short, wish.value)
            if lost is not None:
                return wish.value - lost
        return 0

    def _replace(self, way: int, short: Sequence[int], most: int) -> int | None:
        """Put a way in the place of the only meeting before it, if that is worth less; return what was lost."""
        for other in set.intersection(*(self._holders[row] for row in short)):
            gone = self._candidates[other].wish
            if gone.value < most and self._allowed[other] and gone.id not in self._problem.lookup.musts:
                before = self._worth()
                self._take(other)
                if self._fits(way):
                    self._put(way)
                    if self._worth() <= before:
                        return gone.value
                    self._take(way)
                self._put(other)
        return None

    def _worth(self) -> tuple[int, ...]:
        return tuple(one.cost for one in self._tallies)

    def _shift(self, column: int, dice: random.Random) -> None:
        """Move one meeting to the first way, in random order, that costs nothing."""
        before = self._worth()
        self._take(column)
        ways = [way for way in self._ways[self._candidates[column].wish.id] if way != column and self._allowed[way]]
        dice.shuffle(ways)
        for way in ways:
            self._looks += 1
            short = [row for row, weight in self._rows[way] if self._left[row] < weight]
            if not short:
                self._put(way)
                if self._worth() <= before:
                    return
                self._take(way)
            elif self._push(way, short, before):
                return
        self._put(column)

    def _push(self, way: int, short: Sequence[int], before: tuple[int, ...]) -> bool:
        """Let the only meeting in the way move out of it; say whether that cost nothing."""
        others = set.intersection(*(self._holders[row] for row in short))
        if len(others) != 1:
            return False
        (other,) = others
        if not self._allowed[other]:
            return False
        self._take(other)
        if self._fits(way):
            self._put(way)
            for escape in self._ways[self._candidates[other].wish.id]:
                if escape != other and self._allowed[escape] and self._fits(escape):
                    self._put(escape)
                    if self._worth() <= before:
                        return True
                    self._take(escape)
            self._take(way)
        self._put(other)
        return False

    def _fits(self, column: int) -> bool:
        self._looks += 1
        return all(self._left[row] >= weight for row, weight in self._rows[column])

    def _put(self, column: int) -> None:
        self._looks += 2
        self.chosen.add(column)
        for row, weight in self._rows[column]:
            self._left[row] -= weight
            self._holders[row].add(column)
        self._count(column, 1)

    def _take(self, column: int) -> None:
        self.chosen.remove(column)
        for row, weight in self._rows[column]:
            self._left[row] += weight
            self._holders[row].remove(column)
        self._count(column, -1)

    def _count(self, column: int, sign: int) -> None:
        for one in self._tallies:
            one.count(column, sign)
