"""A plan at once: the most wanted first, each in the first place where it still fits.

Every limit only says "at most", so a meeting that fits now keeps fitting: no step back is ever needed to stay within
the rules, only to become better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.limits import Limit, columns_of


class Packing:
    """What is still free under each limit."""

    def __init__(self, limits: Sequence[Limit], width: int) -> None:
        """Begin with an empty plan. Time O(entries)."""
        self.rows = columns_of(limits, width)
        self._most = [limit.most for limit in limits]

    def fill(self, order: Iterable[int], first: Iterable[int] = ()) -> frozenset[int]:
        """Return `first`, which must fit together, and then each column of `order` that still fits."""
        left = list(self._most)
        chosen: set[int] = set()
        for column in first:
            self._take(column, left, chosen)
        for column in order:
            if column not in chosen and all(left[row] >= weight for row, weight in self.rows[column]):
                self._take(column, left, chosen)
        return frozenset(chosen)

    def _take(self, column: int, left: list[int], chosen: set[int]) -> None:
        chosen.add(column)
        for row, weight in self.rows[column]:
            left[row] -= weight

    def crowding(self) -> list[int]:
        """Return for each column in how many limits it competes with others."""
        return [len(rows) for rows in self.rows]


def order(problem: Problem, candidates: Sequence[Candidate], packing: Packing) -> list[int]:
    """Return candidates in the order in which a careful officer would place them.

    Musts first, then what was told before, then by value; the wish with fewer ways first; of one wish's ways the one
    that stands in the fewest others' way, then the earliest.
    """
    ways = {wish.id: 0 for wish in problem.wishes}
    for candidate in candidates:
        ways[candidate.wish.id] += 1
    musts = problem.lookup.musts
    told = {(m.wish, m.start, m.interpreter, m.place) for m in problem.previous}
    crowding = packing.crowding()

    def rank(column: int) -> tuple[int | bool, ...]:
        candidate = candidates[column]
        kept = (
            len(candidate.spot.places) == 1
            and (candidate.wish.id, candidate.start, candidate.interpreter, candidate.place) in told
        )
        wanted = 0 if candidate.wish.id in musts else -candidate.wish.value
        return (
            candidate.wish.id not in musts,
            not kept,
            wanted,
            ways[candidate.wish.id],
            crowding[column],
            candidate.start,
            column,
        )

    return sorted(range(len(candidates)), key=rank)


def by_relaxation(problem: Problem, candidates: Sequence[Candidate], values: Sequence[float]) -> list[int]:
    """Return candidates in the order of the relaxation's values: musts first, whole ones before fractions."""
    musts = problem.lookup.musts
    worth = [candidate.wish.value for candidate in candidates]
    return sorted(
        range(len(candidates)),
        key=lambda column: (candidates[column].wish.id not in musts, -round(values[column], 6), -worth[column], column),
    )
