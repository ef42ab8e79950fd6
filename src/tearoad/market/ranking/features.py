"""What is known of a market for an exporter and a product, in numbers that no other candidate market changes.

Each is worked out from the whole table of trade, never from the list of markets that somebody compares: adding a market
to a list or taking one out cannot turn the order of two others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.market.figures.potential import export_potential

Floats: TypeAlias = npt.NDArray[np.float64]
_SHARPNESS = 6
"""How much more the nearest markets, products and exporters count than others: likeness to this power."""
_SMALL = 1000.0
"""Dollars below which a value hardly differs from nothing, in the coarse logarithm."""

NAMES = (
    "own",
    "own_coarse",
    "own_squared",
    "sells_there",
    "potential",
    "potential_coarse",
    "expected",
    "demand",
    "trade_between",
    "products_sold",
    "like_markets",
    "like_markets_coarse",
    "like_products",
    "like_products_coarse",
    "like_exporters",
    "like_markets_share",
    "suppliers",
    "own_by_supply",
)
WITHOUT_OWN = tuple(name for name in NAMES if not name.startswith(("own", "sells")))


@dataclass(frozen=True, slots=True)
class MarketFeatures:
    """The features of every exporter, market and product of one stretch of years."""

    base: Floats
    """What was sold, by exporter, market, product."""
    potential: Floats
    columns: dict[str, Floats]

    def matrix(self, names: tuple[str, ...], where: npt.NDArray[np.bool_]) -> Floats:
        """Return the named features of the chosen cells, a row a cell."""
        return np.stack([np.broadcast_to(self.columns[name], self.base.shape)[where] for name in names], axis=1)


def market_features(base: Floats) -> MarketFeatures:
    """Return the features of a table of trade (exporter, market, product).

    Time O(cells x (markets + products + exporters)), memory about twenty tables of that size.
    """
    potential = export_potential(base)
    exports, imports = base.sum(axis=1), base.sum(axis=0)
    fine, coarse = np.log1p(base), np.log1p(base / _SMALL)
    share = np.divide(base, imports[None], out=np.zeros_like(base), where=imports[None] > 0)
    supply = np.divide(exports, exports.sum(axis=0)[None], out=np.zeros_like(exports), where=exports.sum(axis=0) > 0)
    expected = supply[:, None, :] * imports[None]
    markets, products, exporters = _likeness(fine, 1), _likeness(fine, 2), _likeness(fine, 0)
    alike = np.einsum("jl,ilk->ijk", markets, share, optimize=True) * imports[None]
    sold = (base > 0).astype(np.float64)
    columns = {
        "own": fine,
        "own_coarse": coarse,
        "own_squared": coarse**2 / 10,
        "sells_there": sold,
        "potential": np.log1p(potential),
        "potential_coarse": np.log1p(potential / _SMALL),
        "expected": np.log1p(expected / _SMALL),
        "demand": np.log1p(imports / _SMALL)[None],
        "trade_between": np.log1p(base.sum(axis=2) / _SMALL)[:, :, None],
        "products_sold": sold.mean(axis=2)[:, :, None],
        "like_markets": np.einsum("jl,ilk->ijk", markets, fine, optimize=True),
        "like_markets_coarse": np.einsum("jl,ilk->ijk", markets, coarse, optimize=True),
        "like_products": fine @ products.T,
        "like_products_coarse": coarse @ products.T,
        "like_exporters": np.einsum("il,ljk->ijk", exporters, coarse, optimize=True),
        "like_markets_share": np.log1p(alike / _SMALL),
        "suppliers": np.log1p(sold.sum(axis=0))[None],
        "own_by_supply": coarse * np.log1p(exports / _SMALL)[:, None, :] / 10,
    }
    return MarketFeatures(base, potential, columns)


def _likeness(values: Floats, axis: int) -> Floats:
    """Return weights that say how alike two rows along an axis are, each row adding up to one, none with itself.

    Likeness is the cosine of all their values, sharpened.
    """
    rows = np.moveaxis(values, axis, 0).reshape(values.shape[axis], -1)
    length = np.linalg.norm(rows, axis=1)
    scaled = np.divide(rows, length[:, None], out=np.zeros_like(rows), where=length[:, None] > 0)
    alike: Floats = (scaled @ scaled.T) ** _SHARPNESS
    np.fill_diagonal(alike, 0.0)
    total = alike.sum(axis=1, keepdims=True)
    made: Floats = np.divide(alike, total, out=np.zeros_like(alike), where=total > 0)
    return made
