"""A plan seen as chosen candidates: how much is left under each limit, and which limits a further one would break."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import MeetingInterpreter, Pin, Problem, Wish
from tearoad.timetable.solvers.candidates import Candidate, serves, ways
from tearoad.timetable.solvers.limits import Label, Limit, Limits, Why, columns_of
from tearoad.timetable.solvers.seats import Seats
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import InterpreterId, PartyId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Block:
    """A limit that a candidate would exceed by `excess`, and what the plan's meetings take of it."""

    limit: Limit
    excess: int
    alone: bool
    """Whether it would exceed the limit without any other meeting."""
    holders: dict[int, int]
    """Column of a meeting in the plan -> what it takes."""


class StandingWays:
    """Every way of each wish left out beside the plan as it stands; no meeting changes its table to make room."""

    def __init__(self, problem: Problem, plan: Plan, left_out: Sequence[Wish]) -> None:
        """Build the ways and the limits once for all questions. Time O(ways of the wishes left out + meetings)."""
        self._problem, self._meetings, look = replace(problem, previous=()), plan.meetings, problem.lookup
        self._spots = Spots(self._problem, as_seated=True)
        held = [meeting for meeting in plan.meetings if meeting.wish in look.wish]
        found = [
            self._whole_spot(look.wish[meeting.wish], meeting.start, meeting.place, meeting.interpreter)
            for meeting in held
        ]
        self.of: dict[WishId, range] = {}
        """The columns of a wish's ways."""
        for wish in left_out:
            first = len(found)
            found.extend(self._ways(wish))
            self.of[wish.id] = range(first, len(found))
        self.candidates = tuple(found)
        self._as_meeting: dict[int, Meeting] = {}
        self._weights_of: dict[int, dict[int, int]] = {}
        possible = {wish.id: set(ways(wish, self._problem, self._spots)) for wish in left_out}
        self.possible = frozenset(
            column for wish, mine in self.of.items() for column in mine if found[column] in possible[wish]
        )
        """The columns of ways that would break no rule if they were alone."""
        # Doubles too: two rules that bind the same ways are two things in the way.
        self._limits = tuple(Limits(self._problem, self._spots, self.candidates).each())
        self._rows = columns_of(self._limits, len(found))
        self._used = [0] * len(self._limits)
        self._holders: list[dict[int, int]] = [{} for _ in self._limits]
        self._count_held = len(held)
        self._seats = Seats(problem, self.candidates)
        self._held_by_day = defaultdict[tuple[PartyId, int], list[int]](list)
        for column in self.held:
            for party in found[column].wish.parties:
                self._held_by_day[party, look.day[found[column].start]].append(column)
        for column in self.held:
            for row, weight in self._rows[column]:
                self._used[row] += weight
                self._holders[row][column] = weight

    def _whole_spot(self, wish: Wish, start: int, place: PlaceId, interpreter: InterpreterId | None) -> Candidate:
        return Candidate(wish, start, self._spots.whole(place), interpreter)

    def _ways(self, wish: Wish) -> Iterator[Candidate]:
        """Yield each start with each place (like tables once) and each interpreter who may work in the meeting."""
        pin = self._problem.lookup.pin.get(wish.id)
        needed = wish.needs_speaker or (pin is not None and pin.interpreter is not None)
        speakers = [interpreter.id for interpreter in able(self._problem, wish)] if needed else [None]
        places = dict.fromkeys(self._spots.whole(place).places[0] for place in wish.places)
        for start, place, speaker in product(sorted(wish.starts), places, speakers):
            yield self._whole_spot(wish, start, place, speaker)

    def blocks(self, column: int) -> list[Block]:
        """Return the limits that keep a candidate out of the plan; none when it fits as it is."""
        found = []
        for row, weight in self._rows[column]:
            excess = self._used[row] + weight - self._limits[row].most
            if excess > 0:
                alone = weight > self._limits[row].most
                found.append(Block(self._limits[row], excess, alone, self._holders[row]))
        return found

    def fits_without(self, column: int, held: int) -> bool:
        """Return whether a way fits once a meeting of the plan is gone."""
        gone = self._weights(held)
        if any(
            self._used[row] + weight - gone.get(row, 0) > self._limits[row].most for row, weight in self._rows[column]
        ):
            return False
        return not self._cannot_be_seated(column, (column,), (held,))

    def fit_together(self, column: int, other: int, held: int) -> bool:
        """Return whether two ways fit beside each other once a meeting is gone, each of which fits then by itself."""
        weights, other_weights, gone = self._weights(column), self._weights(other), self._weights(held)
        if any(
            self._used[row] + weights[row] + other_weights[row] - gone.get(row, 0) > self._limits[row].most
            for row in weights.keys() & other_weights.keys()
        ):
            return False
        return not any(self._cannot_be_seated(each, (column, other), (held,)) for each in (column, other))

    def _weights(self, column: int) -> dict[int, int]:
        """Return what a column takes of each limit it is bound by."""
        if column not in self._weights_of:
            self._weights_of[column] = dict(self._rows[column])
        return self._weights_of[column]

    def _cannot_be_seated(self, column: int, added: Sequence[int], gone: Collection[int]) -> bool:
        look = self._problem.lookup
        firm, day = self.candidates[column].wish.exporter, look.day[self.candidates[column].start]
        staying = [held for held in self._held_by_day[firm, day] if held not in gone]
        joining = [
            way
            for way in added
            if firm in self.candidates[way].wish.parties and look.day[self.candidates[way].start] == day
        ]
        return any(self._seats.clashes((*staying, *joining)))

    def seat(self, column: int, given: frozenset[WishId], beside: Sequence[Meeting] = ()) -> PlaceId:
        """Return a place with room for a candidate once the given meetings are gone and those `beside` have come.

        Such a place must exist.
        """
        candidate, look = self.candidates[column], self._problem.lookup
        taken = Counter(
            (meeting.place, slot)
            for meeting in (*self._meetings, *beside)
            if (meeting in beside or meeting.wish not in given) and meeting.wish in look.wish
            for slot in look.taken(meeting.start, look.wish[meeting.wish].slots)
        )
        return next(
            place
            for place in candidate.spot.places
            if all(taken[place, slot] < look.place[place].capacity for slot in candidate.taken)
        )

    @property
    def held(self) -> range:
        """The columns of the plan's own meetings."""
        return range(self._count_held)

    def without_seat(self, column: int, given: frozenset[int] = frozenset()) -> Iterator[Block]:
        """Yield the meetings of the day that, with this one, the firm's people cannot all be at, some given up."""
        wish, day = self.candidates[column].wish, self._problem.lookup.day[self.candidates[column].start]
        theirs = [held for held in self._held_by_day[wish.exporter, day] if held not in given]
        for clash in self._seats.clashes((*theirs, column)):
            limit = Limit(clash, (1,) * len(clash), len(clash) - 1, Label(Why.SEAT, wish.exporter))
            yield Block(limit, 1, alone=len(clash) == 1, holders=dict.fromkeys(set(clash) - {column}, 1))

    def candidate(self, column: int) -> Candidate:
        """Return the candidate of a column."""
        return self.candidates[column]

    def meeting(self, column: int) -> Meeting:
        """Return a column as a meeting, at the first of like tables."""
        if column not in self._as_meeting:
            candidate = self.candidates[column]
            self._as_meeting[column] = Meeting(
                candidate.wish.id, candidate.start, candidate.place, candidate.interpreter
            )
        return self._as_meeting[column]


def able(problem: Problem, wish: Wish) -> list[MeetingInterpreter]:
    """Return the interpreters who may work in a meeting at all, the hour left aside."""
    pin = problem.lookup.pin.get(wish.id, Pin(wish.id))
    return [interpreter for interpreter in problem.lookup.interpreter.values() if serves(interpreter, wish, pin)]
