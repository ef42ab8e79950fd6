"""Weights of the features, fitted on earlier years: a ridge regression of ranks for each of three questions.

The regression sees the features and random bends of them (Rahimi and Recht, "Random Features for Large-Scale Kernel
Machines", 2007), drawn three times from fixed seeds, so that it is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from tearoad.market.ranking.features import NAMES, WITHOUT_OWN, MarketFeatures, market_features
from tearoad.market.ranking.panel import MOST_CELLS, TradePanel
from tearoad.market.ranking.ranks import Ints, case_numbers, centred, large_cases, ranks_within, sampled_cases, sizes

Floats: TypeAlias = npt.NDArray[np.float64]
LEAST_SOLD = 6
"""An exporter that sells a product in fewer markets has no order of markets that could be learned from."""
LEAST_MARKETS = 8
"""A rank correlation of fewer candidates is mostly chance."""
_PENALTY = 0.03
_BENDS = 200
_DRAWS = 3
_BLOCK = 50_000


class RankingQuestion(StrEnum):
    """What markets are put in order by."""

    LEVEL = "level"
    """Where most will be sold."""
    NEW_MARKETS = "new_markets"
    """Where most will be sold of those where nothing is sold yet."""
    GROWTH = "growth"
    """Where what is sold will grow fastest."""


@dataclass(frozen=True, slots=True)
class TrainingWindow:
    """Years of which features are known, and later years that they are to foretell."""

    base: tuple[int, ...]
    target: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FittedDraw:
    """One regression: how features are scaled and bent, and what each then weighs."""

    mean: Floats
    spread: Floats
    directions: Floats
    offsets: Floats
    weights: Floats

    def score(self, features: Floats) -> Floats:
        """Return a score a row of features."""
        made: Floats = self.bent(features) @ self.weights
        return made

    def bent(self, features: Floats) -> Floats:
        """Return the features on one scale, and the bends of them."""
        scaled = (features - self.mean) / self.spread
        return np.concatenate([scaled, np.tanh(scaled @ self.directions + self.offsets)], axis=1)


@dataclass(frozen=True, slots=True)
class RankingModel:
    """Weights of the features for each question."""

    draws: dict[RankingQuestion, tuple[FittedDraw, ...]]
    windows: tuple[TrainingWindow, ...]

    def score(self, question: RankingQuestion, features: MarketFeatures, where: npt.NDArray[np.bool_]) -> Floats:
        """Return the score of the chosen cells; higher comes first."""
        known = features.matrix(_features_of(question), where)
        made: Floats = np.mean([draw.score(known) for draw in self.draws[question]], axis=0)
        return made


def candidates(panel: TradePanel, base: Floats) -> npt.NDArray[np.bool_]:
    """Return the cells whose order is asked for: every market abroad that buys anything, of cases sold in enough."""
    buys = base.sum(axis=(0, 2)) > 0
    abroad = (panel.abroad() & buys[None, :])[:, :, None] & np.ones(base.shape, dtype=np.bool_)
    enough = ((base > 0) & abroad).sum(axis=1) >= LEAST_SOLD
    made: npt.NDArray[np.bool_] = abroad & enough[:, None, :]
    return made


def cells_in_question(
    question: RankingQuestion, panel: TradePanel, base: Floats, target: Floats
) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Return which cells a question is about, and what came of each: sales, or the logarithm of their growth."""
    where = candidates(panel, base)
    if question is RankingQuestion.LEVEL:
        truth = target
    elif question is RankingQuestion.NEW_MARKETS:
        where, truth = where & (base == 0), target
    else:
        where = where & (base > 0) & (target > 0)
        truth = np.log(np.where(where, target, 1.0)) - np.log(np.where(where, base, 1.0))
    return large_cases(where, LEAST_MARKETS), truth


def fit(
    panel: TradePanel,
    windows: tuple[TrainingWindow, ...],
    questions: tuple[RankingQuestion, ...] = tuple(RankingQuestion),
    most_cells: int = MOST_CELLS,
) -> RankingModel:
    """Return the model of some windows of years for some questions, fitted on so many cells; deterministic."""
    tables = [(panel.mean_of(window.base), panel.mean_of(window.target)) for window in windows]
    known = [market_features(base) for base, _ in tables]
    draws = {}
    for question in questions:
        cells = []
        for features, (base, target) in zip(known, tables, strict=True):
            where, truth = cells_in_question(question, panel, base, target)
            where = sampled_cases(where, most_cells)
            cells.append((features.matrix(_features_of(question), where), truth[where], case_numbers(where)))
        draws[question] = tuple(_fitted(cells, seed) for seed in range(_DRAWS))
    return RankingModel(draws, windows)


def _features_of(question: RankingQuestion) -> tuple[str, ...]:
    return WITHOUT_OWN if question is RankingQuestion.NEW_MARKETS else NAMES


def _fitted(cells: list[tuple[Floats, Floats, Ints]], seed: int) -> FittedDraw:
    """Return one regression within cases, every case with the same weight."""
    everything = np.concatenate([features for features, _, _ in cells])
    count = everything.shape[1]
    random = np.random.default_rng(seed)
    unfitted = FittedDraw(
        mean=everything.mean(axis=0) if len(everything) else np.zeros(count),
        spread=everything.std(axis=0) + 1e-9 if len(everything) else np.ones(count),
        directions=random.normal(size=(count, _BENDS)) / np.sqrt(count),
        offsets=random.normal(size=_BENDS),
        weights=np.zeros(count + _BENDS),
    )
    squares, products = np.zeros((count + _BENDS,) * 2), np.zeros(count + _BENDS)
    for features, truth, case in cells:
        for block in _blocks(case):
            within = case[block] - case[block[0]]
            many = sizes(within)
            rank = centred(within, (ranks_within(within, truth[block]) - 0.5) / many)
            inside = centred(within, unfitted.bent(features[block]))
            weighted = inside / many[:, None]
            squares, products = squares + inside.T @ weighted, products + weighted.T @ rank
    scale = np.sqrt(np.diag(squares)) + 1e-9
    penalised = squares / np.outer(scale, scale) + _PENALTY * np.eye(len(scale))
    return replace(unfitted, weights=np.linalg.solve(penalised, products / scale) / scale)


def _blocks(case: Ints) -> Iterator[Ints]:
    """Give the places of whole cases, some ten thousand at a time: bent features of all would not fit into memory."""
    order = np.argsort(case, kind="stable").astype(np.int64)
    ends = np.cumsum(np.bincount(case)) if len(case) else np.zeros(0, dtype=np.int64)
    begin = 0
    while begin < len(order):
        last = min(int(np.searchsorted(ends, begin + _BLOCK)), len(ends) - 1)
        end = int(ends[last])
        yield order[begin:end]
        begin = end
