"""What a load adds up once is what the rows add up to, and a snapshot without it still answers the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pycountry
import pytest

from tearoad.market.brief.document import BriefRequest, MarketBrief
from tearoad.market.brief.making import make_brief
from tearoad.market.figures.advantage import advantage
from tearoad.market.trade_data.areas import NO_COUNTRIES
from tearoad.market.trade_data.completeness import ReporterYear
from tearoad.market.trade_data.cubes import CUBES, MOST_COUNTRIES, WORDS
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import Trade, comtrade, load

ODD: list[Trade] = [
    (2022, "276", "M", "0", "090210", 7000),  # the world as partner: in no cube
    (2022, "276", "M", "276", "090210", 40),  # goods that came back
    (2021, "643", "X", "156", "090240", 5),  # China tells its imports itself: left out
    (2022, "643", "X", "4", "090240", 9),  # nobody but Russia tells of Afghanistan
]
REQUEST = BriefRequest("CHN", ("0902", "210390"), ("RUS", "KAZ", "VNM"))
Answers = tuple[dict[str, list[tuple[object, ...]]], tuple[ReporterYear, ...], MarketBrief]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("trade")
    return load(folder / "store", comtrade(folder / "made.csv", [*made_trade(), *ODD], weight=250))


def answers(snapshot: TradeSnapshot) -> Answers:
    with open_trade(snapshot) as trade:
        tables = {name: sorted(trade.rows(f"SELECT * FROM {name}")) for name in CUBES}  # noqa: S608  # names of ours
        return tables, trade.reporter_years(), make_brief(trade, REQUEST, lambda *_: ({}, ()))


def test_files_hold_what_the_rows_add_up_to(snapshot: TradeSnapshot) -> None:
    kept = answers(snapshot)
    files = [snapshot.folder / f"{name}.parquet" for name in (*CUBES, "completeness")]
    assert all(kept[0].values())

    hidden = [file.rename(file.with_suffix(".hidden")) for file in files]
    try:
        assert answers(snapshot) == kept
    finally:
        for file in hidden:
            file.rename(file.with_suffix(".parquet"))


def test_a_year_is_told_by_the_market_itself_before_others(snapshot: TradeSnapshot) -> None:
    with open_trade(snapshot) as trade:
        tellers = {(year, market): told_by for year, market, _, told_by in trade.rows("SELECT * FROM tellers")}
        values = dict(trade.rows("SELECT market, value FROM exporter_markets WHERE exporter = 'RUS' AND year = 2022"))
        ((came_back,),) = trade.rows("SELECT value FROM exporter_markets WHERE exporter = 'DEU' AND market = 'DEU'")

    assert (tellers[2022, "RUS"], tellers[2021, "RUS"], tellers[2022, "AFG"]) == ("partners", "own", "partners")
    assert values["AFG"] == 9
    assert came_back == 40


def test_codes_are_found_by_product_without_reading_the_rest(tmp_path: Path) -> None:
    trade: list[Trade] = [(2022, "643", "M", "156", code, 1) for code in ("0902", "090210", "09", "210390")]
    snapshot = load(tmp_path, comtrade(tmp_path / "a.csv", [*trade, (2022, "643", "M", "398", "0902", 50)]))

    with open_trade(snapshot) as rows:
        brief = make_brief(rows, BriefRequest("KAZ", ("0902",), ("RUS",)), lambda *_: ({}, ()))

    assert [figure.value for figure in brief.figures if figure.measure == "imports"] == [51]


def test_sets_of_countries_have_a_bit_for_every_area_and_count_all_of_them(tmp_path: Path) -> None:
    """Finds a country beyond the last bit, or two that share one."""
    sellers = [str(country.numeric) for country in pycountry.countries if country.alpha_3 != "RUS"]
    codes = ("090210", "170490", "210390", "392310", "481910")
    sold = np.random.default_rng(7).integers(0, 4, (len(sellers), len(codes))).astype(np.float64)
    made: list[Trade] = [
        (2022, "643", "M", seller, code, int(value))
        for seller, row in zip(sellers, sold, strict=True)
        for code, value in zip(codes, row, strict=True)
        if value
    ]
    with open_trade(load(tmp_path / "store", comtrade(tmp_path / "made.csv", made))) as trade:
        sets = trade.rows(f"SELECT product, countries, {', '.join(WORDS)} FROM advantage_sets")  # noqa: S608  # ours

    expected = dict(zip(codes, (advantage(sold) >= 1).sum(axis=0).tolist(), strict=True))
    assert {product: countries for product, countries, *_ in sets} == expected
    assert {product: sum(word.bit_count() for word in words) for product, _, *words in sets} == expected
    areas = {*(country.alpha_3 for country in (*pycountry.countries, *pycountry.historic_countries)), *NO_COUNTRIES}
    assert len(areas) < MOST_COUNTRIES
