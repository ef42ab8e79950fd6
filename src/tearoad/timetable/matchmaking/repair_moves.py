"""A plan after trouble that holds what moves can hold: no solver, so there is an answer however little work is left.

What is too much at the tables leaves first. Then everything without a slot is put where both are free, or where one
slot is exchanged for another along a chain of meetings, or where others give way, and others to them, so deep.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from tearoad.timetable.matchmaking.event import UNPLACED
from tearoad.timetable.matchmaking.event_troubles import TroubledEvent

_DEEPEST = 3
"""So many times others give way to those who gave way, at most."""
_LOOKS = 30_000
"""So many slots are looked at for all that fits nowhere at once: some tenths of a second."""
_AT_A_TABLE = 3
"""So many meetings of a full slot are tried to free a table."""


class RepairMoves:
    """One plan and the moves in it: people, tables and orders are kept, but for slots that are over full at first."""

    def __init__(self, troubled: TroubledEvent, leave: Collection[int] = ()) -> None:
        """Begin with what stands, but `leave`. Time O(event)."""
        self._troubled, self._looks = troubled, _LOOKS
        self._disturbed = set(troubled.hit())
        self._pairs = [appointment.people for appointment in troubled.event.appointments]
        self._slots = [sorted(slots) for slots in troubled.slots]
        self._plan = [UNPLACED] * len(troubled.plan)
        self._at: dict[tuple[int, int], int] = {}
        self._load = [0] * len(troubled.seats)
        self._there: list[set[int]] = [set() for _ in troubled.seats]
        """The meetings of each slot."""
        self._done: list[tuple[int, int]] = []
        """Each move and the slot before it, to be undone."""
        self._beside: dict[int, list[tuple[int, bool]]] = {}
        for before, after in sorted(troubled.event.order):
            self._beside.setdefault(before, []).append((after, True))
            self._beside.setdefault(after, []).append((before, False))
        for number, slot in enumerate(troubled.plan):
            if troubled.stands(number) and number not in leave:
                self._move(number, slot)
        for number in leave:
            self._disturbed.update(self._pairs[number])

    @property
    def plan(self) -> tuple[int, ...]:
        """The slot of each meeting; -1 where it is not held."""
        return tuple(self._plan)

    def can_move(self, number: int) -> bool:
        """Whether a meeting could be held at another time at once, and nothing else moves."""
        here = self._plan[number]
        return any(slot != here and self._is_free(number, slot) for slot in self._slots[number])

    def place_at_once(self) -> None:
        """Let meetings leave over-full slots, then hold what can be held and nothing else moves."""
        seats = enumerate(zip(self._load, self._troubled.seats, strict=True))
        over = {slot: load - most for slot, (load, most) in seats if load > most}
        for slot in sorted(over, key=lambda slot: (-over[slot], slot)):
            for number in self._leaving(slot, over)[: over[slot]]:
                self._move(number, UNPLACED)
                self._disturbed.update(self._pairs[number])
        for number in self._out():
            self._place_at_once(number)

    def place_with_room(self, stop: Callable[[], bool]) -> None:
        """Hold what can be held where others move."""
        for depth in range(1, _DEEPEST + 1):
            for number in self._out():
                if not stop():
                    self._place_with_room(number, depth)

    def _out(self) -> list[int]:
        """Return the meetings that should be held and are not, first those with the fewest slots."""
        out = (number for number in self._troubled.wanted if self._plan[number] == UNPLACED)
        return sorted(out, key=lambda number: (len(self._slots[number]), number))

    def _leaving(self, slot: int, over: Collection[int]) -> list[int]:
        """Return a slot's meetings, first those whose people have to be told anyway or often."""

        def rank(number: int) -> tuple[int, bool, int, int]:
            pair = self._pairs[number]
            often = sum((person, other) in self._at for person in pair for other in over)
            return -len(self._disturbed.intersection(pair)), not self.can_move(number), -often, number

        return sorted(self._there[slot], key=rank)

    def _move(self, number: int, slot: int) -> None:
        before = self._plan[number]
        self._done.append((number, before))
        for person in self._pairs[number]:
            if before != UNPLACED:
                del self._at[person, before]
            if slot != UNPLACED:
                self._at[person, slot] = number
        if before != UNPLACED:
            self._load[before] -= 1
            self._there[before].remove(number)
        if slot != UNPLACED:
            self._load[slot] += 1
            self._there[slot].add(number)
        self._plan[number] = slot

    def _undo(self, until: int) -> None:
        """Take back all moves but the first so many."""
        while len(self._done) > until:
            number, slot = self._done.pop()
            self._move(number, slot)
            self._done.pop()

    def _is_free(self, number: int, slot: int) -> bool:
        return (
            self._load[slot] < self._troubled.seats[slot]
            and all((person, slot) not in self._at for person in self._pairs[number])
            and not any(True for _ in self._out_of_order(number, slot))
        )

    def _out_of_order(self, number: int, slot: int) -> Iterator[int]:
        for other, is_later in self._beside.get(number, ()):
            when = self._plan[other]
            if when != UNPLACED and (when <= slot if is_later else when >= slot):
                yield other

    def _place_at_once(self, number: int) -> bool:
        """Hold a meeting where it can be held and nothing else moves, first where it was, then where it is emptiest."""
        free = [slot for slot in self._slots[number] if self._is_free(number, slot)]
        if free:
            before, seats = self._troubled.plan[number], self._troubled.seats
            self._move(number, max(free, key=lambda slot: (slot == before, seats[slot] - self._load[slot], -slot)))
        return bool(free)

    def _place_with_room(self, number: int, depth: int) -> bool:
        begun = len(self._done)
        done = self._place(number, depth, frozenset()) or self._exchange(number)
        self._disturbed.update(person for moved, _ in self._done[begun:] for person in self._pairs[moved])
        return done

    def _place(self, number: int, depth: int, kept: frozenset[int]) -> bool:
        """Hold a meeting where others give way, none of `kept`; what comes to nothing is undone."""
        if self._place_at_once(number):
            return True
        begun, kept = len(self._done), kept | {number}
        for slot, others in self._ways(number, kept) if depth else ():
            self._looks -= 1
            if self._looks < 0:
                return False
            for other in others:
                self._move(other, UNPLACED)
            if self._is_free(number, slot):
                self._move(number, slot)
                if all(self._place(other, depth - 1, kept) for other in others):
                    return True
            self._undo(begun)
        return False

    def _ways(self, number: int, kept: frozenset[int]) -> list[tuple[int, tuple[int, ...]]]:
        """Return slots and the meetings that would give way there, first where the fewest people are told."""
        found = []
        for slot in self._slots[number]:
            others = {self._at[person, slot] for person in self._pairs[number] if (person, slot) in self._at}
            others |= {*self._out_of_order(number, slot)}
            sets: list[set[int]] = [others]
            if self._load[slot] - sum(self._plan[other] == slot for other in others) >= self._troubled.seats[slot]:
                self._looks -= self._load[slot]
                sets = [others | {other} for other in self._leaving(slot, ())[:_AT_A_TABLE] if other not in others]
            found += [(slot, tuple(sorted(group))) for group in sets if kept.isdisjoint(group)]
        return sorted(found, key=lambda way: (self._newly_disturbed(way[1]), way))

    def _newly_disturbed(self, numbers: Sequence[int]) -> int:
        return len({person for number in numbers for person in self._pairs[number]} - self._disturbed)

    def _exchange(self, number: int) -> bool:
        """Hold a meeting where one of both is free and the other becomes so by exchanging two slots along a chain."""
        pair = self._pairs[number]
        begun = len(self._done)
        for free, busy in (pair, pair[::-1]):
            for here in self._slots[number]:
                if (free, here) in self._at or (busy, here) not in self._at:
                    continue
                for there in range(len(self._load)):
                    if (busy, there) in self._at or there == here:
                        continue
                    self._swap(busy, here, there)
                    if self._is_free(number, here):
                        self._move(number, here)
                        return True
                    self._undo(begun)
        return False

    def _swap(self, person: int, here: int, there: int) -> None:
        """Exchange two slots along the chain that begins at a person's meeting; undone where one cannot be held."""
        begun, chain = len(self._done), []
        slot, other = here, there
        while (person, slot) in self._at:
            number = self._at[person, slot]
            first, second = self._pairs[number]
            chain.append((number, other))
            person, slot, other = (second if person == first else first), other, slot
        for number, _ in chain:
            self._move(number, UNPLACED)
        for number, slot in chain:
            if slot not in self._troubled.slots[number] or not self._is_free(number, slot):
                self._undo(begun)
                return
            self._move(number, slot)
