"""What is known of a market for an exporter and a product, in numbers that no other candidate market changes.

Each is worked out from the whole table of trade, never from the list of markets that somebody compares: adding a market
to a list or taking one out cannot turn the order of two others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.market.figures.potential import ease

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
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


@dataclass(frozen=True, slots=True)
class TradeShape:
    """What a table of trade tells of countries and products, whichever cells are looked at afterwards."""

    fine: Floats
    """Logarithms by exporter, market, product; `coarse` those that hardly tell small values from nothing."""
    coarse: Floats
    products: Floats
    """One row of length one a product, which tells where it is traded."""
    markets: Floats
    """How alike two markets are; each row adds up to one. So `exporters`."""
    exporters: Floats
    ease: Floats
    """By exporter and market, as in `figures/potential.py`; so the next two."""
    trade_between: Floats
    products_sold: Floats

    def product_weights(self, sold: Floats, related: Flags) -> Floats:
        """Return how alike other products are to those of the table; related ones (itself, its heading) count nothing.

        Args:
            sold: values by exporter, market and product, of the same countries.
            related: by product of `sold` and product of the table.

        """
        return _weights(_unit_rows(_fine(sold), 2), self.products, related)


def trade_shape(base: Floats) -> TradeShape:
    """Return the shape of a table of trade (exporter, market, product)."""
    fine, sold = _fine(base), base > 0
    exporters, markets, products = (_unit_rows(fine, axis) for axis in range(3))
    return TradeShape(
        fine=fine,
        coarse=_coarse(base),
        products=products,
        markets=_weights(markets, markets, np.eye(len(markets), dtype=np.bool_)),
        exporters=_weights(exporters, exporters, np.eye(len(exporters), dtype=np.bool_)),
        ease=ease(base),
        trade_between=_coarse(base.sum(axis=2)),
        products_sold=sold.mean(axis=2),
    )


def market_features(base: Floats) -> MarketFeatures:
    """Return the features of every cell of a table of trade (exporter, market, product).

    Time O(cells x (markets + products + exporters)), memory about twenty tables of that size.
    """
    shape = trade_shape(base)
    weights = shape.product_weights(base, np.eye(base.shape[2], dtype=np.bool_))
    return cell_features(shape, base, weights, slice(None))


def cell_features(shape: TradeShape, sold: Floats, weights: Floats, exporters: slice) -> MarketFeatures:
    """Return the features of some exporters for some products, which need not be in the table of the shape.

    Args:
        shape: of the table.
        sold: values of the products by every exporter, market, product.
        weights: of the products (`TradeShape.product_weights`).
        exporters: of whom.

    """
    base = sold[exporters]
    exports, imports = sold.sum(axis=1), sold.sum(axis=0)
    fine, coarse = _fine(base), _coarse(base)
    share = np.divide(base, imports[None], out=np.zeros_like(base), where=imports[None] > 0)
    supply = np.divide(exports, exports.sum(axis=0)[None], out=np.zeros_like(exports), where=exports.sum(axis=0) > 0)
    expected = supply[exporters][:, None, :] * imports[None]
    potential = expected * shape.ease[exporters][:, :, None]
    alike = np.einsum("jl,ilk->ijk", shape.markets, share, optimize=True) * imports[None]
    columns = {
        "own": fine,
        "own_coarse": coarse,
        "own_squared": coarse**2 / 10,
        "sells_there": (base > 0).astype(np.float64),
        "potential": np.log1p(potential),
        "potential_coarse": np.log1p(potential / _SMALL),
        "expected": np.log1p(expected / _SMALL),
        "demand": np.log1p(imports / _SMALL)[None],
        "trade_between": shape.trade_between[exporters][:, :, None],
        "products_sold": shape.products_sold[exporters][:, :, None],
        "like_markets": np.einsum("jl,ilk->ijk", shape.markets, fine, optimize=True),
        "like_markets_coarse": np.einsum("jl,ilk->ijk", shape.markets, coarse, optimize=True),
        "like_products": shape.fine[exporters] @ weights.T,
        "like_products_coarse": shape.coarse[exporters] @ weights.T,
        "like_exporters": np.einsum("il,ljk->ijk", shape.exporters[exporters], _coarse(sold), optimize=True),
        "like_markets_share": np.log1p(alike / _SMALL),
        "suppliers": np.log1p((sold > 0).sum(axis=0))[None],
        "own_by_supply": coarse * np.log1p(exports[exporters] / _SMALL)[:, None, :] / 10,
    }
    return MarketFeatures(base, potential, columns)


def _fine(values: Floats) -> Floats:
    return np.log1p(values)


def _coarse(values: Floats) -> Floats:
    return np.log1p(values / _SMALL)


def _unit_rows(values: Floats, axis: int) -> Floats:
    """Return one row for each place along an axis, of length one where it has any value."""
    rows = np.moveaxis(values, axis, 0).reshape(values.shape[axis], -1)
    length = np.linalg.norm(rows, axis=1)
    made: Floats = np.divide(rows, length[:, None], out=np.zeros_like(rows), where=length[:, None] > 0)
    return made


def _weights(rows: Floats, others: Floats, unlike: Flags) -> Floats:
    """Return weights that say how alike each row is to others, each row adding up to one, nothing for `unlike` pairs.

    Likeness is the cosine of all their values, sharpened.
    """
    alike: Floats = (rows @ others.T) ** _SHARPNESS
    alike[unlike] = 0.0
    total = alike.sum(axis=1, keepdims=True)
    made: Floats = np.divide(alike, total, out=np.zeros_like(alike), where=total > 0)
    return made
