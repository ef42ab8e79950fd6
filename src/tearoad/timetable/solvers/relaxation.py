"""The optimum when columns may be fractions, and what each row costs there.

Most rows never bind. It begins with those that the plan in hand fills, and what its optimum breaks is
added until it breaks none (Dantzig, Fulkerson, Johnson 1954). Every optimum on the way has prices that prove a bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from tearoad.timetable.solvers.highs import load_model, step
from tearoad.timetable.solvers.linear import UNLIMITED, Matrix, Stand, Whole
from tearoad.timetable.solvers.solver import Effort

if TYPE_CHECKING:
    import highspy
    from numpy.typing import NDArray

BROKEN = 1e-6
"""By so much a row is broken beyond the rounding of the solver."""
WORK_A_STEP, WORK_AN_ENTRY = 1e-4, 1e-7
"""What a step costs where only rows are there that bind or did, whatever the size; and to look at each entry once."""
LEAST_ADDED = 500
"""Of the rows that are broken, half are added at a time, the most broken first; so many at least."""


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The optimum when columns may be fractions: their values and the price of each row."""

    values: NDArray[np.float64]
    prices: NDArray[np.float64]


def relaxed(stand: Stand, effort: Effort, start: Whole | None = None) -> Relaxed | None:
    """Solve the relaxation; None when neither work nor time sufficed.

    `start` are values that keep all limits, or nearly. With them a model begins with the rows they fill: its values may
    still break some where the work came to its end; the prices prove a bound all the same.
    """
    rows = stand.rows
    kept = np.ones(rows.height, np.bool_)
    if start is not None:
        kept = (rows.sums(start) >= rows.most) | (rows.least > -UNLIMITED // 2)
        stand = Stand(rows.some(kept), stand.lows, stand.highs, stand.goal)
    running, order = effort.begun(), np.flatnonzero(kept)
    solver = load_model(stand, whole=False)
    found: Relaxed | None = None
    a_step = step(len(rows.columns)) if kept.all() else WORK_A_STEP
    while _solved(solver, running.left(), a_step):
        values, prices = np.array(solver.getSolution().col_value), np.zeros(rows.height)
        prices[order] = solver.getSolution().row_dual
        found = Relaxed(values, prices)
        new = _most_broken(rows, values, kept)
        if not len(new) or running.is_over:
            break
        kept[new] = True
        order = np.concatenate((order, new))
        _add(solver, rows, new)
    return found


def _solved(solver: highspy.Highs, effort: Effort, a_step: float) -> bool:
    import highspy  # noqa: PLC0415  # only when a search is needed

    solver.setOptionValue("time_limit", solver.getRunTime() + max(0.01, effort.seconds))
    solver.setOptionValue("simplex_iteration_limit", min(2**31 - 1, max(1, int(effort.work / a_step))))
    solver.run()
    steps = max(0, solver.getInfo().simplex_iteration_count)
    effort.meter.spend(a_step * (1 + steps) + WORK_AN_ENTRY * solver.getNumNz())
    return solver.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)


def _most_broken(rows: Matrix, values: NDArray[np.float64], kept: NDArray[np.bool_]) -> Whole:
    """Return which of the rows not kept to add, by how much of their limit the values exceed it."""
    excess = rows.sums(values) - rows.most
    broken = np.flatnonzero((excess > BROKEN) & ~kept)
    order = np.argsort(-excess[broken] / np.maximum(1, rows.most[broken]), kind="stable")
    return broken[order[: max(LEAST_ADDED, len(broken) // 2)]]


def _add(solver: highspy.Highs, rows: Matrix, new: Whole) -> None:
    import highspy  # noqa: PLC0415  # only when a search is needed

    lengths = rows.start[new + 1] - rows.start[new]
    first = np.cumsum(lengths) - lengths
    entries = np.arange(lengths.sum()) + np.repeat(rows.start[new] - first, lengths)
    columns, weights = rows.columns[entries].astype(np.int32), rows.weights[entries].astype(float)
    least = np.full(len(new), -highspy.kHighsInf)
    most = rows.most[new].astype(float)
    solver.addRows(len(new), least, most, len(entries), first.astype(np.int32), columns, weights)
