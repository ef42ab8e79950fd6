"""How long a route takes: the distribution of the sum of its legs, by exact convolution on a grid.

A leg takes at least, likeliest and at most so long (a triangle, as UNESCAP's method asks for the three); with the
chance that its row gives it is held up longer. Legs are taken to be independent: a queue that holds up two legs at once
makes the true spread wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from tearoad.market.road.legs import RouteLeg

_CELLS = 4000
"""Of the grid over what lies between the least and the most of a route: a cell is a 4,000th of it."""
Masses = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TravelTime:
    """Hours within which 10, 50 and 90 of a hundred shipments arrive."""

    p10: float
    p50: float
    p90: float


def travel_time(legs: Sequence[RouteLeg]) -> TravelTime | None:
    """Return how long legs take one after the other; None where the hours of a leg are not known.

    Time O(legs x cells^2), in numpy.
    """
    ends = [_ends(leg) for leg in legs]
    known = [end for end in ends if end is not None]
    if not legs or len(known) < len(ends):
        return None
    least = sum(low for low, _, _ in known)
    spread = sum(most - low for low, _, most in known) + sum(float(leg.delay_hours) for leg in legs)
    if not spread:
        return TravelTime(least, least, least)
    step = spread / _CELLS
    masses: Masses = np.ones(1)
    for (low, likeliest, most), leg in zip(known, legs, strict=True):
        masses = np.convolve(masses, _triangle(likeliest - low, most - low, step))
        masses = np.convolve(masses, _delay(float(leg.delay_percent) / 100, float(leg.delay_hours), step))
    return TravelTime(*(least + _quantile(masses, share, step) for share in (0.1, 0.5, 0.9)))


def _ends(leg: RouteLeg) -> tuple[float, float, float] | None:
    """Return the least, likeliest and most hours; None where they are not known."""
    if leg.hours is None:
        return None
    likeliest = Decimal(leg.hours)
    least = likeliest if leg.least is None else leg.least
    most = likeliest if leg.most is None else leg.most
    return float(least), float(likeliest), float(most)


def _triangle(mode: float, end: float, step: float) -> Masses:
    """Return how much of a triangle from 0 over its mode to its end lies around each point of the grid."""
    if end <= 0:
        return np.ones(1)
    edges = (np.arange(int(np.ceil(end / step)) + 2) - 0.5) * step
    rising = np.clip(edges, 0, mode) ** 2 / (end * mode) if mode else np.zeros_like(edges)
    falling = 1 - np.clip(end - edges, 0, end - mode) ** 2 / (end * (end - mode)) if end > mode else np.ones_like(edges)
    below = np.where(edges <= mode, rising, falling) if mode else np.where(edges < 0, 0.0, falling)
    return np.diff(below)


def _delay(chance: float, hours: float, step: float) -> Masses:
    """Return no delay and the delay with their chances; what lies between two points is shared by them."""
    if not chance or not hours:
        return np.ones(1)
    place, share = divmod(hours / step, 1)
    masses = np.zeros(int(place) + 2)
    masses[0] += 1 - chance
    masses[int(place)] += chance * (1 - share)
    masses[int(place) + 1] += chance * share
    return masses


def _quantile(masses: Masses, share: float, step: float) -> float:
    """Return the point of the grid, and between points the part of a step, below which a share lies."""
    total = np.cumsum(masses)
    place = int(np.searchsorted(total, share * total[-1]))
    before = total[place - 1] if place else 0.0
    inside = (share * total[-1] - before) / masses[place]
    return max(0.0, (place - 0.5 + float(inside)) * step)
