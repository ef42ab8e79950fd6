"""A planned meeting that has room elsewhere: once it is moved a wish fits, and nobody loses a meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearoad.timetable.explain.standing import StandingWays
from tearoad.timetable.explain.trade import ways_out
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem, Wish
from tearoad.values import WishId

_Change = tuple[bool, int]
"""Whether a meeting comes to another day, and by how many slots it moves."""


@dataclass(frozen=True, slots=True)
class Move:
    """With another meeting where `moved` says, the wish fits as `meeting`."""

    meeting: Meeting
    moved: Meeting


def nearest_moves(problem: Problem, plan: Plan, wishes: Sequence[Wish], first: StandingWays) -> dict[WishId, Move]:
    """Return for each wish that one moved meeting makes room for the move that changes least.

    That is one of the same day before another's, then the fewest slots away. Exact: each way of the wish that one
    meeting bars is tried with each other way of that meeting for which there is room. Time O(sum over wishes of barred
    ways x such ways); `first` is the plan seen beside the wishes, from which the meetings that could move are known.
    """
    barring = {wish.id: dict(_barred_by_one(first, wish.id)) for wish in wishes}
    movable = {
        first.candidate(column).wish.id for ways in barring.values() for held in ways.values() for column in held
    }
    if not movable:
        return {}
    standing = StandingWays(problem, plan, [*wishes, *(problem.lookup.wish[wish] for wish in sorted(movable))])
    elsewhere = _Elsewhere(problem, standing)
    found = ((wish.id, _nearest(standing, elsewhere, wish.id)) for wish in wishes if barring[wish.id])
    return {wish: move for wish, move in found if move is not None}


def _barred_by_one(standing: StandingWays, wish: WishId) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each way of a wish that only one meeting bars, with the meetings of which each does so alone."""
    for column in standing.of[wish]:
        if column in standing.possible:
            alone = {held for given in ways_out(standing, column, 1) for held in given}
            if alone:
                yield column, tuple(sorted(alone))


class _Elsewhere:
    """The other ways of planned meetings for which there is room, each meeting's found once."""

    def __init__(self, problem: Problem, standing: StandingWays) -> None:
        self._day, self._standing = problem.lookup.day, standing
        self._known: dict[int, tuple[tuple[_Change, int], ...]] = {}

    def of(self, held: int) -> tuple[tuple[_Change, int], ...]:
        """Return how much each such way of a meeting changes, and its column."""
        if held not in self._known:
            self._known[held] = tuple(self._with_room(held))
        return self._known[held]

    def _with_room(self, held: int) -> Iterator[tuple[_Change, int]]:
        standing, now = self._standing, self._standing.candidate(held)
        for column in standing.of[now.wish.id]:
            candidate = standing.candidate(column)
            same = (candidate.start, candidate.spot, candidate.interpreter) == (now.start, now.spot, now.interpreter)
            if column in standing.possible and not same and standing.fits_without(column, held):
                yield (self._day[now.start] != self._day[candidate.start], abs(now.start - candidate.start)), column


def _nearest(standing: StandingWays, elsewhere: _Elsewhere, wish: WishId) -> Move | None:
    trials = (
        (change, column, held, other)
        for column, alone in _barred_by_one(standing, wish)
        for held in alone
        for change, other in elsewhere.of(held)
    )
    for _change, column, held, other in sorted(trials):
        if standing.fit_together(column, other, held):
            gone = frozenset({standing.candidate(held).wish.id})
            meeting = _seated(standing, column, gone)
            return Move(meeting, _seated(standing, other, gone, (meeting,)))
    return None


def _seated(standing: StandingWays, column: int, gone: frozenset[WishId], beside: tuple[Meeting, ...] = ()) -> Meeting:
    candidate = standing.candidate(column)
    return Meeting(candidate.wish.id, candidate.start, standing.seat(column, gone, beside), candidate.interpreter)
