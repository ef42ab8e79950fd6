"""Who of a crew goes to which of its meetings.

A day is settled so that the members wait as little as they can (`duties.py`); where the programme takes them too, in
order of time, each meeting to whoever is nearest and was called longest ago; where that gets stuck, by CP-SAT. The day
of a crew of a hundred is settled in order of time, and what gets stuck is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from tearoad.timetable.facts.parts import MeetingInterpreter
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.assignment.duties import duties
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.cp_sat import cp_sat
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.limits import Limits, model_of
from tearoad.timetable.solvers.solver import UNLIMITED_SECONDS, Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import InterpreterId, PlaceId

_WORK = 1.0
"""For one day, by each of the two exact ways."""
_MOST_WAYS = 4000
"""Meetings times members of a day: with more neither exact way ends within its work."""

Settled = tuple[Candidate, ...]


class Rota:
    """Settles days of crews, each once: the same meetings of a day always go to the same members."""

    def __init__(self, problem: Problem, crews: Crews, spots: Spots) -> None:
        """Begin with nothing settled."""
        self._problem, self._crews, self._spots = problem, crews, spots
        self._known: dict[frozenset[Candidate], Settled] = {}

    def settle(self, chosen: Sequence[Candidate]) -> tuple[Settled, Settled]:
        """Return the meetings with their own interpreters, and those for which nobody of the crew was left."""
        own: list[Candidate] = []
        left: list[Candidate] = []
        days: dict[tuple[InterpreterId, int], list[Candidate]] = defaultdict(list)
        for candidate in chosen:
            if candidate.interpreter is None or self._crews.size(candidate.interpreter) == 1:
                own.append(candidate)
            else:
                days[candidate.interpreter, self._problem.lookup.day[candidate.start]].append(candidate)
        for (crew, _), mine in days.items():
            settled = self._day(frozenset(mine), self._crews.members[crew])
            own.extend(settled)
            placed = {held.wish.id for held in settled}
            left.extend(candidate for candidate in mine if candidate.wish.id not in placed)
        return tuple(own), tuple(left)

    def _day(self, meetings: frozenset[Candidate], members: Sequence[InterpreterId]) -> Settled:
        if meetings not in self._known:
            mine = sorted(meetings, key=lambda candidate: (candidate.start, candidate.wish.id))
            self._known[meetings] = tuple(self._settled(mine, members))
        return self._known[meetings]

    def _settled(self, mine: Sequence[Candidate], members: Sequence[InterpreterId]) -> Sequence[Candidate]:
        if len(mine) * len(members) > _MOST_WAYS:
            return _in_order(mine, self._problem, members)
        waiting = _least_waiting(mine, self._problem, members)
        if waiting:
            return waiting
        in_turn = _in_order(mine, self._problem, members)
        return in_turn if len(in_turn) == len(mine) else _exactly(mine, self._problem, members, self._spots)


@dataclass(slots=True)
class _Member:
    fact: MeetingInterpreter
    held: list[Candidate] = field(default_factory=list)
    busy: set[int] = field(default_factory=set)
    place: PlaceId | None = None
    """Where they were last."""
    turn: int = -1
    """When they were last called, counted in meetings."""

    def can(self, candidate: Candidate, problem: Problem) -> bool:
        """Whether they can take a meeting that begins no earlier than those they have."""
        look, fact = problem.lookup, self.fact
        if not self.busy.isdisjoint(candidate.taken):
            return False
        worked = len(self.busy) + len(candidate.taken)
        if worked > fact.slots_left(look.day[candidate.start]):
            return False
        for last in self.held:
            way = 60 * look.minutes(last.place, candidate.place)
            if look.seconds_between(last.taken[-1], candidate.start) < way:
                return False
        return _longest(self.busy.union(candidate.taken, fact.programme), look.day) <= fact.max_run

    def take(self, candidate: Candidate, turn: int) -> None:
        self.turn, self.place = turn, candidate.place
        self.held.append(candidate)
        self.busy.update(candidate.taken)


def _longest(busy: Iterable[int], day: Sequence[int]) -> int:
    longest = run = 0
    before = -2
    for slot in sorted(busy):
        run = run + 1 if slot == before + 1 and day[slot] == day[before] else 1
        longest, before = max(longest, run), slot
    return longest


def _least_waiting(mine: Sequence[Candidate], problem: Problem, members: Sequence[InterpreterId]) -> list[Candidate]:
    """Return the day settled with the least waiting; nothing where the programme or a day too long is in the way."""
    facts = [problem.lookup.interpreter[interpreter] for interpreter in members]
    settled = []
    if not facts[0].programme:
        for fact, duty in zip(facts, duties(mine, problem, facts[0], len(members), _WORK), strict=False):
            member = _Member(fact)
            for turn, candidate in enumerate(duty):
                if not member.can(candidate, problem):
                    return []
                member.take(candidate, turn)
                settled.append(replace(candidate, interpreter=fact.id))
    return settled


def _in_order(mine: Sequence[Candidate], problem: Problem, members: Sequence[InterpreterId]) -> list[Candidate]:
    """Return the day, which is in order of time, settled in turn, without the meetings for which nobody is left."""
    crew = [_Member(problem.lookup.interpreter[member]) for member in members]
    walked, found = problem.lookup.walked, []
    for turn, candidate in enumerate(mine):
        way = {place: walked(place, candidate.place) if place else 0 for place in {member.place for member in crew}}
        crew.sort(key=lambda member: (way[member.place], member.turn))
        best = next((member for member in crew if member.can(candidate, problem)), None)
        if best is not None:
            best.take(candidate, turn)
            found.append(replace(candidate, interpreter=best.fact.id))
    return found


def _exactly(
    mine: Sequence[Candidate], problem: Problem, members: Sequence[InterpreterId], spots: Spots
) -> list[Candidate]:
    """Return as much of the day as can be settled, what is worth most."""
    ways = [replace(candidate, interpreter=member) for candidate in mine for member in members]
    model = model_of(Limits(problem, spots, ways).all(), len(ways))
    musts = problem.lookup.musts
    model.goal = {
        nth: candidate.wish.value + (10**6 if candidate.wish.id in musts else 0) for nth, candidate in enumerate(ways)
    }
    stand = model.stand()
    answer = cp_sat(stand, np.zeros(stand.width, np.int64), Effort(UNLIMITED_SECONDS, _WORK))
    return [ways[nth] for nth in np.flatnonzero(answer.values).tolist()]
