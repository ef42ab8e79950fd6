"""Meetings without a slot are held again where only people who are told anyway have to move, or few others.

Partial colouring with a tabu list (Blöchliger and Zufferey, "A graph coloring heuristic using partial solutions and a
reactive tabu scheme", 2008): a meeting takes the slot where the fewest give way, and these do not come back soon.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection

from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.repair_plan import RepairPlan

_AT_A_TABLE = 8
"""So many meetings of a full slot are tried to free a table."""
_A_LOOK = 10
"""So many meetings of a full slot count as a look."""
_AWAY, _MORE_AWAY = 4, 8
"""So many rounds a meeting keeps out of the slot it left, and at most so many more, by the dice."""


class RepairTabu:
    """Exchanges among those who are told, from a plan on. Deterministic."""

    def __init__(self, plan: RepairPlan, disturbed: Collection[int], *, tells_more: bool = False) -> None:
        """Change the plan in place; no slot is over full. With `tells_more` others may be told too, if need be."""
        self._plan, self._disturbed, self._tells_more = plan, {*disturbed}, tells_more
        self._dice = random.Random(0)  # noqa: S311  # the order of moves, not a secret
        self._round = 0
        self._kept_out: dict[tuple[int, int], int] = {}
        """Until which round a meeting keeps out of a slot."""

    def placed(self, most_out: int, looks: int, stop: Callable[[], bool]) -> bool:
        """Hold all but so many meetings, if so many looks at slots suffice, else as many as could be; whether all."""
        out = [number for number in self._plan.out() if self._plan.slots[number]]
        most_out -= len(self._plan.out()) - len(out)
        fewest, then, self._looks = len(out), len(self._plan.done), looks
        while out and len(out) > most_out and self._looks > 0 and not stop():
            self._round += 1
            number = out.pop(0)
            self._looks -= len(self._plan.slots[number])
            way = self._way(number)
            if way is None:
                out.append(number)
                continue
            slot, others = way
            for other in others:
                self._kept_out[other, slot] = self._round + len(out) + _AWAY + self._dice.randrange(_MORE_AWAY)
                self._plan.move(other, UNPLACED)
                self._disturbed.update(self._plan.pairs[other])
            self._plan.move(number, slot)
            out += others
            if len(out) < fewest:
                fewest, then = len(out), len(self._plan.done)
        self._plan.undo(then)
        return fewest <= most_out

    def _way(self, number: int) -> tuple[int, list[int]] | None:
        """Return the slot to take and who gives way there."""
        best, cost = None, (0, 0, 0.0)
        for slot in self._plan.slots[number]:
            others = self._giving_way(number, slot)
            if others is None or (others and self._kept_out.get((number, slot), 0) > self._round):
                continue
            home = sum(self._plan.plan[other] == self._plan.troubled.plan[other] for other in others)
            this = (len(others) + self._newly_told(others), home, self._dice.random())
            if best is None or this < cost:
                best, cost = (slot, others), this
        return best

    def _giving_way(self, number: int, slot: int) -> list[int] | None:
        """Return who gives way to a meeting in a slot; None where somebody would who is not told."""
        others = self._plan.in_the_way(number, slot)
        if not all(map(self._may_move, others)):
            return None
        there, seats = self._plan.there[slot], self._plan.troubled.seats[slot]
        if len(there) - sum(other in there for other in others) < seats:
            return sorted(others)
        free = self._that_may_leave(slot, others)
        if not free:
            return None
        some = free if len(free) <= _AT_A_TABLE else self._dice.sample(free, _AT_A_TABLE)
        return sorted([*others, next((other for other in some if self._plan.can_move(other)), some[0])])

    def _that_may_leave(self, slot: int, others: Collection[int]) -> list[int]:
        """Return the meetings of a full slot that may, first of those who are told."""
        at, there = self._plan.at, self._plan.there[slot]
        mine = {at[person, slot] for person in self._disturbed if (person, slot) in at}
        found = sorted(number for number in mine - {*others} if self._disturbed.issuperset(self._plan.pairs[number]))
        self._looks -= (len(self._disturbed) + (0 if found else len(there))) // _A_LOOK
        return [number for number in found or sorted(there) if number not in others and self._may_move(number)]

    def _may_move(self, number: int) -> bool:
        first, second = self._plan.pairs[number]
        is_told = self._tells_more or (first in self._disturbed and second in self._disturbed)
        return is_told and len(self._plan.slots[number]) > 1

    def _newly_told(self, numbers: Collection[int]) -> int:
        if not self._tells_more:
            return 0
        return len({person for number in numbers for person in self._plan.pairs[number]} - self._disturbed)
