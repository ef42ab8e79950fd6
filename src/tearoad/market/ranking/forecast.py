"""The places of markets in years that are still to come, with intervals: fitted once for a panel, asked by exporter.

A product that is asked for need not be in the panel: its own trade and the countries and products that the panel knows
are enough. So its place hangs on nothing else that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.market.ranking.features import TradeShape, cell_features, market_features, trade_shape
from tearoad.market.ranking.intervals import RankIntervals, calibrated
from tearoad.market.ranking.model import (
    LEAST_SOLD,
    FittedDraw,
    RankingModel,
    RankingQuestion,
    TrainingWindow,
    cells_in_question,
    fit,
)
from tearoad.market.ranking.panel import MOST_CELLS, TradePanel
from tearoad.market.ranking.ranks import case_numbers, ranks_within, sampled_cases, sizes

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]
_MOST_FITTED = 150_000
"""Cells whose order is learned from: with more, weights hardly change and fitting takes minutes."""


@dataclass(frozen=True, slots=True)
class ForetoldRanks:
    """By market and product: the place (1 is best), best and worst of the interval, of how many; NaN: none."""

    rank: Floats
    best: Floats
    worst: Floats
    many: Floats


@dataclass(frozen=True, slots=True)
class RankingBasis:
    """What places are foretold from: the fitted model, its intervals, the shape of a panel's last two years."""

    years: tuple[int, ...]
    exporters: tuple[str, ...]
    markets: tuple[str, ...]
    products: tuple[str, ...]
    buys: Flags
    """Which markets buy anything."""
    shape: TradeShape
    model: RankingModel
    spread: RankIntervals

    def foretold_ranks(self, exporter: str, products: tuple[str, ...], sold: Floats) -> ForetoldRanks:
        """Return the places of every market for an exporter; none for a product that it sells in too few.

        Args:
            exporter: one of the panel's.
            products: codes; one with fewer digits is a heading or chapter.
            sold: mean value of the last two years by exporter, market and product.

        """
        place = self.exporters.index(exporter)
        own = slice(place, place + 1)
        weights = self.shape.product_weights(sold, _related(products, self.products))
        features = cell_features(self.shape, sold, weights, own)
        abroad = self.buys & (np.array(self.markets) != exporter)
        enough = ((features.base > 0) & abroad[None, :, None]).sum(axis=1) >= LEAST_SOLD
        where = abroad[None, :, None] & enough[:, None, :]
        case = case_numbers(where)
        many = sizes(case)
        ranked = ranks_within(case, self.model.score(RankingQuestion.LEVEL, features, where))
        low, high = self.spread.around((ranked - 0.5) / many, features.base[where] > 0)
        rank = np.floor(many + 1 - ranked)
        return ForetoldRanks(
            rank=_spread(where, rank),
            best=_spread(where, np.minimum(rank, np.floor(many * (1 - high)) + 1)),
            worst=_spread(where, np.maximum(rank, np.ceil(many * (1 - low)))),
            many=_spread(where, many.astype(np.float64)),
        )


def ranking_basis(panel: TradePanel) -> RankingBasis:
    """Return what places are foretold from, fitted and calibrated on a panel's first, middle and last years."""
    window = TrainingWindow(panel.years[:2], panel.years[-2:])
    model = fit(panel, (window,), (RankingQuestion.LEVEL,), _MOST_FITTED)
    base = panel.mean_of(panel.years[-2:])
    return RankingBasis(
        years=panel.years,
        exporters=panel.exporters,
        markets=panel.markets,
        products=panel.products,
        buys=base.sum(axis=(0, 2)) > 0,
        shape=trade_shape(base),
        model=model,
        spread=calibrated(*rank_shares(panel, model, window, _MOST_FITTED)),
    )


def rank_shares(
    panel: TradePanel, model: RankingModel, window: TrainingWindow, most_cells: int = MOST_CELLS
) -> tuple[Floats, Floats, Flags]:
    """Return foretold and actual ranks as shares of their case, and whether something was sold there before."""
    base, target = panel.mean_of(window.base), panel.mean_of(window.target)
    where, truth = cells_in_question(RankingQuestion.LEVEL, panel, base, target)
    where = sampled_cases(where, most_cells)
    case = case_numbers(where)
    many = sizes(case)
    score = model.score(RankingQuestion.LEVEL, market_features(base), where)
    return (
        (ranks_within(case, score) - 0.5) / many,
        (ranks_within(case, truth[where]) - 0.5) / many,
        base[where] > 0,
    )


def write_basis(basis: RankingBasis, out: Path) -> None:
    """Keep a basis in a file of arrays."""
    window = basis.model.windows[0]
    draws = basis.model.draws[RankingQuestion.LEVEL]
    arrays: dict[str, Any] = {
        **{name: np.array(getattr(basis, name)) for name in ("years", "exporters", "markets", "products", "buys")},
        "window": np.array([*window.base, *window.target]),
        **_arrays("shape", basis.shape),
        **_arrays("spread", basis.spread),
    }
    for number, draw in enumerate(draws):
        arrays |= _arrays(f"draw{number}", draw)
    with out.open("wb") as opened:
        np.savez(opened, **arrays)


@lru_cache(maxsize=1)
def read_basis(file: Path) -> RankingBasis:
    """Return a basis as it was kept; a file never changes, and briefs in a row are of one snapshot."""
    with np.load(file, allow_pickle=False) as kept:
        window = [int(year) for year in kept["window"]]
        number = len({name.partition("_")[0] for name in kept.files if name.startswith("draw")})
        draws = tuple(FittedDraw(**_read(FittedDraw, f"draw{place}", kept)) for place in range(number))
        return RankingBasis(
            years=tuple(int(year) for year in kept["years"]),
            exporters=tuple(kept["exporters"].tolist()),
            markets=tuple(kept["markets"].tolist()),
            products=tuple(kept["products"].tolist()),
            buys=kept["buys"],
            shape=TradeShape(**_read(TradeShape, "shape", kept)),
            model=RankingModel({RankingQuestion.LEVEL: draws}, (TrainingWindow(tuple(window[:2]), tuple(window[2:])),)),
            spread=RankIntervals(**_read(RankIntervals, "spread", kept)),
        )


def _arrays(prefix: str, of: TradeShape | RankIntervals | FittedDraw) -> dict[str, Floats]:
    return {f"{prefix}_{field.name}": getattr(of, field.name) for field in fields(of)}


def _read(what: type[Any], prefix: str, kept: Mapping[str, Floats]) -> dict[str, Floats]:
    return {field.name: kept[f"{prefix}_{field.name}"] for field in fields(what)}


def _related(products: tuple[str, ...], known: tuple[str, ...]) -> Flags:
    """Return, by product and product of the panel, whether one is the other or its heading."""
    return np.array([[product.startswith(each) or each.startswith(product) for each in known] for product in products])


def _spread(where: Flags, values: Floats) -> Floats:
    array = np.full(where.shape, np.nan)
    array[where] = values
    made: Floats = array[0]
    return made
