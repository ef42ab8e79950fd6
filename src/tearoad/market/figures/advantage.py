"""Revealed comparative advantage, proximity of products, density of a country's basket around a product.

Sources: Balassa (1965) for the advantage; Hidalgo, Klinger, Barabasi and Hausmann, "The Product Space Conditions the
Development of Nations" (Science 317, 2007) for proximity and density.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]


def advantage(exports: Floats) -> Floats:
    """Return the revealed comparative advantage of every country and product; 0 where nothing is exported.

    Args:
        exports: values by country and product.

    """
    country, product, world = exports.sum(axis=1, keepdims=True), exports.sum(axis=0, keepdims=True), exports.sum()
    below = country * product
    floats: Floats = np.divide(exports * world, below, out=np.zeros_like(exports, dtype=np.float64), where=below > 0)
    return floats


def proximity(exports: Floats) -> Floats:
    """Return how often two products are exported with advantage together: the lesser of both conditional shares."""
    has = (advantage(exports) >= 1).astype(np.float64)
    together = has.T @ has
    many = np.maximum.outer(has.sum(axis=0), has.sum(axis=0))
    floats: Floats = np.divide(together, many, out=np.zeros_like(together), where=many > 0)
    np.fill_diagonal(floats, 0.0)
    return floats


def density(exports: Floats) -> Floats:
    """Return, by country and product, which share of what is near a product the country exports with advantage."""
    near = proximity(exports)
    has = (advantage(exports) >= 1).astype(np.float64)
    total = near.sum(axis=0)[None, :]
    floats: Floats = np.divide(has @ near, total, out=np.zeros_like(has), where=np.broadcast_to(total, has.shape) > 0)
    return floats
