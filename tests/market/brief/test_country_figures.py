"""What tables of countries tell in a brief: each figure with its source, the potential by its formula."""

from __future__ import annotations

from math import fsum
from pathlib import Path

import numpy as np
import pytest

from tearoad.market.brief.country_queries import MARKET_QUERIES, PRODUCT_QUERIES
from tearoad.market.brief.document import BriefMeasure, BriefRequest, MarketBrief, ReportedBy
from tearoad.market.brief.making import make_brief
from tearoad.market.brief.wording import worded
from tearoad.market.brief.writing import markdown
from tearoad.market.figures.potential import export_potential
from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot
from tearoad.values import Language
from tearoad.values.document import from_document, to_document
from tearoad.words import Words
from tests.market.trade_files import comtrade, load, write_table

A, B, C = "CHN", "RUS", "KAZ"
AREAS = (A, B, C)
FLOWS = {(A, B): (30, 10), (A, C): (10, 10), (B, A): (20, 40), (B, C): (20, 20), (C, A): (10, 0), (C, B): (10, 20)}
CODES = ("090210", "210390")
PEOPLE = {A: (100000, 105000), B: (200000, 198000), C: (50000, 60000)}
GDP = {A: (1e9 + 0.5, 1.2e9 + 0.6), B: (2e9, 2.2e9), C: (1e9, 1e9)}
DISTANCES = {(A, B): 2000, (C, B): 500, (A, C): 1000, (B, C): 500, (B, A): 2000, (C, A): 1000}
TARIFFS = [(B, "000", "0902", 2021, "MFN", 20), (B, A, "090210", 2021, "PRF", 5), (B, "000", "210390", 2015, "MFN", 99)]
REQUEST = BriefRequest(A, ("0902", "210390"), (B, C))


def trade_file(folder: Path) -> Path:
    rows = [
        (2022, market, "M", exporter, code, value)
        for (exporter, market), values in FLOWS.items()
        for code, value in zip(CODES, values, strict=True)
        if value
    ]
    return comtrade(folder / "trade.csv", rows)


