"""A matchmaking event as clauses: who meets when, who is busy when, and one literal per person for a quiet day.

A quiet day is one with the fewest breaks that the person can have at all; it is one of few patterns. Each further break
has a literal of its own. Full tables are counted either by people or by meetings: the first is shorter, the second is
what a solver needs where tables are what binds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.patterns import Bits, Quiet
from tearoad_lab.matchmaking.sat.clauses import Clauses


class Counting(StrEnum):
    """What is counted at the tables of one slot."""

    PEOPLE = "people"
    MEETINGS = "meetings"
    FREE = "free"
    """People without a meeting, of each side where there are two: the shortest where tables nearly suffice for all."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many breaks each person may have, both ends included."""

    least: int
    most: int


class Encoded:
    """The clauses of an event within limits, and where to read the plan."""

    def __init__(
        self,
        event: Event,
        slots: Sequence[frozenset[int]],
        quiet: Mapping[int, Quiet],
        limits: Limits,
        counting: Counting,
    ) -> None:
        """Say everything. Clauses O(appointments x slots x tables)."""
        self.clauses = Clauses()
        self.quiet: dict[int, int] = {}
        """Holds when the person's day is quiet."""
        self.further: dict[int, list[int]] = {}
        """The nth holds when the person has n + 1 breaks more than on a quiet day."""
        self._event = event
        self._slots = slots
        self._meets = [{slot: self.clauses.variable() for slot in sorted(may)} for may in slots]
        self.busy = [self._busy_slots(mine) for mine in event.appointments_of()]
        for meets in self._meets:
            self.clauses.add(*meets.values())
            self.clauses.at_most_one(list(meets.values()))
        self._tables(counting)
        self._order()
        self._alike = self._found_alike()
        for numbers in self._alike:
            for before, after in pairwise(numbers):
                self._in_order(before, after)
        for person, day in quiet.items():
            self._breaks(person, day, limits)

    def plan(self, model: Sequence[int]) -> tuple[int, ...]:
        """Return the slot of each appointment in a solver's answer."""
        holds = {literal for literal in model if literal > 0}
        return tuple(next(slot for slot, literal in meets.items() if literal in holds) for meets in self._meets)

    def literals_of(self, plan: Sequence[int]) -> list[int]:
        """Return the literals of every meeting in its slot of a plan, those that are alike in their order."""
        slots = dict(enumerate(plan))
        for numbers in self._alike:
            slots |= zip(numbers, sorted(slots[number] for number in numbers), strict=True)
        return [meets[slots[number]] for number, meets in enumerate(self._meets)]

    def day_like(self, days: Sequence[frozenset[int]], person: int) -> list[int]:
        """Return the literals of a person being busy just then; none where no day is given."""
        return [
            literal if slot in day else -literal
            for day in days[person : person + 1]
            for slot, literal in self.busy[person].items()
        ]

    def _busy_slots(self, mine: Sequence[int]) -> dict[int, int]:
        at: dict[int, list[int]] = defaultdict(list)
        for number in mine:
            for slot, literal in self._meets[number].items():
                at[slot].append(literal)
        busy = {}
        for slot, literals in sorted(at.items()):
            busy[slot] = literals[0] if len(literals) == 1 else self.clauses.variable()
            if len(literals) > 1:
                self.clauses.all.extend([-literal, busy[slot]] for literal in literals)
                self.clauses.add(-busy[slot], *literals)
                self.clauses.at_most_one(literals)
        return busy

    def _tables(self, counting: Counting) -> None:
        for slot in range(self._event.slots):
            meetings = [meets[slot] for meets in self._meets if slot in meets]
            people = [busy[slot] for busy in self.busy if slot in busy]
            if len(meetings) <= self._event.tables:
                continue
            if counting is Counting.PEOPLE:
                self.clauses.at_most(people, 2 * self._event.tables)
            elif counting is Counting.MEETINGS:
                self.clauses.at_most(meetings, self._event.tables)
            else:
                self._free(slot)

    def _free(self, slot: int) -> None:
        """Say how many are free when all tables are taken. A meeting takes one person of each side, or any two."""
        sides = self._event.sides()
        for side in sides or (range(self._event.people),):
            there = [self.busy[person][slot] for person in side if slot in self.busy[person]]
            seats = self._event.tables if sides else 2 * self._event.tables
            self.clauses.at_least([-literal for literal in there], len(there) - seats)

    def _order(self) -> None:
        for before, after in sorted(self._event.order):
            self._in_order(before, after)

    def _in_order(self, before: int, after: int) -> None:
        for slot, late in self._meets[after].items():
            self.clauses.all.extend([-late, -early] for other, early in self._meets[before].items() if other >= slot)

    def _found_alike(self) -> list[list[int]]:
        """Return appointments that differ only in somebody's single meeting: the first listed comes first.

        Nothing is lost: those people could change places. Without it a solver tries each of their orders.
        """
        ordered = {number for pair in self._event.order for number in pair}
        people = self._event.appointments_of()
        alike: dict[tuple[int, frozenset[int]], list[int]] = defaultdict(list)
        for number, appointment in enumerate(self._event.appointments):
            single = [person for person in appointment.people if len(people[person]) == 1]
            if single and number not in ordered:
                other = appointment.first + appointment.second - single[-1]
                alike[other, self._slots[number]].append(number)
        return [numbers for numbers in alike.values() if len(numbers) > 1]

    def _breaks(self, person: int, day: Quiet, limits: Limits) -> None:
        clauses, busy = self.clauses, self.busy[person]
        quiet = self.quiet[person] = clauses.variable()
        if day.patterns:
            self._patterns(quiet, busy, day.patterns)
        above = limits.most - day.breaks
        if above <= 0:
            clauses.add(quiet)
            if day.patterns:
                return
        runs = clauses.run_count(self._starts(busy), limits.most + 2, exact=limits.least > 0)
        self.further[person] = runs[day.breaks + 1 : limits.most + 1]
        if len(runs) > limits.most + 1:
            clauses.add(-runs[limits.most + 1])
        if limits.least > 0:
            clauses.all.extend([literal] for literal in runs[: limits.least + 1])
        if self.further[person]:
            clauses.add(quiet, self.further[person][0])
            clauses.add(-quiet, -self.further[person][0])
        else:
            clauses.add(quiet)

    def _patterns(self, quiet: int, busy: Mapping[int, int], patterns: Sequence[Bits]) -> None:
        clauses = self.clauses
        chosen = [clauses.variable() for _ in patterns]
        clauses.add(-quiet, *chosen)
        for slot, literal in busy.items():
            within = [choice for choice, pattern in zip(chosen, patterns, strict=True) if pattern >> slot & 1]
            without = [choice for choice, pattern in zip(chosen, patterns, strict=True) if not pattern >> slot & 1]
            clauses.all.extend([-choice, literal] for choice in within)
            clauses.all.extend([-choice, -literal] for choice in without)
            clauses.add(-quiet, -literal, *within)
            clauses.add(-quiet, literal, *without)

    def _starts(self, busy: Mapping[int, int]) -> list[int]:
        """Return a literal for each slot that holds when a run of meetings begins there."""
        starts = []
        for slot, literal in busy.items():
            before = busy.get(slot - 1)
            if before is None:
                starts.append(literal)
                continue
            start = self.clauses.variable()
            self.clauses.add(-literal, before, start)
            self.clauses.add(-start, literal)
            self.clauses.add(-start, -before)
            starts.append(start)
        return starts
