"""A plan while it is mended: people, tables and orders, kept from move to move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_troubles import TroubledEvent


class RepairPlan:
    """One plan, who is where in it, and the moves that led to it."""

    def __init__(self, troubled: TroubledEvent, begin: Sequence[int] | None = None) -> None:
        """Begin with what stands, or with a plan. Slots may be over full. Time O(event)."""
        self.troubled = troubled
        self.pairs = [appointment.people for appointment in troubled.event.appointments]
        self.slots = [sorted(slots) for slots in troubled.slots]
        self.plan = [UNPLACED] * len(troubled.plan)
        self.at: dict[tuple[int, int], int] = {}
        """The meeting that a person has in a slot."""
        self.there: list[set[int]] = [set() for _ in troubled.seats]
        """The meetings of each slot."""
        self.done: list[tuple[int, int]] = []
        """Each move and the slot before it, to be undone."""
        self._beside: dict[int, list[tuple[int, bool]]] = {}
        for before, after in sorted(troubled.event.order):
            self._beside.setdefault(before, []).append((after, True))
            self._beside.setdefault(after, []).append((before, False))
        for number, slot in enumerate(troubled.plan if begin is None else begin):
            if slot != UNPLACED and (begin is not None or troubled.stands(number)):
                self._hold(number, slot)

    def out(self) -> list[int]:
        """Return the meetings that should be held and are not, first those with the fewest slots."""
        out = (number for number in self.troubled.wanted if self.plan[number] == UNPLACED)
        return sorted(out, key=lambda number: (len(self.slots[number]), number))

    def move(self, number: int, slot: int) -> None:
        """Hold a meeting in a slot, or nowhere."""
        before = self.plan[number]
        self.done.append((number, before))
        if before != UNPLACED:
            for person in self.pairs[number]:
                del self.at[person, before]
            self.there[before].remove(number)
        self.plan[number] = UNPLACED
        if slot != UNPLACED:
            self._hold(number, slot)

    def _hold(self, number: int, slot: int) -> None:
        for person in self.pairs[number]:
            self.at[person, slot] = number
        self.there[slot].add(number)
        self.plan[number] = slot

    def undo(self, until: int) -> None:
        """Take back all moves but the first so many."""
        while len(self.done) > until:
            number, slot = self.done.pop()
            self.move(number, slot)
            self.done.pop()

    def is_full(self, slot: int) -> bool:
        """Whether no table is left in a slot."""
        return len(self.there[slot]) >= self.troubled.seats[slot]

    def is_free(self, number: int, slot: int) -> bool:
        """Whether a meeting could be held in a slot and nothing else moves."""
        first, second = self.pairs[number]
        return (
            (first, slot) not in self.at
            and (second, slot) not in self.at
            and not self.is_full(slot)
            and (not self._beside or not any(True for _ in self.out_of_order(number, slot)))
        )

    def can_move(self, number: int) -> bool:
        """Whether a meeting could be held at another time at once, and nothing else moves."""
        here = self.plan[number]
        return any(slot != here and self.is_free(number, slot) for slot in self.slots[number])

    def out_of_order(self, number: int, slot: int) -> Iterator[int]:
        """Yield the meetings that come too early or too late for one in a slot."""
        for other, is_later in self._beside.get(number, ()):
            when = self.plan[other]
            if when != UNPLACED and (when <= slot if is_later else when >= slot):
                yield other

    def in_the_way(self, number: int, slot: int) -> set[int]:
        """Return the meetings that exclude one in a slot, but for tables."""
        others = {self.at[person, slot] for person in self.pairs[number] if (person, slot) in self.at}
        return others.union(self.out_of_order(number, slot)) if self._beside else others

    def place_at_once(self, number: int) -> bool:
        """Hold a meeting where it can be held and nothing else moves, first where it was, then where it is emptiest."""
        free = [slot for slot in self.slots[number] if self.is_free(number, slot)]
        if free:
            before, seats = self.troubled.plan[number], self.troubled.seats
            self.move(number, max(free, key=lambda slot: (slot == before, seats[slot] - len(self.there[slot]), -slot)))
        return bool(free)

    def return_home(self) -> None:
        """Hold again when it was whatever can be, until nothing more can be."""
        homes = [
            number
            for number in sorted(self.troubled.wanted)
            if self.plan[number] != self.troubled.plan[number] and self.troubled.stands(number)
        ]
        found = True
        while found:
            found = False
            for number in homes:
                home = self.troubled.plan[number]
                if self.plan[number] != home and self.is_free(number, home):
                    self.move(number, home)
                    found = True
