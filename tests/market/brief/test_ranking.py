"""Places in a brief: fitted once for a snapshot, the same whatever else is asked for."""

from __future__ import annotations

import numpy as np
import pytest

from tearoad.market.brief import ranking
from tearoad.market.brief.document import BriefMeasure, BriefRequest, MarketBrief
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.ranking import keep_ranking
from tearoad.market.ranking.forecast import RankingBasis, ranking_basis, read_basis
from tearoad.market.ranking.panel import TradePanel
from tearoad.market.ranking.ranks import sampled_cases
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import comtrade, load

MARKETS = ("RUS", "KAZ", "VNM")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("trade")
    return load(folder / "store", comtrade(folder / "made.csv", list(made_trade()), weight=250))


def brief_of(snapshot: TradeSnapshot, *products: str, year: int | None = None) -> MarketBrief:
    with open_trade(snapshot) as trade:
        return make_brief(trade, BriefRequest("CHN", products, MARKETS, year))


def places(brief: MarketBrief, product: str) -> list[float | None]:
    return [
        brief.figure(measure, product, market).value
        for measure in (BriefMeasure.RANK, BriefMeasure.RANK_FROM, BriefMeasure.RANK_TO, BriefMeasure.RANKED_MARKETS)
        for market in MARKETS
    ]


def test_ranking_is_fitted_once_and_gives_the_same_places(
    snapshot: TradeSnapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fitted = brief_of(snapshot, "0902", "210390")
    with open_trade(snapshot) as trade:
        keep_ranking(trade)

    def fit_again(_panel: TradePanel) -> RankingBasis:
        raise AssertionError

    monkeypatch.setattr(ranking, "ranking_basis", fit_again)
    assert brief_of(snapshot, "0902", "210390") == fitted
    assert brief_of(snapshot, "210390", year=2021).ranked_on == ()  # four years are too few
    with open_trade(snapshot) as trade:
        keep_ranking(trade)


def test_places_hang_on_nothing_else_that_is_asked_for(snapshot: TradeSnapshot) -> None:
    alone = places(brief_of(snapshot, "210390"), "210390")

    assert None not in alone
    assert places(brief_of(snapshot, "0902", "210390"), "210390") == alone
    assert places(brief_of(snapshot, "090210", "210390", "0902"), "210390") == alone


def test_product_outside_of_the_panel_is_ranked_as_inside() -> None:
    random = np.random.default_rng(3)
    countries = tuple(f"C{number:02}" for number in range(14))
    values = random.lognormal(9, 2, (5, 14, 14, 6)) * (1 - np.eye(14))[None, :, :, None]
    panel = TradePanel((2018, 2019, 2020, 2021, 2022), countries, countries, tuple("ABCDEF"), values)
    basis = ranking_basis(panel)
    sold = panel.mean_of((2021, 2022))[:, :, :1]

    inside = basis.foretold_ranks("C03", ("A",), sold)
    again = basis.foretold_ranks("C03", ("A", "B"), panel.mean_of((2021, 2022))[:, :, :2])

    assert np.array_equal(inside.rank[:, 0], again.rank[:, 0], equal_nan=True)
    assert np.isnan(inside.rank[3, 0])
    assert sorted(inside.rank[np.isfinite(inside.rank)]) == list(range(1, 14))
    new = basis.foretold_ranks("C03", ("Z",), sold)
    assert np.corrcoef(new.rank[np.isfinite(new.rank)], inside.rank[np.isfinite(inside.rank)])[0, 1] > 0.9


def test_samples_are_whole_cases() -> None:
    where = np.asarray(np.random.default_rng(1).random((40, 20, 30)) < 0.5)

    some = sampled_cases(where, 3000)

    chosen = some.max(axis=1, keepdims=True)
    assert np.array_equal(some, where & chosen)
    assert 2000 < some.sum() < 4000
    assert sampled_cases(where, where.size) is where


def test_kept_basis_is_read_as_it_was(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot) as trade:
        keep_ranking(trade)

    kept = read_basis(snapshot.folder / "ranking.npz")

    assert (kept.years, kept.products) == ((2018, 2019, 2020, 2021, 2022), ("090210", "090240", "210390"))
    assert kept.model.windows[0].base == (2018, 2019)
    assert len(kept.exporters) == len(kept.markets) == 10
