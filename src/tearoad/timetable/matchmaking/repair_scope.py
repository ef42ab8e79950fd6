"""The meetings of some people, planned anew by CP-SAT while everybody else enters as constants.

`relaxed`, what stands outside may be in the way at a price: whoever would have to change is counted, but nothing asks
where their meetings could go. So no plan of the whole event is better, and where nothing outside is in the way the
answer is the best plan of the whole event. Not relaxed, everything outside stays as it is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tearoad.timetable.matchmaking.event import UNPLACED
from tearoad.timetable.matchmaking.event_troubles import TroubledEvent
from tearoad.timetable.solvers.cp_sat import SolverWatch
from tearoad.timetable.solvers.solver import never

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

_MOST_WAYS = 200_000
"""So many places of meetings are looked at by CP-SAT at most: more are not even read in seconds."""


@dataclass(frozen=True, slots=True)
class ScopeAnswer:
    """What some people's meetings come to, and what outside is in its way."""

    plan: tuple[int, ...]
    held: int
    """How many of the meetings that are to be held are."""
    people: int
    """How many people at least see another day, those who are hit anyway among them."""
    blocked: frozenset[int]
    """People outside whose meetings are in the way."""
    crowded: tuple[tuple[int, int], ...]
    """Slots with more meetings than tables, and by how many."""
    spent: float
    """Work done, in the solver's measure."""


