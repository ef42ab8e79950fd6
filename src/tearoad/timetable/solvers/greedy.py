"""A plan at once: the most wanted first, each in the first place where it still fits.

Every limit only says "at most", so a meeting that fits now keeps fitting: no step back is ever needed to stay within
the rules, only to become better.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.compiled import compiled
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.limits import Limit, model_of
from tearoad.timetable.solvers.linear import Matrix, Whole


class ByColumn(NamedTuple):
    """The entries of limits column by column: those of column c are from `first[c]` to below `first[c + 1]`."""

    first: Whole
    row: Whole
    weight: Whole


def _by_column(rules: Matrix, width: int) -> ByColumn:
    """Return the entries of limits by column, those of one in the order of the limits. Time O(entries)."""
    counts = np.bincount(rules.columns, minlength=width)
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    order = _in_turn(rules.columns, first[:-1].copy())
    return ByColumn(first, rules.row_of_entries[order], rules.weights[order])


@compiled
def _in_turn(of: Whole, free: Whole) -> Whole:
    """Return the positions of parts sorted by whose they are, given where those of each begin."""
    order = np.empty(len(of), np.int64)
    for nth in range(len(of)):
        order[free[of[nth]]] = nth
        free[of[nth]] += 1
    return order


class Packing:
    """What is still free under each limit."""

    def __init__(self, limits: Iterable[Limit], width: int) -> None:
        """Begin with an empty plan of so many candidates. Time O(entries)."""
        self.model = model_of(limits, width)
        self.rules = self.model.matrix()
        self.entries = _by_column(self.rules, width)

    def fill(self, order: Iterable[int] | Whole, first: Iterable[int] = ()) -> frozenset[int]:
        """Return `first`, which must fit together, and then each column of `order` that still fits."""
        before = list(first)
        together = np.concatenate((np.array(before, np.int64), np.asarray(order, np.int64)))
        return frozenset(before) | frozenset(
            together[_fitting(*self.entries, self.rules.most.copy(), together)].tolist()
        )

    def crowding(self) -> Whole:
        """Return for each column in how many limits it competes with others."""
        return np.diff(self.entries.first)


@compiled
def _fitting(first: Whole, row: Whole, weight: Whole, left: Whole, order: Whole) -> NDArray[np.bool_]:
    """Return which columns of an order fit one after the other; what is left under each limit changes."""
    taken, fits = np.zeros(len(first), np.bool_), np.zeros(len(order), np.bool_)
    for nth in range(len(order)):
        column, room = order[nth], not taken[order[nth]]
        for entry in range(first[column], first[column + 1]):
            room = room and left[row[entry]] >= weight[entry]
        if room:
            taken[column] = fits[nth] = True
            for entry in range(first[column], first[column + 1]):
                left[row[entry]] -= weight[entry]
    return fits


def order(problem: Problem, candidates: Sequence[Candidate], packing: Packing) -> Whole:
    """Return candidates in the order in which a careful officer would place them.

    Musts first, then what was told before, then by value; the wish with fewer ways first; of one wish's ways the one
    that stands in the fewest others' way, then the earliest.
    """
    wish, is_must, value = _wishes(problem, candidates)
    previous = {(m.wish, m.start, m.interpreter, m.place) for m in problem.previous}
    kept = [
        bool(previous)
        and len(way.spot.places) == 1
        and (way.wish.id, way.start, way.interpreter, way.place) in previous
        for way in candidates
    ]
    ways = np.bincount(wish, minlength=len(problem.wishes))
    starts = np.array([way.start for way in candidates], np.int64)
    first = np.array(kept, np.bool_)
    return np.lexsort((starts, packing.crowding(), ways[wish], np.where(is_must, 0, -value), ~first, ~is_must))


def by_relaxation(problem: Problem, candidates: Sequence[Candidate], values: NDArray[np.float64]) -> Whole:
    """Return candidates in the order of the relaxation's values: musts first, whole ones before fractions."""
    _, is_must, value = _wishes(problem, candidates)
    return np.lexsort((-value, -np.round(values[: len(candidates)], 6), ~is_must))


def _wishes(problem: Problem, candidates: Sequence[Candidate]) -> tuple[Whole, NDArray[np.bool_], Whole]:
    """Return of each candidate the number of its wish, whether it is a must, and its value."""
    number = {wanted.id: nth for nth, wanted in enumerate(problem.wishes)}
    wish = np.array([number[way.wish.id] for way in candidates], np.int64)
    musts = np.array([wanted.id in problem.lookup.musts for wanted in problem.wishes], np.bool_)
    return wish, musts[wish], np.array([wanted.value for wanted in problem.wishes], np.int64)[wish]
