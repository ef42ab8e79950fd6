"""What no plan can beat: a bound that is proved in whole numbers, whatever solver suggested it.

The relaxation's row prices are rounded to whole multiples of a small unit. Any prices prove a bound (weak duality): a
plan's worth is at most what its limits cost at these prices, plus what each column earns beyond its own price. The sum
is taken in integers, so no rounding of the solver can make it wrong; bad prices only make it weak.

A column that would lose more than the bound exceeds a plan in hand is in no better plan and can be left out
(reduced-cost fixing; Dantzig, Fulkerson, Johnson 1954).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.solvers.linear import UNLIMITED, Stand, Whole
from tearoad.timetable.solvers.relaxation import relaxed
from tearoad.timetable.solvers.solver import Effort

UNIT = 2**20
"""Prices are counted in this part of a point."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """A proved bound with what it rests on."""

    bound: int
    """No whole values are worth more."""
    total: int
    """The bound before rounding down, in units."""
    earnings: Whole
    """What one more of each column earns beyond its price, in units."""
    values: NDArray[np.float64]
    """The relaxation's values: a hint, not part of the proof."""

    def needless(self, stand: Stand, worth: int) -> NDArray[np.bool_]:
        """Return the columns that are at their low in every plan worth at least so much."""
        loss = self.total + np.minimum(self.earnings, 0)
        return np.asarray((loss < worth * UNIT) & (stand.lows < stand.highs))


def certify(stand: Stand, effort: Effort, start: Whole | None = None) -> Certificate | None:
    """Return a bound proved from the relaxation's prices; None when the relaxation took too much.

    From `start`, values that keep all limits, the relaxation of a large model is found sooner.
    Deterministic. The relaxation is solved by HiGHS; the proof is O(entries).
    """
    solved = relaxed(stand, effort, start)
    if solved is None:
        return None
    rows = stand.rows
    prices = np.rint(solved.prices * UNIT).astype(np.int64)
    prices[(rows.most >= UNLIMITED // 2) & (prices > 0)] = 0
    prices[(rows.least <= -UNLIMITED // 2) & (prices < 0)] = 0
    earnings = UNIT * stand.goal - rows.prices(prices, stand.width)
    for_rows = np.where(prices > 0, prices * rows.most, 0) + np.where(prices < 0, prices * rows.least, 0)
    for_columns = np.where(earnings > 0, earnings * stand.highs, earnings * stand.lows)
    total = int(for_rows.sum()) + int(for_columns.sum())
    return Certificate(min(total // UNIT, stand.ceiling()), total, earnings, solved.values)
