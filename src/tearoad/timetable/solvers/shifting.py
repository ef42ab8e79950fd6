"""Shift planned meetings to other times and interpreters so that people wait less and see fewer new faces.

What is held stays held: only when and with whom is changed. A meeting moves to another of its ways; when exactly one
other meeting stands there, that one may move out of the way too. Steps that change nothing are taken as well, so that
the plan can drift to where the next improvement is (threshold accepting with threshold 0; Dueck and Scheuer 1990).
"""

from __future__ import annotations

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.limits import Limit, columns_of
from tearoad.timetable.solvers.solver import Effort
from tearoad.values import WishId

Mover = tuple[str, str, int]
"""A party or interpreter by kind and id, and a day."""
SHIFTED = (Objective.IDLE, Objective.INTERPRETER_CHANGES)
"""The objectives that shifting serves."""
PATIENCE = 6
"""Rounds without gain after which it ends."""


class Shifting:
    """The plan in hand with what is left under each limit, who is busy when, and what that costs."""

    def __init__(
        self, problem: Problem, candidates: Sequence[Candidate], limits: Sequence[Limit], chosen: frozenset[int]
    ) -> None:
        """Count everything once. Time O(entries of the limits)."""
        self._problem, self._candidates = problem, candidates
        self._rows = columns_of(limits, len(candidates))
        self._left = [limit.most for limit in limits]
        self._holders: list[set[int]] = [set() for _ in limits]
        self._ways: dict[WishId, list[int]] = defaultdict(list)
        for column, one in enumerate(candidates):
            self._ways[one.wish.id].append(column)
        self._movers = [tuple(self._who_moves(one)) for one in candidates]
        self._bits = [sum(1 << slot for slot in one.taken) for one in candidates]
        self._busy: dict[Mover, int] = defaultdict(int)
        self._faces: Counter[tuple[str, int, str]] = Counter()
        self._cost = {Objective.IDLE: 0, Objective.INTERPRETER_CHANGES: 0}
        self._allowed = [True] * len(candidates)
        self.chosen: set[int] = set()
        for column in sorted(chosen):
            self._put(column)

    def improve(self, objectives: Sequence[Objective], fixed: frozenset[int], effort: Effort) -> frozenset[int]:
        """Shift meetings, never from or to the `fixed` ways, so that the objectives in this order become better.

        Repeatable for a seed unless the wall clock cuts it.
        """
        ends, dice = time.monotonic() + effort.seconds, random.Random(effort.seed)  # noqa: S311  # not a secret
        self._allowed = [column not in fixed for column in range(len(self._candidates))]
        without_gain = 0
        while without_gain < PATIENCE:
            before = self._worth(objectives)
            order = sorted(self.chosen)
            dice.shuffle(order)
            for column in order:
                if time.monotonic() >= ends or effort.stop():
                    return frozenset(self.chosen)
                if column in self.chosen and self._allowed[column]:
                    self._shift(column, objectives, dice)
            without_gain = 0 if self._worth(objectives) < before else without_gain + 1
        return frozenset(self.chosen)

    def grow(self, fixed: frozenset[int], effort: Effort) -> frozenset[int]:
        """Make room for wishes left out: one meeting steps aside, or gives way where it is worth less.

        Meetings in `fixed` and musts never give way. Meetings are also shifted at random in between, which opens room.
        """
        ends, dice = time.monotonic() + effort.seconds, random.Random(effort.seed)  # noqa: S311  # not a secret
        self._allowed = [column not in fixed for column in range(len(self._candidates))]
        without_gain = 0
        while without_gain < PATIENCE:
            gained = 0
            held = {self._candidates[column].wish.id for column in self.chosen}
            waiting = [wish for wish in self._problem.wishes if wish.id not in held and self._ways[wish.id]]
            for wish in sorted(waiting, key=lambda wish: (-wish.value, wish.id)):
                if time.monotonic() >= ends or effort.stop():
                    return frozenset(self.chosen)
                gained += self._squeeze_in(wish)
            for column in sorted(self.chosen):
                if column in self.chosen and self._allowed[column]:
                    self._shift(column, (), dice)
            without_gain = 0 if gained else without_gain + 1
        return frozenset(self.chosen)

    def _squeeze_in(self, wish: Wish) -> int:
        """Place a wish if that gains value; return the gain."""
        for way in self._ways[wish.id]:
            if not self._allowed[way]:
                continue
            short = [row for row, weight in self._rows[way] if self._left[row] < weight]
            if not short:
                self._put(way)
                return wish.value
            if self._push(way, short, (), ()):
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
                self._take(other)
                if self._fits(way):
                    self._put(way)
                    return gone.value
                self._put(other)
        return None

    def _worth(self, objectives: Sequence[Objective]) -> tuple[int, ...]:
        return tuple(self._cost[objective] for objective in objectives)

    def _shift(self, column: int, objectives: Sequence[Objective], dice: random.Random) -> None:
        """Move one meeting to the first way, in random order, that costs nothing."""
        before = self._worth(objectives)
        self._take(column)
        ways = [way for way in self._ways[self._candidates[column].wish.id] if way != column and self._allowed[way]]
        dice.shuffle(ways)
        for way in ways:
            short = [row for row, weight in self._rows[way] if self._left[row] < weight]
            if not short:
                self._put(way)
                if self._worth(objectives) <= before:
                    return
                self._take(way)
            elif self._push(way, short, objectives, before):
                return
        self._put(column)

    def _push(self, way: int, short: Sequence[int], objectives: Sequence[Objective], before: tuple[int, ...]) -> bool:
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
                    if self._worth(objectives) <= before:
                        return True
                    self._take(escape)
            self._take(way)
        self._put(other)
        return False

    def _fits(self, column: int) -> bool:
        return all(self._left[row] >= weight for row, weight in self._rows[column])

    def _put(self, column: int) -> None:
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
        for mover in self._movers[column]:
            self._cost[Objective.IDLE] -= _waits(self._busy[mover])
            self._busy[mover] ^= self._bits[column]
            self._cost[Objective.IDLE] += _waits(self._busy[mover])
        one = self._candidates[column]
        if one.interpreter is not None:
            face = (one.wish.exporter, self._problem.lookup.day[one.start], one.interpreter)
            self._cost[Objective.INTERPRETER_CHANGES] -= self._faces[face] > 0
            self._faces[face] += sign
            self._cost[Objective.INTERPRETER_CHANGES] += self._faces[face] > 0

    def _who_moves(self, one: Candidate) -> Iterator[Mover]:
        look = self._problem.lookup
        day = look.day[one.start]
        for party in (one.wish.exporter, one.wish.buyer):
            if look.party[party].base is None:
                yield "party", party, day
        if one.interpreter is not None and look.interpreter[one.interpreter].attached_to is None:
            yield "interpreter", one.interpreter, day


def _waits(busy: int) -> int:
    """Return how many slots lie free between the first and the last busy one; slots are bits."""
    return busy.bit_length() - (busy & -busy).bit_length() + 1 - busy.bit_count() if busy else 0