def country_files(folder: Path) -> list[Path]:
    bank = ("Country Name", "Country Code", "Year", "Value")
    files = [
        write_table(
            folder / f"{name}.csv",
            bank,
            [
                (area, area, year, value)
                for area, two in known.items()
                for year, value in zip((2017, 2022), two, strict=True)
            ],
        )
        for name, known in (("people", PEOPLE), ("gdp", GDP))
    ]
    files.append(
        write_table(folder / "dist.csv", ("iso_o", "iso_d", "dist"), [(*pair, km) for pair, km in DISTANCES.items()])
    )
    headers = ("Reporter", "Partner", "Product", "Year", "DutyType", "Simple Average")
    return [*files, write_table(folder / "tariffs.csv", headers, TARIFFS)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> TradeSnapshot:
    folder = tmp_path_factory.mktemp("trade")
    load(folder / "store", trade_file(folder))
    return load(folder / "store", *country_files(folder))


@pytest.fixture(scope="module")
def brief_with_tables(snapshot: TradeSnapshot) -> MarketBrief:
    with open_trade(snapshot) as trade:
        return make_brief(trade, REQUEST)


def value(brief_with_tables: MarketBrief, measure: BriefMeasure, product: str, market: str) -> float | None:
    return brief_with_tables.figure(measure, product, market).value


def potential_by_hand(exporter: str, market: str, advantage: dict[str, float]) -> dict[str, float]:
    """Return the corrected potential by code, as the published formula has it."""
    flows = np.zeros((3, 3, 2))
    for (seller, buyer), values in FLOWS.items():
        flows[AREAS.index(seller), AREAS.index(buyer)] = values
    gdp = np.array([[GDP[area][1] / GDP[area][0]] * 2 for area in AREAS])
    people = np.array([[PEOPLE[area][1] / PEOPLE[area][0]] * 2 for area in AREAS])
    factors = np.ones((3, 3, 2))
    factors[AREAS.index(exporter), AREAS.index(market)] = [advantage[code] for code in CODES]
    found = export_potential(flows, export_growth=gdp, import_growth=people * (gdp / people), advantage=factors)
    return dict(zip(CODES, found[AREAS.index(exporter), AREAS.index(market)].tolist(), strict=True))


def test_figures_of_countries_are_those_of_the_tables(brief_with_tables: MarketBrief) -> None:
    assert [value(brief_with_tables, measure, "", B) for measure in (BriefMeasure.POPULATION, BriefMeasure.GDP)] == [
        198000.0,
        2.2e9,
    ]
    assert value(brief_with_tables, BriefMeasure.GDP_GROWTH, "", B) == pytest.approx(1.1 ** (1 / 5) - 1, rel=1e-12)
    assert value(brief_with_tables, BriefMeasure.POPULATION_GROWTH, "", B) == pytest.approx(
        0.99 ** (1 / 5) - 1, rel=1e-12
    )
    assert value(brief_with_tables, BriefMeasure.DISTANCE, "", B) == 2000
    # The schedule nearest to the year is taken whole: the rate of 2015 is of another one.
    assert value(brief_with_tables, BriefMeasure.TARIFF, "0902", B) == pytest.approx(0.05)
    assert value(brief_with_tables, BriefMeasure.TARIFF, "210390", B) is None
    assert value(brief_with_tables, BriefMeasure.TARIFF_ADVANTAGE, "0902", B) == pytest.approx(1.20 / 1.05)


def test_potential_ahead_is_the_published_formula(brief_with_tables: MarketBrief) -> None:
    tea, sauce = (30 * 2000 + 10 * 500) / 40 / 2000, (10 * 2000 + 20 * 500) / 30 / 2000
    assert value(brief_with_tables, BriefMeasure.DISTANCE_ADVANTAGE, "0902", B) == pytest.approx(tea)
    expected = potential_by_hand(A, B, {"090210": tea * 1.20 / 1.05, "210390": sauce})

    assert value(brief_with_tables, BriefMeasure.POTENTIAL_AHEAD, "0902", B) == pytest.approx(
        expected["090210"], rel=1e-12
    )
    assert value(brief_with_tables, BriefMeasure.POTENTIAL_AHEAD, "210390", B) == pytest.approx(
        expected["210390"], rel=1e-12
    )


def test_growth_alone_gives_the_worked_example(tmp_path: Path) -> None:
    growth = {A: 1.2, B: 1.1, C: 1.0}
    load(tmp_path / "store", trade_file(tmp_path))
    rows = [(a, a, year, 1e9 * factor) for a, f in growth.items() for year, factor in ((2017, 1.0), (2022, f))]
    gdp = write_table(tmp_path / "gdp.csv", ("Country Name", "Country Code", "Year", "Value"), rows)
    with open_trade(load(tmp_path / "store", gdp)) as trade:
        brief_with_tables = make_brief(trade, REQUEST)

    assert value(brief_with_tables, BriefMeasure.POTENTIAL, "0902", B) == pytest.approx(320 / 11, abs=1e-9)
    assert value(brief_with_tables, BriefMeasure.POTENTIAL_AHEAD, "0902", B) == pytest.approx(240 / 7, abs=1e-9)
    assert brief_with_tables.missing_tables == ("population", "distance", "tariff")
    assert BriefMeasure.POPULATION not in {figure.measure for figure in brief_with_tables.figures}


def test_without_tables_a_brief_is_as_before_and_says_what_is_missing(
    tmp_path: Path, snapshot: TradeSnapshot, brief_with_tables: MarketBrief
) -> None:
    with open_trade(load(tmp_path / "store", trade_file(tmp_path))) as trade:
        plain = make_brief(trade, REQUEST)

    own = [figure for figure in brief_with_tables.figures if figure.query not in {*MARKET_QUERIES, *PRODUCT_QUERIES}]
    assert list(plain.figures) == own
    assert plain.missing_tables == ("population", "gdp", "distance", "tariff")
    for language, missing in (
        (Language.EN, "population, GDP, distances, tariffs"),
        (Language("zh-Hans"), "人口、国内生产总值、距离、关税"),
        (Language.RU, "население, ВВП, расстояния, пошлины"),
    ):
        assert missing in worded(plain, Words(language)).lead[-1]
        assert missing not in "".join(worded(brief_with_tables, Words(language)).lead)
    assert snapshot.tables == {"trade", "population", "gdp", "distance", "tariff"}


@pytest.mark.parametrize("language", list(Language))
def test_every_figure_of_a_table_says_its_source_and_year(brief_with_tables: MarketBrief, language: Language) -> None:
    said = worded(brief_with_tables, Words(language))
    cells = {row[2]: row for table in said.details for row in table.rows}
    text = markdown(said, Words(language))

    for figure in brief_with_tables.figures:
        assert cells[figure.ref][3] == figure.query
        assert figure.ref in text
        if figure.told_by is ReportedBy.TABLE:
            assert ".csv" in cells[figure.ref][4]
            assert figure.year == 0 or str(figure.year) in cells[figure.ref][4]
    assert "World Bank (people.csv)" in cells[brief_with_tables.figure(BriefMeasure.POPULATION, "", B).ref][4]
    assert all(f"### {name}\n" in text for name in (*MARKET_QUERIES, *PRODUCT_QUERIES))
    assert from_document(MarketBrief, to_document(brief_with_tables)) == brief_with_tables


def test_every_figure_of_a_table_comes_out_of_its_query_again(
    snapshot: TradeSnapshot, brief_with_tables: MarketBrief
) -> None:
    with open_trade(snapshot) as trade:
        make_brief(trade, REQUEST)
        for name, query in (MARKET_QUERIES | PRODUCT_QUERIES).items():
            again = {(code, market): value for code, market, value, _ in trade.rows(query)}
            for figure in brief_with_tables.figures:
                if figure.query == name:
                    assert again.get((figure.product, figure.market)) == figure.value


def test_corrections_of_one_keep_the_sum() -> None:
    flows = np.random.default_rng(3).random((4, 4, 3)) * 100
    corrected = export_potential(flows, import_growth=np.ones((4, 3)), advantage=np.ones((4, 4, 3)))

    assert fsum(corrected.ravel()) == pytest.approx(fsum(flows.ravel()), rel=1e-12)
