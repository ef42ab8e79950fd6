"""What no plan after trouble can beat, by counting alone: always there, at once, at any size.

Where a slot has k meetings more than tables, k of them leave it, and all of their people see another day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_troubles import TroubledEvent
from tearoad_lab.matchmaking.repair_plan import RepairPlan
from tearoad_lab.matchmaking.repair_tables import CrowdedSlots


@dataclass(frozen=True, slots=True)
class RepairBounds:
    """Bounds of every plan after trouble."""

    held: int
    """No plan holds more."""
    people: int
    """None disturbs fewer."""
    changed: int
    """None changes fewer meetings."""


class RepairCounts:
    """Counts what is short, of tables and of people's hours."""

    def __init__(self, troubled: TroubledEvent, standing: RepairPlan) -> None:
        """Count what is short beside what stands. Time O(event)."""
        self._troubled = troubled
        self._possible = [number for number in sorted(troubled.wanted) if troubled.slots[number]]
        self._at: dict[int, list[int]] = {}
        for number in self._possible:
            if troubled.stands(number):
                self._at.setdefault(troubled.plan[number], []).append(number)
        self._over = {
            slot: len(there) - troubled.seats[slot]
            for slot, there in sorted(self._at.items())
            if len(there) > troubled.seats[slot]
        }

        self._excess = dict(self._too_many())
        pairs = [appointment.people for appointment in troubled.event.appointments]
        crowded = CrowdedSlots(self._at, pairs, self._over)
        self._leaves = crowded.fewest(self._disturbed(all_held=True), lambda number: not standing.can_move(number))
        self._known: dict[bool, RepairBounds] = {}

    @property
    def short(self) -> set[int]:
        """The meetings of people who have more meetings than hours."""
        return {
            number
            for number in self._troubled.wanted
            if not self._excess.keys().isdisjoint(self._troubled.event.appointments[number].people)
        }

    @property
    def possible(self) -> int:
        """How many meetings have a slot left."""
        return len(self._possible)

    def bounds(self, *, all_held: bool) -> RepairBounds:
        """Return the bounds of every plan; with `all_held`, of those that hold whatever has a slot left."""
        if all_held not in self._known:
            self._known[all_held] = self._counted(all_held=all_held)
        return self._known[all_held]

    def _counted(self, *, all_held: bool) -> RepairBounds:
        troubled = self._troubled
        disturbed = self._disturbed(all_held=all_held)
        changed = sum(
            slot != UNPLACED and not troubled.stands(number) for number, slot in enumerate(troubled.plan)
        ) + sum(self._over.values())
        if all_held:
            changed += sum(troubled.plan[number] == UNPLACED for number in self._possible)
        return RepairBounds(len(self._possible) - self._given_up(), len(disturbed) + self._leaving(disturbed), changed)

    def leave(self) -> tuple[tuple[int, ...], ...]:
        """Return choices of meetings of over-full slots, as many as are too many, that tell few people."""
        return self._leaves.choices

    def _disturbed(self, *, all_held: bool) -> frozenset[int]:
        """Return who is told anyway; with `all_held`, where whatever has a slot left is held."""
        fresh = (number for number in self._possible if all_held and self._troubled.plan[number] == UNPLACED)
        people = (person for number in fresh for person in self._troubled.event.appointments[number].people)
        return self._troubled.hit().union(people)

    def _given_up(self) -> int:
        """Return how many possible meetings at least are given up, for want of hours of people or of tables."""
        people, both = sum(self._excess.values()), Counter[int]()
        for number in self._possible:
            pair = self._troubled.event.appointments[number].people
            if all(person in self._excess for person in pair):
                both.update(pair)
        # A meeting given up serves two people only where both have too many.
        twice = sum(min(much, both[person]) for person, much in self._excess.items()) // 2
        return max(people - twice, len(self._possible) - sum(self._troubled.seats), 0)

    def _too_many(self) -> Iterator[tuple[int, int]]:
        """Yield the people who have more meetings than hours for them, and how many more."""
        troubled, mine = self._troubled, dict[int, list[int]]()
        for number in self._possible:
            if not troubled.stands(number):
                mine |= {person: [] for person in troubled.event.appointments[number].people}
        for number in self._possible:
            for person in troubled.event.appointments[number].people:
                if person in mine:
                    mine[person].append(number)
        for person, numbers in sorted(mine.items()):
            excess = len(numbers) - _most_held(numbers, troubled.slots)
            if excess:
                yield person, excess

    def _leaving(self, disturbed: frozenset[int]) -> int:
        """Return how many others at least are disturbed of meetings that leave over-full slots."""
        most, needs, often = 0, 0, Counter[int]()
        for slot, count in self._over.items():
            pairs = [self._troubled.event.appointments[number].people for number in self._at[slot]]
            need = sum(sorted(len({*pair} - disturbed) for pair in pairs)[:count])
            most, needs = max(most, need), needs + need
            often.update(person for pair in pairs for person in pair if person not in disturbed)
        together = 0
        for _, times in often.most_common():
            if needs <= 0:
                break
            together, needs = together + 1, needs - times
        return max(most, together, self._leaves.fewest)


def _most_held(numbers: Sequence[int], slots: Sequence[frozenset[int]]) -> int:
    """Return how many meetings of one person can be held at once in a day: a matching, by augmenting paths."""
    taken: dict[int, int] = {}

    def is_seated(number: int, seen: set[int]) -> bool:
        for slot in sorted(slots[number] - seen):
            seen.add(slot)
            if slot not in taken or is_seated(taken[slot], seen):
                taken[slot] = number
                return True
        return False

    return sum(is_seated(number, set()) for number in numbers)
