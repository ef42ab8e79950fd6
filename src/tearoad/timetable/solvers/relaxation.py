"""The optimum when columns may be fractions, and what each row costs there.

Most rows never bind. It begins with those that the plan in hand fills, and what its optimum breaks is added until it
breaks none (Dantzig, Fulkerson, Johnson 1954). Of very many columns it begins with those of the plan and some ways
of each wish, and those are added that would earn more than their rows cost (sifting; Bixby and others 1992). Every
optimum on the way has prices that prove a bound: where a row lets only one of its columns in, its price is raised to
what its best column would still earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tearoad.timetable.solvers.highs import step
from tearoad.timetable.solvers.linear import UNLIMITED, Stand, Whole
from tearoad.timetable.solvers.quiet import new_highs
from tearoad.timetable.solvers.solver import Effort

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Some = NDArray[np.bool_]
    Real = NDArray[np.float64]

BROKEN = 1e-6
"""By so much a row is broken beyond the rounding of the solver; more than so much a column earns beyond its rows."""
WORK_A_STEP, WORK_AN_ENTRY = 1e-4, 1e-7
"""What a step costs where only rows are there that bind or did, whatever the size; and to look at each entry once."""
LEAST_ADDED = 500
"""Of the rows that are broken, half are added at a time, the most broken first; so many at least."""
SIFTED, NEAR = 100_000, 1.5e-3
"""Of so many columns the solver is told some; the end is where the bound is within this share of the optimum."""
FEW = 1e-4
"""It ends where no larger share of the rows is broken, either."""
BEGUN_WITH, ADDED = 5, 4
"""Of columns that exclude each other, so many are told at first and at a time."""
WORK_A_SIFTED_STEP = 5e-5
"""What a step costs where only some columns are there."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum when columns may be fractions: their values and the price of each row."""

    values: Real
    prices: Real