class RepairScope:
    """One model: people whose meetings may move, and the rest."""

    def __init__(
        self, troubled: TroubledEvent, people: Collection[int], *, relaxed: bool, least: int | None = None
    ) -> None:
        """Build the model; with `least`, so many meetings are held and people alone count.

        Time O(event + meetings of these people x slots).
        """
        from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.3 s, only when a plan is mended

        self._troubled, self._people, self._relaxed = troubled, frozenset(people), relaxed
        self._hit = troubled.hit()
        self._model = cp_model.CpModel()
        self._ways: dict[int, dict[int, cp_model.IntVar]] = {}
        self._disturbed: dict[int, cp_model.IntVar] = {}
        self._excess: dict[int, cp_model.IntVar] = {}
        self._outside: dict[tuple[int, int], int] = {}
        """The meeting outside that somebody has in a slot."""
        self._load: Counter[int] = Counter()
        for number in sorted(troubled.wanted):
            pair = troubled.event.appointments[number].people
            if not self._people.isdisjoint(pair):
                self._ways[number] = {slot: self._model.new_bool_var("") for slot in sorted(troubled.slots[number])}
            elif troubled.stands(number):
                self._load[troubled.plan[number]] += 1
                self._outside |= {(person, troubled.plan[number]): number for person in pair}
        for number, ways in self._ways.items():
            self._keep_or_disturb(number, ways)
        self._one_at_a_time()
        self._in_order()
        self._at_tables()
        self._held = sum(way for ways in self._ways.values() for way in ways.values())
        if least is not None:
            self._model.add(self._held + self._load.total() >= least)
        self._aim(counts_held=least is None)

    def _keep_or_disturb(self, number: int, ways: dict[int, cp_model.IntVar]) -> None:
        """Hold a meeting once at most; where it is not held as it was, both know of it."""
        self._model.add_at_most_one(ways.values())
        before = self._troubled.plan[number]
        for person in self._troubled.event.appointments[number].people:
            if person in self._hit:
                continue
            changes = self._day_changes(person)
            if before in ways:
                self._model.add_bool_or([ways[before], changes])
            elif before == UNPLACED:
                for way in ways.values():
                    self._model.add_implication(way, changes)

    def _day_changes(self, person: int) -> cp_model.IntVar:
        if person not in self._disturbed:
            self._disturbed[person] = self._model.new_bool_var("")
        return self._disturbed[person]

    def _forbid_or_tell(self, way: cp_model.IntVar, outside: int) -> None:
        """Let a way be taken only where both of a meeting outside get another time."""
        if not self._relaxed:
            self._model.add(way == 0)
            return
        for person in self._troubled.event.appointments[outside].people:
            if person not in self._hit:
                self._model.add_implication(way, self._day_changes(person))

    def _one_at_a_time(self) -> None:
        at: dict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
        for number, ways in self._ways.items():
            for person in self._troubled.event.appointments[number].people:
                for slot, way in ways.items():
                    at[person, slot].append(way)
        for where, ways_there in at.items():
            self._model.add_at_most_one(ways_there)
            if where in self._outside:
                self._forbid_or_tell_all(ways_there, self._outside[where])

    def _in_order(self) -> None:
        for before, after in sorted(self._troubled.event.order):
            early, late = self._ways.get(before), self._ways.get(after)
            if early is not None and late is not None:
                for slot, way in early.items():
                    self._model.add_at_most_one([way, *(other for then, other in late.items() if then <= slot)])
            elif self._troubled.stands(after):
                too_late = [way for slot, way in (early or {}).items() if slot >= self._troubled.plan[after]]
                self._forbid_or_tell_all(too_late, after)
            elif self._troubled.stands(before):
                too_early = [way for slot, way in (late or {}).items() if slot <= self._troubled.plan[before]]
                self._forbid_or_tell_all(too_early, before)

    def _forbid_or_tell_all(self, ways: Sequence[cp_model.IntVar], outside: int) -> None:
        for way in ways:
            self._forbid_or_tell(way, outside)

    def _at_tables(self) -> None:
        """Hold as many meetings as there are tables; what is too much outside costs two people a meeting."""
        at: dict[int, list[cp_model.IntVar]] = defaultdict(list)
        for ways in self._ways.values():
            for slot, way in ways.items():
                at[slot].append(way)
        most = 2 * max(self._load.values(), default=0)
        self._others = self._model.new_int_var(0, most, "")
        for slot, seats in enumerate(self._troubled.seats):
            load = self._load[slot]
            if load + len(at[slot]) <= seats:
                continue
            if not self._relaxed:
                self._model.add(sum(at[slot]) <= max(0, seats - load))
                continue
            excess = self._excess[slot] = self._model.new_int_var(0, load, "")
            self._model.add(sum(at[slot]) + load - seats <= excess)
            there = {person for person, when in self._outside if when == slot}
            changes = [self._disturbed[person] for person in sorted(there & self._disturbed.keys())]
            self._model.add(2 * excess <= self._others + sum(changes) + len(there & self._hit))

    def _aim(self, *, counts_held: bool) -> None:
        """Hold as many as can be, then disturb the fewest people, then change the fewest meetings."""
        stay = [
            ways[self._troubled.plan[number]]
            for number, ways in self._ways.items()
            if self._troubled.plan[number] in ways
        ]
        fresh = [
            way
            for number, ways in self._ways.items()
            if self._troubled.plan[number] == UNPLACED
            for way in ways.values()
        ]
        a_person = len(stay) + len(fresh) + 1
        a_meeting = a_person * (len(self._disturbed) + 2 * max(self._load.values(), default=0) + 1)
        people = sum(self._disturbed.values()) + self._others
        self._model.maximize(a_meeting * counts_held * self._held - a_person * people + sum(stay) - sum(fresh))

    def solved(
        self, work: float, seconds: float, hint: Sequence[int], stop: Callable[[], bool] = never
    ) -> ScopeAnswer | None:
        """Return the best, relaxed only if proved; None where so much work or time brought none."""
        if sum(map(len, self._ways.values())) > _MOST_WAYS:
            return None
        from ortools.sat.python import cp_model  # noqa: PLC0415  # 1.3 s to load, only for who repairs an event

        solver = cp_model.CpSolver()
        solver.parameters.catch_sigint_signal = False
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = max(0.001, work)
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        for number, ways in self._ways.items():
            for slot, way in ways.items():
                self._model.add_hint(way, slot == hint[number])
        with SolverWatch(solver, stop):
            status = solver.solve(self._model)
        proved = (cp_model.OPTIMAL,) if self._relaxed else (cp_model.OPTIMAL, cp_model.FEASIBLE)
        if status not in proved:
            return None
        plan = [slot if self._troubled.stands(one) else UNPLACED for one, slot in enumerate(self._troubled.plan)]
        for number, ways in self._ways.items():
            plan[number] = next((slot for slot, way in ways.items() if solver.boolean_value(way)), UNPLACED)
        people = len(self._hit) + solver.value(self._others)
        people += sum(solver.boolean_value(changes) for changes in self._disturbed.values())
        return ScopeAnswer(
            tuple(plan),
            sum(plan[number] != UNPLACED for number in self._troubled.wanted),
            people,
            frozenset(self._blocked(plan)),
            tuple(self._crowded(plan)),
            solver.response_proto.deterministic_time,
        )

    def _blocked(self, plan: list[int]) -> Iterator[int]:
        """Yield who has two meetings at once or one out of order, one of the two outside."""
        people = self._troubled.event.appointments
        for number in self._ways:
            for person in people[number].people:
                if (person, plan[number]) in self._outside:
                    yield person
        for before, after in self._troubled.event.order:
            if UNPLACED not in (plan[before], plan[after]) and plan[before] >= plan[after]:
                for number in (before, after):
                    yield from people[number].people

    def _crowded(self, plan: list[int]) -> Iterator[tuple[int, int]]:
        """Yield slots in which too many meet."""
        for slot, count in sorted(Counter(slot for slot in plan if slot != UNPLACED).items()):
            if count > self._troubled.seats[slot]:
                yield slot, count - self._troubled.seats[slot]
