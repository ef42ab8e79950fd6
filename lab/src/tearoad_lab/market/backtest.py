"""Markets ranked by what was known before, judged by what came later.

The last two years of a panel are foretold from two years three years before; all that is fitted is fitted on years
before those that are foretold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.errors import InputError
from tearoad.market.ranking.features import MarketFeatures, market_features
from tearoad.market.ranking.forecast import rank_shares
from tearoad.market.ranking.intervals import IntervalQuality, calibrated, quality
from tearoad.market.ranking.model import RankingModel, RankingQuestion, TrainingWindow, cells_in_question, fit
from tearoad.market.ranking.panel import TradePanel
from tearoad.market.ranking.ranks import case_numbers, mean_correlation
from tearoad.text import Text

Floats: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class BackTest:
    """What a back-test found: mean rank correlation by question, ours and each naive one's, and the intervals."""

    test: TrainingWindow
    fitted_on: tuple[TrainingWindow, ...]
    cases: dict[str, int]
    correlation: dict[str, float]
    baselines: dict[str, dict[str, float]]
    intervals: IntervalQuality
    constant_intervals: IntervalQuality
    products_left_out: int

    def as_json(self) -> dict[str, Any]:
        """Return the figures as one object: `level`, `new_markets`, `growth`, `coverage` and each baseline."""
        naive = {f"{question}_{name}": value for question, by in self.baselines.items() for name, value in by.items()}
        years = {"base_years": list(self.test.base), "target_years": list(self.test.target)}
        return {
            **{name: round(value, 4) for name, value in self.correlation.items()},
            "coverage": round(self.intervals.coverage, 4),
            "interval_width": round(self.intervals.width, 4),
            "interval_score": round(self.intervals.score, 4),
            "interval_score_constant": round(self.constant_intervals.score, 4),
            **{name: round(value, 4) for name, value in naive.items()},
            **{f"cases_{name}": count for name, count in self.cases.items()},
            **years,
            "fitted_on": [[list(window.base), list(window.target)] for window in self.fitted_on],
            "products_left_out": self.products_left_out,
        }


def windows_of(years: tuple[int, ...]) -> tuple[TrainingWindow, tuple[TrainingWindow, ...]]:
    """Return the window to be foretold and those to fit on, none of which touches a year that is foretold.

    Raises:
        InputError: the years are too few.

    """
    if len(years) < 5:
        raise InputError(Text("market.panel_years", file="", count=len(years)), Text("market.panel_hint"))
    test = TrainingWindow(years[-5:-3], years[-2:])
    known = years[:-2]
    alike = [TrainingWindow(known[place : place + 2], known[place + 3 : place + 5]) for place in range(len(known) - 4)]
    return test, (TrainingWindow(known[-3:-2], known[-2:]), *alike)


def back_test(panel: TradePanel) -> BackTest:
    """Foretell the last two years of a panel, and judge it."""
    test, windows = windows_of(panel.years)
    model = fit(panel, windows)
    base, target = panel.mean_of(test.base), panel.mean_of(test.target)
    features = market_features(base)
    cases, found, naive = {}, {}, {}
    for question in RankingQuestion:
        where, truth = cells_in_question(question, panel, base, target)
        case = case_numbers(where)
        found[question.value], cases[question.value] = mean_correlation(
            case, model.score(question, features, where), truth[where]
        )
        naive[question.value] = {
            name: mean_correlation(case, score[where], truth[where])[0]
            for name, score in _naive_scores(question, features).items()
        }
    ours, constant = _intervals(panel, model, (windows[0], test))
    return BackTest(test, windows, cases, found, naive, ours, constant, panel.products_left_out)


def _naive_scores(question: RankingQuestion, features: MarketFeatures) -> dict[str, Floats]:
    """Return the rankings that need no model."""
    base, potential = features.base, features.potential
    demand = np.broadcast_to(features.columns["demand"], base.shape)
    if question is RankingQuestion.LEVEL:
        return {"own_exports": base, "potential": potential, "demand": demand}
    if question is RankingQuestion.NEW_MARKETS:
        return {"potential": potential, "demand": demand}
    gap = potential / np.maximum(base, 1.0)
    return {"unused_potential": gap, "small_first": -base, "demand": demand}


def _intervals(
    panel: TradePanel, model: RankingModel, windows: tuple[TrainingWindow, TrainingWindow]
) -> tuple[IntervalQuality, IntervalQuality]:
    """Return how good the intervals of the foretold ranks are, and constant ones of the same making."""
    (known, came, there), (foretold, actual, there_now) = (rank_shares(panel, model, window) for window in windows)
    ours = calibrated(known, came, there).around(foretold, there_now)
    middle = np.full(len(known), 0.5)
    nowhere = np.zeros(len(known), dtype=np.bool_)
    constant = calibrated(middle, came, nowhere).around(
        np.full(len(foretold), 0.5), np.zeros(len(foretold), dtype=np.bool_)
    )
    return quality(*ours, actual), quality(*constant, actual)