def relaxed(stand: Stand, effort: Effort, start: Whole | None = None) -> Relaxed | None:
    """Solve the relaxation; None when neither work nor time sufficed.

    `start` are values that keep all limits, or nearly. With them a model begins with the rows they fill: its values may
    still break some where the work came to its end, or where the model is so large that it ends near the optimum; the
    prices prove a bound all the same.
    """
    rows, running = stand.rows, effort.begun()
    if start is None:
        model = _PartialModel(stand, np.ones(rows.height, np.bool_), np.ones(stand.width, np.bool_))
        return model.optimum() if model.is_solved(running.left(), step(len(rows.columns))) else None
    binding = (rows.sums(start) >= rows.most) | (rows.least > -UNLIMITED // 2)
    if stand.width >= SIFTED:
        return _sifted(stand, binding, start, effort)
    model, found = _PartialModel(stand, binding, np.ones(stand.width, np.bool_)), None
    while model.is_solved(running.left(), WORK_A_STEP):
        found = model.optimum()
        new = model.most_broken(found.values)
        if not len(new) or running.is_over:
            break
        model.add_rows(new[: max(LEAST_ADDED, len(new) // 2)])
    return found


def _sifted(stand: Stand, binding: Some, start: Whole, effort: Effort) -> Relaxed | None:
    running, group = effort.begun(), _excluding(stand)
    model = _PartialModel(stand, binding, (start > 0) | (group < 0) | _spread(group))
    found, least = None, np.inf
    while model.is_solved(running.left(), WORK_A_SIFTED_STEP):
        now = model.optimum()
        earned = model.earnings(now.prices)
        raised, bound = _raised(stand, now.prices, earned, group)
        found = Relaxed(now.values, raised if found is None or bound < least else found.prices)
        least = min(least, bound)
        worth = float(stand.goal @ now.values)
        is_near = least - worth <= NEAR * abs(worth)
        rows = model.most_broken(now.values)
        columns = model.best_earning(earned, group) if not is_near else rows[:0]
        if running.is_over or len(rows) + len(columns) <= FEW * stand.rows.height:
            break
        model.add_columns(columns)
        model.add_rows(rows)
    return found


class _PartialModel:
    """The part of a model that the solver is told: some rows and some columns, in the order in which they were told."""

    def __init__(self, stand: Stand, rows: Some, columns: Some) -> None:
        import highspy  # noqa: PLC0415  # only when a search is needed

        self._stand = stand
        self._row_at, self._column_at = np.full(len(rows), -1, np.int64), np.full(len(columns), -1, np.int64)
        self._rows = self._columns = np.empty(0, np.int64)
        self._solver = new_highs()
        self._solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self.add_columns(np.flatnonzero(columns))
        self.add_rows(np.flatnonzero(rows))

    def is_solved(self, effort: Effort, a_step: float) -> bool:
        """Solve what was told; whether that came to its end."""
        import highspy  # noqa: PLC0415  # only when a search is needed

        solver = self._solver
        solver.setOptionValue("time_limit", solver.getRunTime() + max(0.01, effort.seconds))
        solver.setOptionValue("simplex_iteration_limit", min(2**31 - 1, max(1, int(effort.work / a_step))))
        solver.run()
        steps = max(0, solver.getInfo().simplex_iteration_count)
        effort.meter.spend(a_step * (1 + steps) + WORK_AN_ENTRY * solver.getNumNz())
        return solver.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)

    def optimum(self) -> Relaxed:
        """Return values of all columns and prices of all rows: 0 for those not told."""
        solution = self._solver.getSolution()
        values, prices = np.zeros(len(self._column_at)), np.zeros(len(self._row_at))
        values[self._columns], prices[self._rows] = solution.col_value, solution.row_dual
        return Relaxed(values, prices)

    def earnings(self, prices: Real) -> Real:
        """Return what one more of each column earns beyond what its rows cost."""
        rows, some = self._stand.rows, np.flatnonzero(prices)
        entries = rows.of_rows(some)
        by_entry = np.repeat(prices[some], rows.start[some + 1] - rows.start[some])
        cost = np.bincount(rows.columns[entries], rows.weights[entries] * by_entry, len(self._column_at))
        return np.asarray(self._stand.goal - cost)

    def most_broken(self, values: Real) -> Whole:
        """Return the rows not told that the values break, first those whose limit they exceed by the largest share."""
        rows = self._stand.rows
        excess = rows.sums(values) - rows.most
        broken = np.flatnonzero((excess > BROKEN) & (self._row_at < 0))
        return broken[np.argsort(-excess[broken] / np.maximum(1, rows.most[broken]), kind="stable")]

    def best_earning(self, earned: Real, group: Whole) -> Whole:
        """Return the columns not told that earn something, of those that exclude each other the best only."""
        some = np.flatnonzero((earned > BROKEN) & (self._column_at < 0))
        some = some[np.argsort(-earned[some], kind="stable")]
        return np.sort(some[_rank(group[some]) < ADDED])

    def add_columns(self, new: Whole) -> None:
        """Tell columns, with their entries in the rows that were told."""
        stand, before = self._stand, len(self._columns)
        self._column_at[new] = before + np.arange(len(new))
        entries = stand.rows.of_rows(self._rows)
        entries = entries[(self._column_at >= before)[stand.rows.columns[entries]]]
        at = self._column_at[stand.rows.columns[entries]] - before
        order, counts = np.argsort(at, kind="stable"), np.bincount(at, minlength=len(new))
        entries = entries[order]
        self._solver.addCols(
            len(new),
            stand.goal[new].astype(float),
            stand.lows[new].astype(float),
            stand.highs[new].astype(float),
            len(entries),
            (np.cumsum(counts) - counts).astype(np.int32),
            self._row_at[stand.rows.rows_of(entries)].astype(np.int32),
            stand.rows.weights[entries].astype(float),
        )
        self._columns = np.concatenate((self._columns, new))

    def add_rows(self, new: Whole) -> None:
        """Tell rows, with their entries in the columns that were told."""
        import highspy  # noqa: PLC0415  # only when a search is needed

        rows = self._stand.rows
        entries = rows.of_rows(new)
        entries = entries[(self._column_at >= 0)[rows.columns[entries]]]
        self._row_at[new] = len(self._rows) + np.arange(len(new))
        counts = np.bincount(self._row_at[rows.rows_of(entries)] - len(self._rows), minlength=len(new))
        least, most = rows.least[new], rows.most[new]
        self._solver.addRows(
            len(new),
            np.where(least <= -UNLIMITED // 2, -highspy.kHighsInf, least.astype(float)),
            np.where(most >= UNLIMITED // 2, highspy.kHighsInf, most.astype(float)),
            len(entries),
            (np.cumsum(counts) - counts).astype(np.int32),
            self._column_at[rows.columns[entries]].astype(np.int32),
            rows.weights[entries].astype(float),
        )
        self._rows = np.concatenate((self._rows, new))


def _excluding(stand: Stand) -> Whole:
    """Return for each column the first row that lets in one of its columns at most; -1 where there is none."""
    rows, row_of = stand.rows, stand.rows.row_of_entries
    at_most_one = rows.most == 1
    at_most_one[row_of[rows.weights != 1]] = False
    entries = np.flatnonzero(at_most_one[row_of])[::-1]
    found = np.full(stand.width, -1, np.int64)
    found[rows.columns[entries]] = row_of[entries]  # what comes last, the first row, stays
    return found


def _rank(group: Whole) -> Whole:
    """Return for each part how many of its group come before it."""
    order = np.argsort(group, kind="stable")
    sizes = np.unique(group, return_counts=True)[1]
    found = np.empty(len(group), np.int64)
    found[order] = np.arange(len(group)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return found


def _spread(group: Whole) -> Some:
    """Return some of each group, as far apart as can be."""
    _, which, sizes = np.unique(group, return_inverse=True, return_counts=True)
    return np.asarray(_rank(group) * BEGUN_WITH % sizes[which] < BEGUN_WITH)


def _raised(stand: Stand, prices: Real, earned: Real, group: Whole) -> tuple[Real, float]:
    """Return prices at which no column that a row excludes from the others earns anything, and the bound they prove."""
    inside, rows = group >= 0, stand.rows
    more, beyond = np.zeros(len(prices)), earned.copy()
    np.maximum.at(more, group[inside], earned[inside])
    beyond[inside] -= more[group[inside]]
    raised = prices + more
    raised[((raised < 0) & (rows.least <= -UNLIMITED // 2)) | ((raised > 0) & (rows.most >= UNLIMITED // 2))] = 0
    for_rows = np.where(raised > 0, raised * rows.most, raised * rows.least)
    for_columns = np.where(beyond > 0, beyond * stand.highs, beyond * stand.lows)
    return raised, float(for_rows[raised != 0].sum() + for_columns.sum())
