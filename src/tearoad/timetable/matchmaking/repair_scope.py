"""Some meetings of an event planned anew by CP-SAT, while every other one stays or leaves for nowhere in particular.

A meeting outside may leave at a price: both of its people are told, but nothing asks where it could go. So no plan of
the whole event is better than the answer, and where nothing outside leaves it is the best plan of the whole event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tearoad.timetable.matchmaking.event import UNPLACED
from tearoad.timetable.matchmaking.event_troubles import TroubledEvent
from tearoad.timetable.matchmaking.repair_plan import RepairPlan
from tearoad.timetable.solvers.cp_sat import SolverWatch
from tearoad.timetable.solvers.solver import never

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_MOST_LITERALS = 60_000
"""So many choices are looked at by CP-SAT at most: more are not even read in seconds."""


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """What some meetings come to, and which others are in their way."""

    plan: tuple[int, ...]
    """Meetings outside that leave are not held in it."""
    leaving: tuple[int, ...]
    told: frozenset[int]
    """Everybody whose day changes in it."""
    bound: ScopeBound
    spent: float
    """Work done, in the solver's measure."""


@dataclass(frozen=True, slots=True)
class ScopeBound:
    """A weighted sum that no plan of the whole event beats; each part is read beside the heavier ones of a plan."""

    total: int
    a_meeting: int
    """What a meeting given up counts; 0 where so many were allowed."""
    a_person: int
    """What a person told counts, beside those who are hit."""
    a_change: int
    """What a meeting counts that could stay, or is new."""

    @property
    def given_up(self) -> int:
        """How many meetings every plan gives up."""
        return self.total // self.a_meeting if self.a_meeting else 0

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
        *,
        most_given_up: int | None = None,
    ) -> None:
        """Build the model; with `most_given_up`, so many may be given up and people alone count.

        Time O(event + meetings x slots).
        """
        from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.3 s, only when a plan is mended

        self._troubled, self._standing = troubled, standing
        self._hit = troubled.hit()
        self._model = cp_model.CpModel()
        self._ways: dict[int, dict[int, cp_model.IntVar]] = {}
        self._leaves: dict[int, cp_model.IntVar] = {}
        self._told: dict[int, cp_model.IntVar] = {}
        self._most_given_up = most_given_up
        self._is_readable = self._chosen(movable)
        if not self._is_readable:
            return
        for number, ways in self._ways.items():
            self._keep_or_tell(number, ways)
        self._one_at_a_time()
        self._in_order()
        self._at_tables()
        self._aim()

    def _chosen(self, movable: Collection[int]) -> bool:
        """Make the ways of what is planned anew, of meetings in their way that have no other slot too."""
        todo, literals = sorted(movable), 0
        for number in todo:
            if number in self._ways:
                continue
            slots = sorted(self._troubled.slots[number])
            self._ways[number] = {slot: self._model.new_bool_var("") for slot in slots}
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

    def _leaving(self, number: int) -> cp_model.IntVar:
        """Return whether a meeting outside leaves its slot: then both are told."""
        if number not in self._leaves:
            leaves = self._leaves[number] = self._model.new_bool_var("")
            for person in self._pair(number):
                if person not in self._hit:
                    self._model.add_implication(leaves, self._is_told(person))
        return self._leaves[number]

    def _is_told(self, person: int) -> cp_model.IntVar:
        if person not in self._told:
            self._told[person] = self._model.new_bool_var("")
        return self._told[person]

    def _keep_or_tell(self, number: int, ways: Mapping[int, cp_model.IntVar]) -> None:
        """Hold a meeting once at most; where it is not held as it was, both know of it."""
        self._model.add_at_most_one(ways.values())
        before = self._troubled.plan[number]
        for person in self._pair(number):
            if person in self._hit:
                continue
            if before in ways:
                self._model.add_bool_or([ways[before], self._is_told(person)])
            elif before == UNPLACED:
                for way in ways.values():
                    self._model.add_implication(way, self._is_told(person))

    def _one_at_a_time(self) -> None:
        at: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for number, ways in self._ways.items():
            for person in self._pair(number):
                for slot, way in ways.items():
                    at[person, slot].append(way)
        for where, ways_there in at.items():
            outside = self._standing.at.get(where)
            if outside is None or outside in self._ways:
                self._model.add_at_most_one(ways_there)
            else:
                self._model.add_at_most_one([*ways_there, ~self._leaving(outside)])

    def _in_order(self) -> None:
        for before, after in sorted(self._troubled.event.order):
            early, late = self._ways.get(before), self._ways.get(after)
            if early is not None and late is not None:
                for slot, way in early.items():
                    self._model.add_at_most_one([way, *(other for then, other in late.items() if then <= slot)])
            elif early is not None and self._troubled.stands(after):
                self._leaves_for([way for slot, way in early.items() if slot >= self._troubled.plan[after]], after)
            elif late is not None and self._troubled.stands(before):
                self._leaves_for([way for slot, way in late.items() if slot <= self._troubled.plan[before]], before)

    def _leaves_for(self, ways: Collection[cp_model.IntVar], outside: int) -> None:
        for way in ways:
            self._model.add_implication(way, self._leaving(outside))

    def _at_tables(self) -> None:
        """Hold no more meetings in a slot than it has tables."""
        for slot in self._tight():
            numbers = sorted(self._standing.there[slot] - self._ways.keys())
            ways = [ways[slot] for ways in self._ways.values() if slot in ways]
            leaving = [self._leaving(number) for number in numbers]
            self._model.add(sum(ways) - sum(leaving) <= self._troubled.seats[slot] - len(numbers))

    def _aim(self) -> None:
        """Give up as few as can be, then tell the fewest people, then change the fewest meetings.

        Last, those outside leave who could go elsewhere at once.
        """
        plan, leaves = self._troubled.plan, self._leaves
        standing = [number for number in self._ways if self._troubled.stands(number)]
        fresh = [way for number, ways in self._ways.items() if plan[number] == UNPLACED for way in ways.values()]
        stay = [self._ways[number][plan[number]] for number in standing]
        stuck = [leaving for number, leaving in leaves.items() if not self._standing.can_move(number)]
        self._a_change = len(stuck) + 1
        self._a_person = self._a_change * (len(standing) + len(fresh) + len(leaves) + 1)
        self._a_meeting = 0 if self._most_given_up is not None else self._a_person * (len(self._told) + 1)
        held = sum(way for ways in self._ways.values() for way in ways.values())
        wanted, seats = len(self._troubled.wanted), sum(self._troubled.seats)
        given_up = self._model.new_int_var(max(0, wanted - seats), wanted, "")
        self._model.add(given_up >= len(self._ways) - held)
        if self._most_given_up is not None:
            self._model.add(given_up <= self._most_given_up)
        changed = len(standing) - sum(stay) + sum(fresh) + sum(leaves.values())
        people = sum(self._told.values())
        self._model.minimize(
            self._a_meeting * given_up + self._a_person * people + self._a_change * changed + sum(stuck)
        )

    def solved(self, work: float, seconds: float, stop: Callable[[], bool] = never) -> ScopeAnswer | None:
        """Return the best; None where so much work or time brought none."""
        if not self._is_readable:
            return None
        from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.3 s to load, only for who repairs an event

        solver = cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = max(0.001, work)
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        with SolverWatch(solver, stop):
            status = solver.solve(self._model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        leaving = tuple(number for number, leaves in self._leaves.items() if solver.boolean_value(leaves))
        plan = [*self._standing.plan]
        for number in leaving:
            plan[number] = UNPLACED
        for number, ways in self._ways.items():
            plan[number] = next((slot for slot, way in ways.items() if solver.boolean_value(way)), UNPLACED)
        told = self._hit | {person for person, told in self._told.items() if solver.boolean_value(told)}
        total = round(solver.best_objective_bound)
        bound = ScopeBound(total, self._a_meeting, self._a_person, self._a_change)
        return ScopeAnswer(tuple(plan), leaving, told, bound, solver.response_proto.deterministic_time)
