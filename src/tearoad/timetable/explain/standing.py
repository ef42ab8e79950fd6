"""A plan seen as chosen candidates: how much is left under each limit, and which limits a further one would break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate, candidates
from tearoad.timetable.solvers.limits import Limit, Limits, columns_of
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Block:
    """A limit that a candidate would exceed by `excess`, and what the plan's meetings take of it."""

    limit: Limit
    excess: int
    holders: dict[int, int]
    """Column of a meeting in the plan -> what it takes."""


class Standing:
    """Every candidate beside the plan as it stands; no meeting changes its table to make room."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        """Build candidates and limits once for all questions. Time as for the start of a search."""
        bare = replace(problem, previous=())
        self._problem, self._meetings = bare, plan.meetings
        spots = Spots(bare, as_seated=True)
        self.like = spots.like
        self.candidates = candidates(bare, spots)
        limits = Limits(bare, spots, self.candidates).all()
        self._limits = limits
        self._rows = columns_of(limits, len(self.candidates))
        self.of: dict[WishId, list[int]] = {wish.id: [] for wish in problem.wishes}
        for column, one in enumerate(self.candidates):
            self.of[one.wish.id].append(column)
        self.chosen = frozenset(column for meeting in plan.meetings for column in self._column(meeting))
        self._used = [0] * len(limits)
        self._holders: list[dict[int, int]] = [{} for _ in limits]
        for column in sorted(self.chosen):
            for row, weight in self._rows[column]:
                self._used[row] += weight
                self._holders[row][column] = weight

    def _column(self, meeting: Meeting) -> Iterator[int]:
        for column in self.of.get(meeting.wish, ()):
            one = self.candidates[column]
            if (one.start, one.interpreter) == (
                meeting.start,
                meeting.interpreter,
            ) and meeting.place in one.spot.places:
                yield column
                return

    def blocks(self, column: int) -> list[Block]:
        """Return the limits that keep a candidate out of the plan; none when it fits as it is."""
        found = []
        for row, weight in self._rows[column]:
            excess = self._used[row] + weight - self._limits[row].most
            if excess > 0:
                found.append(Block(self._limits[row], excess, self._holders[row]))
        return found

    def seat(self, column: int, given: frozenset[WishId]) -> PlaceId:
        """Return a place with room for a candidate once the given meetings are gone; such a place must exist."""
        one, look = self.candidates[column], self._problem.lookup
        taken = Counter(
            (meeting.place, slot)
            for meeting in self._meetings
            if meeting.wish not in given and meeting.wish in look.wish
            for slot in look.taken(meeting.start, look.wish[meeting.wish].slots)
        )
        return next(
            place
            for place in one.spot.places
            if all(taken[place, slot] < look.place[place].capacity for slot in one.taken)
        )

    def candidate(self, column: int) -> Candidate:
        """Return the candidate of a column."""
        return self.candidates[column]
