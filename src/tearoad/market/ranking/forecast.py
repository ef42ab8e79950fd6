"""The places of markets in years that are still to come, with intervals, for every exporter and product of a panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.market.ranking.features import MarketFeatures, market_features
from tearoad.market.ranking.intervals import calibrated
from tearoad.market.ranking.model import (
    RankingModel,
    RankingQuestion,
    TrainingWindow,
    candidates,
    cells_in_question,
    fit,
)
from tearoad.market.ranking.panel import TradePanel
from tearoad.market.ranking.ranks import case_numbers, ranks_within, sizes

Floats: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class ForetoldRanks:
    """By exporter, market, product: the place (1 is best), the best and the worst of the interval, of how many."""

    rank: Floats
    best: Floats
    worst: Floats
    many: Floats


def foretold_ranks(panel: TradePanel, features: MarketFeatures) -> ForetoldRanks:
    """Return the places of the last years' features; NaN where an exporter sells too little to tell.

    Fitted and calibrated on the panel's first, middle and last years.
    """
    window = TrainingWindow(panel.years[:2], panel.years[-2:])
    model = fit(panel, (window,))
    spread = calibrated(*rank_shares(panel, model, window))
    where = candidates(panel, features.base)
    case = case_numbers(where)
    many = sizes(case)
    score = model.score(RankingQuestion.LEVEL, features, where)
    place = ranks_within(case, score)
    low, high = spread.around((place - 0.5) / many, features.base[where] > 0)
    rank = np.floor(many + 1 - place)
    return ForetoldRanks(
        rank=_spread(where, rank),
        best=_spread(where, np.minimum(rank, np.floor(many * (1 - high)) + 1)),
        worst=_spread(where, np.maximum(rank, np.ceil(many * (1 - low)))),
        many=_spread(where, many.astype(np.float64)),
    )


def rank_shares(panel: TradePanel, model: RankingModel, window: TrainingWindow) -> tuple[Floats, Floats, Flags]:
    """Return foretold and actual ranks as shares of their case, and whether something was sold there before."""
    base, target = panel.mean_of(window.base), panel.mean_of(window.target)
    where, truth = cells_in_question(RankingQuestion.LEVEL, panel, base, target)
    case = case_numbers(where)
    many = sizes(case)
    score = model.score(RankingQuestion.LEVEL, market_features(base), where)
    return (
        (ranks_within(case, score) - 0.5) / many,
        (ranks_within(case, truth[where]) - 0.5) / many,
        base[where] > 0,
    )


def _spread(where: Flags, values: Floats) -> Floats:
    found = np.full(where.shape, np.nan)
    found[where] = values
    return found
