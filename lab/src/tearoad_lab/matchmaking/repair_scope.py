"""Some meetings of an event planned anew by CP-SAT, while every other one stays or leaves for nowhere in particular.

A meeting outside may leave at a price: both of its people are told, but nothing asks where it could go. So no plan of
the whole event is better than the answer, and where nothing outside leaves it is the best plan of the whole event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking.choices import Choices
from tearoad_lab.matchmaking.event import UNPLACED
from tearoad_lab.matchmaking.event_troubles import TroubledEvent
from tearoad_lab.matchmaking.repair_plan import RepairPlan

_MOST_LITERALS = 60_000
"""So many choices are looked at by CP-SAT at most: more are not even read in seconds."""


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """What some meetings come to, and which others are in their way."""

    plan: tuple[int, ...]
    """Meetings outside that leave are not held in it."""
    leaving: tuple[int, ...]
    disturbed: frozenset[int]
    """Everybody whose day changes in it."""
    bound: ScopeBound
    spent: float
    """Work done, in the solver's measure."""


@dataclass(frozen=True, slots=True)
class ScopeBound:
    """A weighted sum that no plan of the whole event beats; each part is read beside the heavier ones of a plan."""

    total: int
    a_meeting: int
    """What a meeting given up counts."""
    a_person: int
    """What a person told counts, beside those who are hit."""
    a_change: int
    """What a meeting counts that could stay, or is new."""

    @property
    def given_up(self) -> int:
        """How many meetings every plan gives up."""
        return self.total // self.a_meeting

    def people(self, given_up: int) -> int:
        """Return how many people are told where so many meetings are given up."""
        return max(0, (self.total - self.a_meeting * given_up) // self.a_person)

    def changed(self, given_up: int, people: int) -> int:
        """Return how many meetings change where so many are given up and so many people told."""
        return max(0, (self.total - self.a_meeting * given_up - self.a_person * people) // self.a_change)


class RepairScope:
    """One model: the meetings that are planned anew, and the rest."""

    def __init__(
        self,
        troubled: TroubledEvent,
        movable: Collection[int],
        standing: RepairPlan,
        fewest_told: int,
    ) -> None:
        """Build the model: `standing` is the plan with what stands of it, `fewest_told` are told at least.

        Time O(event + meetings x slots).
        """
        self._troubled, self._standing = troubled, standing
        self._hit = troubled.hit()
        self._model = Choices()
        self._ways: dict[int, dict[int, int]] = {}
        self._leaves: dict[int, int] = {}
        self._told: dict[int, int] = {}
        self._is_readable = self._chosen(movable)
        if not self._is_readable:
            return
        for number, ways in self._ways.items():
            self._keep_or_tell(number, ways)
        self._one_at_a_time()
        self._in_order()
        self._at_tables()
        # Counted are those who are hit and those who meet in crowded slots: all of these are among the people here.
        self._model.at_most(dict.fromkeys(self._told.values(), -1), len(self._hit) - fewest_told)
        self._aim(self._given_up())

    def _chosen(self, movable: Collection[int]) -> bool:
        """Make the ways of what is planned anew, of meetings in their way that have no other slot too."""
        todo, literals = sorted(movable), 0
        for number in todo:
            if number in self._ways:
                continue
            slots = sorted(self._troubled.slots[number])
            self._ways[number] = {slot: self._model.choice() for slot in slots}
            literals += len(slots)
            if literals > _MOST_LITERALS:
                return False
            for person in self._pair(number):
                for slot in slots:
                    other = self._standing.at.get((person, slot))
                    if other is not None and len(self._troubled.slots[other]) == 1:
                        todo.append(other)
        return literals + sum(len(self._standing.there[slot]) for slot in self._tight()) <= _MOST_LITERALS

    def _pair(self, number: int) -> tuple[int, int]:
        return self._troubled.event.appointments[number].people

    def _tight(self) -> list[int]:
        """Return the slots in which tables could be short."""
        more = Counter(slot for ways in self._ways.values() for slot in ways)
        outside = [len(there - self._ways.keys()) for there in self._standing.there]
        return [slot for slot, seats in enumerate(self._troubled.seats) if outside[slot] + more[slot] > seats]

    def _leaving(self, number: int) -> int:
        """Return whether a meeting outside leaves its slot: then both are told."""
        if number not in self._leaves:
            leaves = self._leaves[number] = self._model.choice()
            for person in self._pair(number):
                if person not in self._hit:
                    self._model.any_of(~leaves, self._is_told(person))
        return self._leaves[number]

    def _is_told(self, person: int) -> int:
        if person not in self._told:
            self._told[person] = self._model.choice()
        return self._told[person]

    def _keep_or_tell(self, number: int, ways: Mapping[int, int]) -> None:
        """Hold a meeting once at most; where it is not held as it was, both know of it."""
        self._model.at_most_one(ways.values())
        before = self._troubled.plan[number]
        for person in self._pair(number):
            if person in self._hit:
                continue
            if before in ways:
                self._model.any_of(ways[before], self._is_told(person))
            elif before == UNPLACED:
                for way in ways.values():
                    self._model.any_of(~way, self._is_told(person))

    def _one_at_a_time(self) -> None:
        at: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, ways in self._ways.items():
            for person in self._pair(number):
                for slot, way in ways.items():
                    at[person, slot].append(way)
        for where, ways_there in at.items():
            outside = self._standing.at.get(where)
            if outside is None or outside in self._ways:
                self._model.at_most_one(ways_there)
            else:
                self._model.at_most_one([*ways_there, ~self._leaving(outside)])

    def _in_order(self) -> None:
        for before, after in sorted(self._troubled.event.order):
            early, late = self._ways.get(before), self._ways.get(after)
            if early is not None and late is not None:
                for slot, way in early.items():
                    self._model.at_most_one([way, *(other for then, other in late.items() if then <= slot)])
            elif early is not None and self._troubled.stands(after):
                self._leaves_for([way for slot, way in early.items() if slot >= self._troubled.plan[after]], after)
            elif late is not None and self._troubled.stands(before):
                self._leaves_for([way for slot, way in late.items() if slot <= self._troubled.plan[before]], before)

    def _leaves_for(self, ways: Collection[int], outside: int) -> None:
        for way in ways:
            self._model.any_of(~way, self._leaving(outside))

    def _at_tables(self) -> None:
        """Hold no more meetings in a slot than it has tables."""
        for slot in self._tight():
            numbers = sorted(self._standing.there[slot] - self._ways.keys())
            more = {ways[slot]: 1 for ways in self._ways.values() if slot in ways}
            fewer = {self._leaving(number): -1 for number in numbers}
            self._model.at_most(more | fewer, self._troubled.seats[slot] - len(numbers))

    def _aim(self, given_up: int) -> None:
        """Give up as few as can be, then tell the fewest people, then change the fewest meetings.

        Last, those outside leave who could go elsewhere at once.
        """
        standing = [number for number in self._ways if self._troubled.stands(number)]
        stay = [self._ways[number][self._troubled.plan[number]] for number in standing]
        fresh = [
            way
            for number, ways in self._ways.items()
            if self._troubled.plan[number] == UNPLACED
            for way in ways.values()
        ]
        stuck = [leaves for number, leaves in self._leaves.items() if not self._standing.can_move(number)]
        self._constant = (len(stuck) + 1) * len(standing)
        self._a_change = len(stuck) + 1
        self._a_person = self._a_change * (len(standing) + len(fresh) + len(self._leaves) + 1)
        self._a_meeting = self._a_person * (len(self._told) + 1)
        weights = Counter({given_up: self._a_meeting})
        weights.update(dict.fromkeys(self._told.values(), self._a_person))
        weights.update(dict.fromkeys([*fresh, *self._leaves.values()], self._a_change))
        weights.update(dict.fromkeys(stay, -self._a_change))
        weights.update(stuck)
        self._model.minimize(weights)

    def _given_up(self) -> int:
        """Return how many are given up: no fewer than there are meetings too many for all tables."""
        wanted = len(self._troubled.wanted)
        given_up = self._model.number(max(0, wanted - sum(self._troubled.seats)), wanted)
        held = [way for ways in self._ways.values() for way in ways.values()]
        self._model.at_most(dict.fromkeys([given_up, *held], -1), -len(self._ways))
        return given_up

    def solved(self, work: float, seconds: float, stop: Callable[[], bool] = never) -> ScopeAnswer | None:
        """Return the best; None where so much work or time brought none."""
        if not self._is_readable:
            return None
        chosen = self._model.solved(work, seconds, stop)
        if chosen is None:
            return None
        values = chosen.values
        leaving = tuple(number for number, leaves in self._leaves.items() if values[leaves])
        plan = [*self._standing.plan]
        for number in leaving:
            plan[number] = UNPLACED
        for number, ways in self._ways.items():
            plan[number] = next((slot for slot, way in ways.items() if values[way]), UNPLACED)
        disturbed = self._hit | {person for person, is_told in self._told.items() if values[is_told]}
        bound = ScopeBound(chosen.bound + self._constant, self._a_meeting, self._a_person, self._a_change)
        return ScopeAnswer(tuple(plan), leaving, disturbed, bound, chosen.spent)
