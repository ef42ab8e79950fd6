"""What no plan after trouble can beat, by counting alone: always there, at once, at any size.

Where a slot has k meetings more than tables, k of them leave it, and all of their people see another day. Where the
slots are few, CP-SAT says which meetings leave, so that the fewest people are disturbed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from tearoad.timetable.matchmaking.event import UNPLACED
from tearoad.timetable.matchmaking.event_troubles import TroubledEvent

_MOST_LEAVING = 4000
"""So many meetings of over-full slots are weighed by CP-SAT at most."""


@dataclass(frozen=True, slots=True)
class RepairBounds:
    """Bounds of every plan after trouble."""

    held: int
    """No plan holds more."""
    people: int
    """None disturbs fewer."""
    changed: int
    """None changes fewer meetings."""
    leave: tuple[int, ...] = ()
    """Meetings of over-full slots, as many as are too many, that disturb few people."""


class RepairCounts:
    """Counts what is short, of tables and of people's hours."""

    def __init__(self, troubled: TroubledEvent) -> None:
        """Time O(event)."""
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

    @property
    def possible(self) -> int:
        """How many meetings have a slot left."""
        return len(self._possible)

    def bounds(self, *, all_held: bool) -> RepairBounds:
        """Return the bounds of every plan; with `all_held`, of those that hold whatever has a slot left."""
        troubled = self._troubled
        disturbed = set(troubled.hit())
        changed = sum(
            slot != UNPLACED and not troubled.stands(number) for number, slot in enumerate(troubled.plan)
        ) + sum(self._over.values())
        if all_held:
            fresh = [number for number in self._possible if troubled.plan[number] == UNPLACED]
            disturbed.update(person for number in fresh for person in troubled.event.appointments[number].people)
            changed += len(fresh)
        return RepairBounds(len(self._possible) - self._short(), len(disturbed) + self._leaving(disturbed), changed)

    def weighed(
        self, bounds: RepairBounds, work: float, seconds: float, can_move: Callable[[int], bool]
    ) -> RepairBounds:
        """Return the bounds and which meetings leave over-full slots, if CP-SAT says; first those that can move."""
        numbers = [number for slot in self._over for number in self._at[slot]]
        if not numbers or len(numbers) > _MOST_LEAVING:
            return bounds
        from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.3 s to load, only for who repairs an event

        model, hit = cp_model.CpModel(), self._troubled.hit()
        leaves = {number: model.new_bool_var("") for number in numbers}
        tells: dict[int, cp_model.IntVar] = {}
        for number, leaving in leaves.items():
            for person in self._troubled.event.appointments[number].people:
                if person not in hit:
                    tells.setdefault(person, model.new_bool_var(""))
                    model.add_implication(leaving, tells[person])
        for slot, count in self._over.items():
            model.add(sum(leaves[number] for number in self._at[slot]) == count)
        a_person = sum(self._over.values()) + 1
        stuck = sum(leaving for number, leaving in leaves.items() if not can_move(number))
        model.minimize(a_person * sum(tells.values()) + stuck)
        solver = cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = max(0.001, work)
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return bounds
        people = max(bounds.people, len(hit) + round(solver.best_objective_bound) // a_person)
        leave = tuple(number for number in numbers if solver.boolean_value(leaves[number]))
        return RepairBounds(bounds.held, people, bounds.changed, leave)

    def _short(self) -> int:
        """Return how many meetings at least are out, for want of hours of people or of tables."""
        hours: dict[int, set[int]] = {}
        meetings = Counter[int]()
        for number in self._possible:
            for person in self._troubled.event.appointments[number].people:
                hours.setdefault(person, set()).update(self._troubled.slots[number])
                meetings[person] += 1
        people = sum(max(0, meetings[person] - len(slots)) for person, slots in hours.items())
        return max(-(-people // 2), len(self._possible) - sum(self._troubled.seats), 0)

    def _leaving(self, disturbed: set[int]) -> int:
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
        return max(most, together)
