"""The cheapest trade: which planned meetings would have to give way for a wish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearoad.timetable.explain.standing import Block, StandingWays
from tearoad.timetable.plan import Meeting
from tearoad.values import WishId

MOST = 3
"""So many meetings at most; a trade of more helps nobody."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Without the meetings of `gives_way` the wish fits as `meeting`; what it takes away is worth `value`."""

    meeting: Meeting
    gives_way: tuple[WishId, ...]
    value: int


def cheapest_trade(standing: StandingWays, columns: Sequence[int]) -> Trade | None:
    """Return the trade with the fewest meetings, among those the one of least value; None beyond three meetings.

    Exact: every limit in the way needs one of its holders to go, so trying those in turn finds all small trades.
    """
    best: tuple[int, int, int, tuple[int, ...]] | None = None
    for column in columns:
        most = MOST if best is None else best[0]
        for given in ways_out(standing, column, most):
            rank = (len(given), _value(standing, given), column, tuple(sorted(given)))
            if best is None or rank < best:
                best = rank
    if best is None:
        return None
    _, value, column, given_up = best
    candidate = standing.candidate(column)
    gives_way = tuple(sorted(standing.candidate(other).wish.id for other in given_up))
    place = standing.seat(column, frozenset(gives_way))
    return Trade(Meeting(candidate.wish.id, candidate.start, place, candidate.interpreter), gives_way, value)


def ways_out(standing: StandingWays, column: int, most: int) -> Iterator[frozenset[int]]:
    """Yield sets of at most so many meetings (columns of the plan) without which a way fits; some may come twice."""
    return _ways_out(standing, column, standing.blocks(column), frozenset(), most=most)


def _ways_out(
    standing: StandingWays, column: int, blocks: Sequence[Block], given: frozenset[int], *, most: int
) -> Iterator[frozenset[int]]:
    open_blocks = [block for block in blocks if _missing(block, given) > 0]
    open_blocks = open_blocks or list(standing.without_seat(column, given))
    if not open_blocks:
        yield given
        return
    if len(given) >= most:
        return
    tightest = min(open_blocks, key=lambda block: len(block.holders))
    for holder in tightest.holders:
        if holder not in given:
            yield from _ways_out(standing, column, open_blocks, given | {holder}, most=most)


def _missing(block: Block, given: frozenset[int]) -> int:
    return block.excess - sum(block.holders.get(column, 0) for column in given)


def _value(standing: StandingWays, given: frozenset[int]) -> int:
    return sum(standing.candidate(column).wish.value for column in given)
