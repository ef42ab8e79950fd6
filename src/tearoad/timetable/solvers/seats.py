"""Whether a firm's people can be at the meetings chosen for them, each in one place.

Sums say how many people meetings take; who of them is named in person, and walks, makes some choices impossible all the
same. They are few, so they are not written down beforehand: where a plan holds one, the model is told, and searched on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.values import PartyId

MOST_PEOPLE = 6
"""Of larger firms only the numbers count."""
_NOWHERE = -1
"""Before somebody's first meeting of a day."""
_Day = tuple[PartyId, int]
_Seat = tuple[str, frozenset[int]]
"""Somebody of a firm by id, none of whom the sheets only count, and the slots in which they are not there."""


class Seats:
    """The people of each firm of which some are known by name."""

    def __init__(self, problem: Problem, candidates: Sequence[Candidate]) -> None:
        """Note whom each candidate needs in person. Time O(candidates)."""
        self._problem, self._candidates = problem, candidates
        self._named = defaultdict[PartyId, list[_Seat]](list)
        for person in problem.persons:
            if problem.lookup.party[person.party].base is not None:
                self._named[person.party].append((person.id, person.absent))

    def clashes(self, chosen: Collection[int]) -> Iterator[tuple[int, ...]]:
        """Yield columns that cannot be held together, at most one set for a firm's day, the last in time at the end.

        Without any of them the others of the set can be held.
        """
        days = defaultdict[_Day, list[int]](list)
        for column in sorted(chosen):
            candidate = self._candidates[column]
            for party in {candidate.wish.exporter, *candidate.wish.others} & self._named.keys():
                days[party, self._problem.lookup.day[candidate.start]].append(column)
        for (party, day), columns in days.items():
            people = self._people(party, day)
            if len(people) <= MOST_PEOPLE:
                in_time = sorted(columns, key=lambda column: self._candidates[column].start)
                yield from self._clash(in_time, people)

    def _people(self, party: PartyId, day: int) -> list[_Seat]:
        """Return the firm's people of a day: the named, and those whom the sheets only count beyond them."""
        look, named = self._problem.lookup, self._named[party]
        staff = look.party[party].staff
        beyond = max(staff[slot] - sum(slot not in absent for _name, absent in named) for slot in look.days[day])
        return [*named, *[("", frozenset[int]())] * beyond]

    def _clash(self, in_time: list[int], people: Sequence[_Seat]) -> Iterator[tuple[int, ...]]:
        if self._can_be_held(in_time, people):
            return
        count = next(n for n in range(1, len(in_time) + 1) if not self._can_be_held(in_time[:n], people))
        fewest = in_time[:count]
        for column in in_time[:count]:
            others = [other for other in fewest if other != column]
            if not self._can_be_held(others, people):
                fewest = others
        yield tuple(fewest)

    def _can_be_held(self, columns: Sequence[int], people: Sequence[_Seat]) -> bool:
        """Search who goes where, in order of time; what is left to do depends only on where everybody was last."""

        @cache
        def goes_on(done: int, last: tuple[int, ...]) -> bool:
            if done == len(columns):
                return True
            column = columns[done]
            return any(
                goes_on(done + 1, (*last[:seat], column, *last[seat + 1 :]))
                for seat, who in enumerate(people)
                if self._is_theirs(who, column, people) and self._can_come(last[seat], column)
            )

        return goes_on(0, (_NOWHERE,) * len(people))

    def _is_theirs(self, seat: _Seat, column: int, people: Sequence[_Seat]) -> bool:
        candidate, (who, absent) = self._candidates[column], seat
        both = (candidate.wish.person, self._problem.lookup.speaker(candidate.interpreter))
        needed = {name for name, _absent in people if name in both}
        return needed == {who} if needed else absent.isdisjoint(candidate.taken)

    def _can_come(self, before: int, column: int) -> bool:
        if before < 0:
            return True
        look, candidate, other = self._problem.lookup, self._candidates[before], self._candidates[column]
        return look.seconds_between(candidate.taken[-1], other.start) >= 60 * look.minutes(candidate.place, other.place)
