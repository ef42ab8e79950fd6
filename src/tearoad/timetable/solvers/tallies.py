"""What objectives cost as meetings are put and taken one by one: counted on, never anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from tearoad.mission import Objective
from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import (
    Candidate,
    Mover,
    areas,
    faces,
    is_on_site,
    minutes_from_bases,
    movers,
)
from tearoad.timetable.solvers.crews import Crews, on_duty, size
from tearoad.timetable.solvers.rests import soft_rests
from tearoad.values import InterpreterId, PlaceId


class Tally(Protocol):
    """One objective's cost now."""

    cost: int

    def count(self, column: int, sign: int) -> None:
        """Put a candidate (1) or take it (-1)."""


def tally(objective: Objective, problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> Tally:
    """Return an objective's tally of an empty plan; only those of `TALLIED` have one.

    Of a crew it counts what the crew's level counts (`levels/`): the least that its members can do.
    """
    return TALLIED[objective](problem, candidates, crews)


class _Waiting:
    """Free slots between the first and the last busy one of each mover's day; slots are bits."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> None:
        self.cost = 0
        look = problem.lookup
        everyone = [tuple(movers(candidate, look)) for candidate in candidates]
        self._movers = [tuple(one for one in mine if size(one, crews) == 1) for mine in everyone]
        self._crews = [tuple(one for one in mine if size(one, crews) > 1) for mine in everyone]
        self._taken = [candidate.taken for candidate in candidates]
        self._bits = [sum(1 << slot for slot in candidate.taken) for candidate in candidates]
        self._busy: dict[Mover, int] = defaultdict(int)
        self._first = {day: slots[0] for day, slots in look.days.items()}
        self._days: dict[Mover, list[int]] = {
            mover: [0] * len(look.days[mover[2]]) for mine in self._crews for mover in mine
        }
        self._members = {mover: size(mover, crews) for mover in self._days}
        self._runs = {mover: look.interpreter[InterpreterId(mover[1])].max_run for mover in self._days}

    def count(self, column: int, sign: int) -> None:
        for mover in self._movers[column]:
            self.cost -= _waits(self._busy[mover])
            self._busy[mover] ^= self._bits[column]  # a slot is busy once at most: putting and taking are one
            self.cost += _waits(self._busy[mover])
        for mover in self._crews[column]:
            busy, first = self._days[mover], self._first[mover[2]]
            self.cost -= self._crew_waits(mover)
            for slot in self._taken[column]:
                busy[slot - first] += sign
            self.cost += self._crew_waits(mover)

    def _crew_waits(self, mover: Mover) -> int:
        """At least so much: gaps that the members cannot cover by beginning later, and pauses between runs."""
        busy, members, held = self._days[mover], self._members[mover], sum(self._days[mover])
        return max(sum(on_duty(busy, members)) - held, -(-held // self._runs[mover]) - members)


def _waits(busy: int) -> int:
    return busy.bit_length() - (busy & -busy).bit_length() + 1 - busy.bit_count() if busy else 0


class _Distinct:
    """How many different keys the chosen candidates have; of a crew's key as many as at one time."""

    def __init__(
        self, candidates: Sequence[Candidate], keys: Callable[[Candidate], Iterable[tuple[Hashable, int]]]
    ) -> None:
        self.cost = 0
        found = [tuple(keys(candidate)) for candidate in candidates]
        self._single = [tuple(key for key, members in mine if members == 1) for mine in found]
        self._crews = [tuple(key for key, members in mine if members > 1) for mine in found]
        self._taken = [candidate.taken for candidate in candidates]
        self._times: Counter[Hashable] = Counter()
        self._busy: dict[Hashable, Counter[int]] = defaultdict(Counter)

    def count(self, column: int, sign: int) -> None:
        for key in self._single[column]:
            self.cost -= self._times[key] > 0
            self._times[key] += sign
            self.cost += self._times[key] > 0
        for key in self._crews[column]:
            busy = self._busy[key]
            self.cost -= max(busy.values(), default=0)
            for slot in self._taken[column]:
                busy[slot] += sign
            self.cost += max(busy.values(), default=0)


class _Resting:
    """How many people go without a pause."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> None:
        del crews
        self.cost = 0
        groups = soft_rests(problem, candidates)
        self._over = [[-one.most for one in group] for group in groups]
        """By how much the columns in hand exceed each rest."""
        self._use: list[dict[int, list[tuple[int, int]]]] = [defaultdict(list) for _ in candidates]
        """Column -> group -> the rests of it that it weighs on."""
        for nth, group in enumerate(groups):
            for place, one in enumerate(group):
                for column, weight in one.use.items():
                    self._use[column][nth].append((place, weight))

    def count(self, column: int, sign: int) -> None:
        for nth, rests in self._use[column].items():
            over = self._over[nth]
            self.cost -= max(0, *over)
            for place, weight in rests:
                over[place] += sign * weight
            self.cost += max(0, *over)


class _Lacking:
    """How many meetings the quotas lack."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> None:
        del crews
        self._left = [quota.least for quota in problem.quotas]
        self.cost = sum(self._left)
        self._quotas = [
            tuple(
                nth
                for nth, quota in enumerate(problem.quotas)
                if candidate.start in quota.slots and quota.party in candidate.wish.parties
            )
            for candidate in candidates
        ]

    def count(self, column: int, sign: int) -> None:
        for nth in self._quotas[column]:
            self.cost -= max(0, self._left[nth])
            self._left[nth] -= sign
            self.cost += max(0, self._left[nth])


class _Walking:
    """Minutes from meeting to meeting of each mover's day, and from bases and back."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> None:
        self.cost = 0
        self._look = problem.lookup
        self._starts = [(candidate.start, candidate.place) for candidate in candidates]
        self._bases = [minutes_from_bases(candidate, self._look) for candidate in candidates]
        self._movers = [
            tuple(
                mover
                for mover in movers(candidate, self._look)
                if size(mover, crews) == 1 and is_on_site(candidate, self._look)
            )
            for candidate in candidates
        ]
        self._days: dict[Mover, dict[int, PlaceId]] = defaultdict(dict)

    def count(self, column: int, sign: int) -> None:
        self.cost += sign * self._bases[column]
        start, place = self._starts[column]
        for mover in self._movers[column]:
            day = self._days[mover]
            self.cost -= _walked(day, self._look)
            if sign > 0:
                day[start] = place
            else:
                del day[start]
            self.cost += _walked(day, self._look)


def _walked(day: Mapping[int, PlaceId], look: Lookup) -> int:
    places = [day[start] for start in sorted(day)]
    return sum(look.walked(here, there) for here, there in pairwise(places))


def _faces(problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> Tally:
    return _Distinct(
        candidates, lambda candidate: ((key, crews.size(key[2])) for key in faces(candidate, problem.lookup))
    )


def _areas(problem: Problem, candidates: Sequence[Candidate], crews: Crews) -> Tally:
    return _Distinct(
        candidates, lambda candidate: ((key, size(key[0], crews)) for key in areas(candidate, problem.lookup))
    )


TALLIED: Mapping[Objective, Callable[[Problem, Sequence[Candidate], Crews], Tally]] = {
    Objective.MINIMUMS: _Lacking,
    Objective.PAUSES: _Resting,
    Objective.IDLE: _Waiting,
    Objective.INTERPRETER_CHANGES: _faces,
    Objective.PLACE_CHANGES: _areas,
    Objective.WALKING: _Walking,
}
"""The objectives that single meetings can serve by going elsewhere."""
