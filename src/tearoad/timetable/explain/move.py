"""A planned meeting that has room elsewhere: once it is moved a wish fits, and nobody loses a meeting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tearoad.timetable.explain.standing import StandingWays
from tearoad.timetable.explain.trade import ways_out
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem, Wish
from tearoad.values import WishId


@dataclass(frozen=True, slots=True)
class Move:
    """With another meeting where `moved` says, the wish fits as `meeting`."""

    meeting: Meeting
    moved: Meeting


def nearest_moves(problem: Problem, plan: Plan, wishes: Sequence[Wish], first: StandingWays) -> dict[WishId, Move]:
    """Return for each wish that one moved meeting makes room for the move that changes least.

    That is one of the same day before another's, then the fewest slots away. Exact: each way of the wish that one
    meeting bars is tried with each other way of that meeting. Time O(sum over wishes of barred ways x ways of what bars
    them); `first` is the plan seen beside the wishes, from which the meetings that could move are known.
    """
    barring = {wish.id: dict(_barred_by_one(first, wish.id)) for wish in wishes}
    movable = {
        first.candidate(column).wish.id for ways in barring.values() for held in ways.values() for column in held
    }
    if not movable:
        return {}
    standing = StandingWays(problem, plan, [*wishes, *(problem.lookup.wish[one] for one in sorted(movable))])
    found = ((wish.id, _nearest(problem, standing, wish)) for wish in wishes if barring[wish.id])
    return {wish: move for wish, move in found if move is not None}


def _barred_by_one(standing: StandingWays, wish: WishId) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield each way of a wish that only one meeting bars, with the meetings of which each does so alone."""
    for column in standing.of[wish]:
        if column in standing.possible:
            alone = {held for given in ways_out(standing, column, 1) for held in given}
            if alone:
                yield column, tuple(sorted(alone))


def _nearest(problem: Problem, standing: StandingWays, wish: Wish) -> Move | None:
    look = problem.lookup

    def change(trial: tuple[int, int, int]) -> tuple[bool, int, int, int]:
        column, held, other = trial
        now, then = standing.candidate(held).start, standing.candidate(other).start
        return look.day[now] != look.day[then], abs(now - then), column, other

    for column, held, other in sorted(_trials(standing, wish), key=change):
        if standing.fit_together((column, other), (held,)):
            gone = frozenset({standing.candidate(held).wish.id})
            meeting = _seated(standing, column, gone)
            return Move(meeting, _seated(standing, other, gone, (meeting,)))
    return None


def _trials(standing: StandingWays, wish: Wish) -> Iterable[tuple[int, int, int]]:
    """Yield a way of the wish, the meeting that bars it, and another way of that meeting."""
    for column, alone in _barred_by_one(standing, wish.id):
        for held in alone:
            now = standing.candidate(held)
            for other in standing.of[now.wish.id]:
                one = standing.candidate(other)
                if other in standing.possible and (one.start, one.spot, one.interpreter) != (
                    now.start,
                    now.spot,
                    now.interpreter,
                ):
                    yield column, held, other


def _seated(standing: StandingWays, column: int, gone: frozenset[WishId], beside: tuple[Meeting, ...] = ()) -> Meeting:
    one = standing.candidate(column)
    return Meeting(one.wish.id, one.start, standing.seat(column, gone, beside), one.interpreter)
