"""A plan after trouble that holds what moves can hold: no solver, so there is an answer however little work is left.

What is too much at the tables leaves first. Then everything without a slot is put where both are free, or where one
slot is exchanged for another along a chain of meetings, or where others give way, and others to them, so deep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.repair_plan import RepairPlan

_DEEPEST = 3
"""So many times others give way to those who gave way, at most."""
_LOOKS = 30_000
"""So many slots are looked at for all that fits nowhere at once: some tenths of a second."""
_AT_A_TABLE = 3
"""So many meetings of a full slot are tried to free a table."""


class RepairMoves:
    """Moves in one plan: people, tables and orders are kept, but for slots that are over full at first."""

    def __init__(self, plan: RepairPlan) -> None:
        """Know who is told already. Time O(event)."""
        self._plan, self._looks = plan, _LOOKS
        troubled = plan.troubled
        self.disturbed = {
            person
            for number, slot in enumerate(plan.plan)
            if slot != troubled.plan[number]
            for person in plan.pairs[number]
        }
        """Whose day changes."""

    def place_at_once(self, leave: Sequence[int]) -> None:
        """Let some meetings leave, more where slots are over full; hold what can be held and nothing else moves."""
        for number in leave:
            self._plan.move(number, UNPLACED)
            self.disturbed.update(self._plan.pairs[number])
        seats = enumerate(zip(self._plan.there, self._plan.troubled.seats, strict=True))
        over = {slot: len(there) - most for slot, (there, most) in seats if len(there) > most}
        for slot in sorted(over, key=lambda slot: (-over[slot], slot)):
            for number in self._leaving(slot, over)[: over[slot]]:
                self._plan.move(number, UNPLACED)
                self.disturbed.update(self._plan.pairs[number])
        for number in self._plan.out():
            self._plan.place_at_once(number)

    def place_with_room(self, stop: Callable[[], bool]) -> None:
        """Hold what can be held where others move."""
        for depth in range(1, _DEEPEST + 1):
            for number in self._plan.out():
                if not stop():
                    self._place_with_room(number, depth)

    def _leaving(self, slot: int, over: Collection[int]) -> list[int]:
        """Return a slot's meetings, first those whose people have to be told anyway or often."""

        def rank(number: int) -> tuple[int, bool, int, int]:
            pair = self._plan.pairs[number]
            often = sum((person, other) in self._plan.at for person in pair for other in over)
            return -len(self.disturbed.intersection(pair)), not self._plan.can_move(number), -often, number

        return sorted(self._plan.there[slot], key=rank)

    def _place_with_room(self, number: int, depth: int) -> bool:
        begun = len(self._plan.done)
        done = self._place(number, depth, frozenset()) or self._exchange(number)
        self.disturbed.update(person for moved, _ in self._plan.done[begun:] for person in self._plan.pairs[moved])
        return done

    def _place(self, number: int, depth: int, kept: frozenset[int]) -> bool:
        """Hold a meeting where others give way, none of `kept`; what comes to nothing is undone."""
        if self._plan.place_at_once(number):
            return True
        begun, kept = len(self._plan.done), kept | {number}
        for slot, others in self._ways(number, kept) if depth and self._looks >= 0 else ():
            self._looks -= 1
            if self._looks < 0:
                return False
            for other in others:
                self._plan.move(other, UNPLACED)
            if self._plan.is_free(number, slot):
                self._plan.move(number, slot)
                if all(self._place(other, depth - 1, kept) for other in others):
                    return True
            self._plan.undo(begun)
        return False

    def _ways(self, number: int, kept: frozenset[int]) -> list[tuple[int, tuple[int, ...]]]:
        """Return slots and the meetings that would give way there, first where the fewest people are told."""
        found = []
        for slot in self._plan.slots[number]:
            others, there = self._plan.in_the_way(number, slot), self._plan.there[slot]
            sets = [others]
            if len(there - others) >= self._plan.troubled.seats[slot]:
                self._looks -= len(there)
                sets = [others | {other} for other in self._leaving(slot, ())[:_AT_A_TABLE] if other not in others]
            found += [(slot, tuple(sorted(group))) for group in sets if kept.isdisjoint(group)]
        return sorted(found, key=lambda way: (self._newly_told(way[1]), way))

    def _newly_told(self, numbers: Sequence[int]) -> int:
        return len({person for number in numbers for person in self._plan.pairs[number]} - self.disturbed)

    def _exchange(self, number: int) -> bool:
        """Hold a meeting where one of both is free and the other becomes so by exchanging two slots along a chain."""
        pair = self._plan.pairs[number]
        begun = len(self._plan.done)
        for free, busy in (pair, pair[::-1]):
            for here in self._plan.slots[number]:
                if (free, here) in self._plan.at or (busy, here) not in self._plan.at:
                    continue
                for there in range(len(self._plan.there)):
                    if (busy, there) in self._plan.at or there == here:
                        continue
                    self._swap(busy, here, there)
                    if self._plan.is_free(number, here):
                        self._plan.move(number, here)
                        return True
                    self._plan.undo(begun)
        return False

    def _swap(self, person: int, here: int, there: int) -> None:
        """Exchange two slots along the chain that begins at a person's meeting; undone where one cannot be held."""
        begun, chain = len(self._plan.done), []
        slot, other = here, there
        while (person, slot) in self._plan.at:
            number = self._plan.at[person, slot]
            first, second = self._plan.pairs[number]
            chain.append((number, other))
            person, slot, other = (second if person == first else first), other, slot
        for number, _ in chain:
            self._plan.move(number, UNPLACED)
        for number, slot in chain:
            if slot not in self._plan.troubled.slots[number] or not self._plan.is_free(number, slot):
                self._plan.undo(begun)
                return
            self._plan.move(number, slot)
