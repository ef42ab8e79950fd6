"""Between which ranks a market will end up, four times out of five: conformal prediction, by bins of the foretold rank.

Source: Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World" (2005), with a calibration for each bin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
WANTED = 0.8
_BINS = 10
_LEAST = 50
"""A bin with fewer known ranks takes the quantiles of all."""


@dataclass(frozen=True, slots=True)
class RankIntervals:
    """How far ranks, as shares of their case from 0 to 1, missed what was foretold, by bin: low and high quantile."""

    below: Floats
    above: Floats

    def around(self, foretold: Floats, sells_there: Flags) -> tuple[Floats, Floats]:
        """Return the lower and the upper end for foretold shares of rank."""
        array = _bin_of(foretold, sells_there)
        return np.clip(foretold + self.below[array], 0, 1), np.clip(foretold + self.above[array], 0, 1)


@dataclass(frozen=True, slots=True)
class IntervalQuality:
    """How often intervals held, how wide they were, and their score (Gneiting and Raftery 2007; less is better)."""

    coverage: float
    width: float
    score: float


def calibrated(foretold: Floats, actual: Floats, sells_there: Flags) -> RankIntervals:
    """Return intervals from ranks that are known: what was foretold of them and what came."""
    missed = actual - foretold
    bins = _bin_of(foretold, sells_there)
    low, high = np.zeros(2 * _BINS), np.zeros(2 * _BINS)
    for number in range(2 * _BINS):
        inside = missed[bins == number]
        low[number], high[number] = _quantiles(inside if len(inside) >= _LEAST else missed)
    return RankIntervals(low, high)


def quality(lower: Floats, upper: Floats, actual: Floats) -> IntervalQuality:
    """Return how good intervals were."""
    outside = np.maximum(lower - actual, 0) + np.maximum(actual - upper, 0)
    held = (actual >= lower - 1e-12) & (actual <= upper + 1e-12)
    score = (upper - lower) + outside * 2 / (1 - WANTED)
    return IntervalQuality(float(held.mean()), float((upper - lower).mean()), float(score.mean()))


def _bin_of(foretold: Floats, sells_there: Flags) -> npt.NDArray[np.int64]:
    bins = np.minimum((foretold * _BINS).astype(np.int64), _BINS - 1)
    return np.where(sells_there, bins + _BINS, bins)


def _quantiles(missed: Floats) -> tuple[float, float]:
    """Return the ends between which a new value falls with the wanted chance, if it is like these."""
    if not len(missed):
        return -1.0, 1.0
    ordered = np.sort(missed)
    outside = (1 - WANTED) / 2
    low = max(0, int(np.floor(outside * (len(ordered) + 1))) - 1)
    high = min(len(ordered) - 1, int(np.ceil((1 - outside) * (len(ordered) + 1))) - 1)
    return float(ordered[low]), float(ordered[high])
