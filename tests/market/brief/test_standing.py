"""Where an exporter stands in its products, and imports year by year: as the matrices of all countries give it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tearoad.market.brief.document import BriefMeasure, BriefRequest, ReportedBy
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.trends import trend_of
from tearoad.market.figures.advantage import advantage, density
from tearoad.market.trade_data.query import open_trade
from tearoad.market.web.views.charts import TrendDot, trend_line
from tests.market.trade_files import Trade, comtrade, load

NUMBERS = {"CHN": "156", "RUS": "643", "KAZ": "398", "VNM": "704", "DEU": "276", "JPN": "392"}
CODES = ("090210", "090220", "170490", "210390", "392310", "481910", "940360")
RNG = np.random.default_rng(21)
SOLD = np.where(RNG.random((6, 6, 7)) < 0.4, RNG.integers(1, 9000, (6, 6, 7)), 0)
"""By exporter, market and code; nobody sells to itself."""
SOLD[range(6), range(6)] = 0


def rows() -> list[Trade]:
    """Return imports of 2020 and of 2022 as many again; Russia publishes the first year alone."""
    made: list[Trade] = []
    for year, times in ((2020, 1), (2022, 2)):
        for (exporter, market, code), value in np.ndenumerate(SOLD):
            seller, buyer = (list(NUMBERS.values())[place] for place in (exporter, market))
            if value and (buyer, year) == ("643", 2022):
                made.append((year, seller, "X", buyer, CODES[code], int(value) * times))
            elif value:
                made.append((year, buyer, "M", seller, CODES[code], int(value) * times))
    return made


@pytest.mark.parametrize("exporter", ["CHN", "JPN"])
def test_advantage_and_density_are_those_of_all_countries(tmp_path: Path, exporter: str) -> None:
    snapshot = load(tmp_path / "store", comtrade(tmp_path / "made.csv", rows()))
    markets = tuple(area for area in NUMBERS if area != exporter)
    with open_trade(snapshot) as trade:
        made = make_brief(trade, BriefRequest(exporter, CODES, markets))

    exports = SOLD.sum(axis=1).astype(np.float64)
    place = list(NUMBERS).index(exporter)
    for measure, expected in ((BriefMeasure.ADVANTAGE, advantage(exports)), (BriefMeasure.DENSITY, density(exports))):
        values = [made.figure(measure, code, "").value for code in CODES]
        assert values == pytest.approx(expected[place].tolist(), rel=1e-12)
        assert len({*values}) > 3


def test_trend_tells_who_tells_each_year_and_joins_only_years_told_alike(tmp_path: Path) -> None:
    snapshot = load(tmp_path / "store", comtrade(tmp_path / "made.csv", rows()))
    with open_trade(snapshot) as trade:
        made = make_brief(trade, BriefRequest("CHN", ("0902",), ("RUS", "DEU")))

    cells = made.by_cell()
    whole = {area: float(SOLD[:, list(NUMBERS).index(area), :2].sum()) for area in ("RUS", "DEU")}
    trends = {area: trend_of(cells["0902", area]) for area in ("RUS", "DEU")}
    assert {area: [(figure.year, figure.value) for figure in trend] for area, trend in trends.items()} == {
        area: [(2020, value), (2022, 2 * value)] for area, value in whole.items()
    }
    assert [figure.told_by for figure in trends["RUS"]] == [ReportedBy.OWN, ReportedBy.PARTNERS]
    assert trend_line(trends["RUS"]).lines == ()
    assert trend_line(trends["DEU"]).lines == ("4,18 156,4",)
    assert trend_line(trends["RUS"]).dots == (TrendDot(4, 18, hollow=False), TrendDot(156, 4, hollow=True))
