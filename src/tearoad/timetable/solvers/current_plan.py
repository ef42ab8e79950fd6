"""The plan that a search holds: as columns of the candidates, as values of a model, and as meetings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np

from tearoad.timetable.plan import Meeting
from tearoad.timetable.solvers.assignment.rota import Rota, Settled
from tearoad.timetable.solvers.assignment.tables import seat
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.levels import Complete, Ground, columns_of_all
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.seats import Seats
from tearoad.timetable.solvers.spots import Spots
from tearoad.values import InterpreterId, WishId


class CurrentPlan:
    """What a search holds: crews count as one interpreter until people's days count, then somebody goes by name."""

    def __init__(self, ground: Ground, spots: Spots) -> None:
        """Begin with no meeting."""
        self.chosen: frozenset[int] = frozenset()
        """The columns of the meetings held."""
        self.by_name: tuple[Candidate, ...] | None = None
        """The plan with a member of each crew, once people's days count; `chosen` may be ahead of it for a while."""
        self._completes: list[Complete] = []
        """What gives each level's own columns their values."""
        self._ground = ground
        self._rota = Rota(ground.problem, ground.crews, spots)
        self._seats = Seats(ground.problem, ground.candidates)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings, each with its table and its interpreter."""
        return seat(
            self.by_name if self.by_name is not None else self.with_members(self.chosen)[0], self._ground.problem
        )

    def values(self) -> Whole:
        """Return the value of each of the model's columns."""
        width = len(self._ground.candidates)
        values = np.zeros(self._ground.model.width, np.int64)
        values[sorted(self.chosen)] = 1
        values[width:] = columns_of_all(self._completes, self.chosen)
        return values

    def add_level(self, complete: Complete) -> None:
        """Know from now on the columns of one more level; `complete` gives them their values."""
        self._completes.append(complete)

    def columns_in(self, values: Whole) -> frozenset[int]:
        """Return the columns of the meetings that values of the model's columns hold."""
        return frozenset(np.flatnonzero(values[: len(self._ground.candidates)]).tolist())

    def take(self, values: Whole) -> None:
        """Hold from now on what the values of a model say."""
        self.chosen = self.columns_in(values)

    def hold_without(self, values: Whole, left: frozenset[int]) -> Whole:
        """Hold what the values say but for those columns; return the values of what is held then."""
        if not left:
            return values
        self.take(values)
        self.chosen -= left
        return self.values()

    def columns_of(self, meetings: Sequence[Meeting]) -> list[int]:
        """Return the columns of a plan's meetings; of an interpreter in a crew, that of the crew."""
        crew: dict[InterpreterId | None, InterpreterId | None] = {
            member: head for head, members in self._ground.crews.members.items() for member in members
        }
        if not meetings:
            return []
        where = {meeting.wish: (meeting.start, crew.get(meeting.interpreter), meeting.place) for meeting in meetings}
        columns: dict[WishId, int] = {}
        for column, candidate in enumerate(self._ground.candidates):
            start, interpreter, place = where.get(candidate.wish.id, (-1, None, ""))
            if (candidate.start, candidate.interpreter) == (start, interpreter) and place in candidate.spot.places:
                columns.setdefault(candidate.wish.id, column)
        return list(columns.values())

    def with_members(self, chosen: frozenset[int]) -> tuple[Settled, Settled]:
        """Return the candidates with a member of each crew, and those for whom no member is left."""
        return self._rota.settle([self._ground.candidates[column] for column in sorted(chosen)])

    def clashes(self, chosen: Collection[int]) -> Iterator[tuple[int, ...]]:
        """Yield columns that a firm's people cannot hold together."""
        return self._seats.clashes(chosen)

    def unstaffed(self, chosen: frozenset[int]) -> frozenset[int]:
        """Return the columns of meetings for which no member of a crew, or nobody of a firm, is left."""
        left = set(self.without_member(chosen))
        while clashes := tuple(self.clashes(chosen - left)):
            left |= {clash[-1] for clash in clashes}
        return frozenset(left)

    def without_member(self, chosen: frozenset[int]) -> frozenset[int]:
        """Return the columns of meetings for which no member of a crew is left."""
        left = {candidate.wish.id for candidate in self.with_members(chosen)[1]}
        return frozenset(column for column in chosen if self._ground.candidates[column].wish.id in left)
