"""How a brief is made of a snapshot: every figure from a query that can be asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from tearoad.errors import InputError
from tearoad.market.brief.country_queries import COUNTRY_TABLES, MARKET_QUERIES, PRODUCT_QUERIES, SOURCES, TABLES_OF
from tearoad.market.brief.document import (
    BriefCountryTable,
    BriefFigure,
    BriefMeasure,
    BriefRequest,
    MarketBrief,
    ReportedBy,
)
from tearoad.market.brief.queries import (
    BRIEF_TABLES,
    QUERIES,
    STANDING_QUERIES,
    STUBS,
    SUPPLIERS,
    TOLD_BY,
    YEAR_IMPORTS,
    YEARS,
)
from tearoad.market.brief.ranking import RANKED_FROM, MarketRank, market_ranks
from tearoad.market.trade_data.areas import area_of, is_country
from tearoad.market.trade_data.completeness import YearStatus
from tearoad.market.trade_data.country_formats import CountryTable
from tearoad.market.trade_data.query import TradeRows
from tearoad.text import Text
from tearoad.values import HSCode

_YEARS_BACK = 4
_HEADING = 4
"""Digits; none ends in 00."""
_SUPPLIER = {1: BriefMeasure.FIRST_SUPPLIER, 2: BriefMeasure.SECOND_SUPPLIER, 3: BriefMeasure.THIRD_SUPPLIER}
Ranker = Callable[[TradeRows, BriefRequest, int], tuple[dict[tuple[str, str], MarketRank], tuple[int, ...]]]


def brief_request(exporter: str, products: str, markets: str, year: int | None = None) -> BriefRequest:
    """Return what is asked for, as people write it: `CHN`, `0902, 2103.90`, `RUS,KAZ`.

    Raises:
        InputError: a country or a code is none; which one is said.

    """
    codes = [HSCode.parse(code) for part in _parts(products) for code in _codes(part)]
    for code in codes:
        if len(code.digits) > 6:
            raise InputError(Text("market.brief_code", found=code.digits), Text("market.brief_code_hint"))
    places = tuple(dict.fromkeys(_country(part) for part in _parts(markets)))
    if not codes or not places:
        raise InputError(Text("market.brief_empty"), Text("market.brief_empty_hint"))
    here = _country(exporter)
    if here in places:
        raise InputError(Text("market.brief_home", found=here), Text("market.brief_empty_hint"))
    return BriefRequest(here, tuple(dict.fromkeys(code.digits for code in codes)), places, year)


def make_brief(trade: TradeRows, request: BriefRequest, ranker: Ranker = market_ranks) -> MarketBrief:
    """Return the brief; the same snapshot and request give the same one.

    Raises:
        InputError: the snapshot has no trade of that year, or none of the products in any year.

    """
    years = [int(row[0]) for row in trade.rows(YEARS)]
    year = request.year or max(years, default=0)
    if year not in years:
        known = f"{min(years)}-{max(years)}" if years else "-"
        raise InputError(Text("market.brief_year", year=str(year), known=known), Text("market.brief_year_hint"))
    first_year = next(traded_year for traded_year in years if traded_year >= year - _YEARS_BACK)
    _ask(trade, request, first_year, [traded_year for traded_year in years if traded_year <= year])
    reporters = _reporters_of(trade)
    told_by = {market: who for (market, reported_year), who in reporters.items() if reported_year == year}
    ranks, ranked_on = ranker(trade, request, year)
    numbers = (f"F{number}" for number in count(1))
    traded = list(_figures(trade, request, told_by, ranks, numbers))
    figures = [*traded, *_trend(trade, request, reporters, numbers), *_standing(trade, request, numbers)]
    figures += _country_figures(trade, request, told_by, numbers)
    if not any(figure.value for figure in traded if figure.query != "ranking"):  # a potential of 0 is no answer
        raise InputError(
            Text("market.brief_nothing", products=", ".join(request.products)), Text("market.brief_nothing_hint")
        )
    snapshot = trade.snapshot
    return MarketBrief(
        exporter=request.exporter,
        products=request.products,
        markets=request.markets,
        first_year=first_year,
        year=year,
        snapshot=snapshot.id,
        sources=tuple(dict.fromkeys(part.publisher for part in snapshot.parts)),
        files=tuple(part.file for part in snapshot.parts),
        loaded_at=snapshot.loaded_at,
        released_on=snapshot.released_on,
        figures=tuple(figures),
        ranked_on=ranked_on,
        country_tables=tuple(_country_tables(trade)),
        missing_tables=tuple(table.value for table in CountryTable if table.value not in snapshot.tables),
        editions=snapshot.editions,
    )


def _ask(trade: TradeRows, request: BriefRequest, first_year: int, years: Sequence[int]) -> None:
    """Make the tables that the queries read: what is asked, and the rows of the products."""
    engine = trade.engine
    engine.execute("CREATE OR REPLACE TEMP TABLE asked (exporter VARCHAR, first_year INTEGER, year INTEGER)")
    engine.execute("INSERT INTO asked VALUES (?, ?, ?)", [request.exporter, first_year, years[-1]])
    for table, column, values in (("products", "code", request.products), ("markets", "market", request.markets)):
        engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({column} VARCHAR)")
        engine.execute(f"INSERT INTO {table} SELECT unnest(?)", [list(values)])
    engine.execute("CREATE OR REPLACE TEMP TABLE asked_years (year INTEGER)")
    read = {*years[-RANKED_FROM:], *(year for year in years if year >= first_year)}
    engine.execute("INSERT INTO asked_years SELECT unnest(?)", [sorted(read)])
    for statement in BRIEF_TABLES.values():
        engine.execute(statement)


def _reporters_of(trade: TradeRows) -> dict[tuple[str, int], ReportedBy]:
    """Return who tells of each market in each year."""
    stubs = {(str(market), int(year)) for market, year in trade.rows(STUBS, [YearStatus.STUB.value])}
    return {
        (str(market), int(year)): ReportedBy.STUB if (market, year) in stubs else ReportedBy(told_by)
        for year, market, told_by in trade.rows(TOLD_BY)
    }


def _trend(
    trade: TradeRows, request: BriefRequest, reporters: dict[tuple[str, int], ReportedBy], numbers: Iterator[str]
) -> Iterator[BriefFigure]:
    """Return the imports of each year, each with who tells that year."""
    found = {(str(row[0]), str(row[1]), int(row[2])): float(row[3]) for row in trade.rows(YEAR_IMPORTS)}
    years = sorted({year for _, _, year in found})
    measure = BriefMeasure.YEAR_IMPORTS
    for product in request.products:
        for market in request.markets:
            for year in years:
                value = found.get((product, market, year))
                who = reporters.get((market, year), ReportedBy.NOBODY)
                yield BriefFigure(next(numbers), measure, product, market, value, measure.value, who, year=year)


def _standing(trade: TradeRows, request: BriefRequest, numbers: Iterator[str]) -> Iterator[BriefFigure]:
    """Return where the exporter stands in each product, whatever the market."""
    found = {name: {str(code): value for code, value in trade.rows(query)} for name, query in STANDING_QUERIES.items()}
    for product in request.products:
        for name, values in found.items():
            value = values.get(product)
            number = None if value is None else float(value)
            yield BriefFigure(next(numbers), BriefMeasure(name), product, "", number, name, ReportedBy.EVERYBODY)


def _figures(
    trade: TradeRows,
    request: BriefRequest,
    told_by: dict[str, ReportedBy],
    ranks: dict[tuple[str, str], MarketRank],
    numbers: Iterator[str],
) -> Iterator[BriefFigure]:
    """Return every figure of trade, product by product and market by market."""
    found = {
        name: {(str(code), str(market)): value for code, market, value in trade.rows(query)}
        for name, query in QUERIES.items()
    }
    suppliers = {(str(row[0]), str(row[1]), int(row[4])): (str(row[2]), float(row[3])) for row in trade.rows(SUPPLIERS)}
    for product in request.products:
        for market in request.markets:
            who = told_by.get(market, ReportedBy.NOBODY)
            for name, values in found.items():
                value = values.get((product, market))
                number = None if value is None else float(value)
                yield BriefFigure(next(numbers), BriefMeasure(name), product, market, number, name, who)
            for place, measure in _SUPPLIER.items():
                supplier, share = suppliers.get((product, market, place), ("", None))
                yield BriefFigure(next(numbers), measure, product, market, share, "suppliers", who, supplier)
            rank = ranks.get((product, market))
            for measure, place_or_count in _rank_figures(rank):
                yield BriefFigure(next(numbers), measure, product, market, place_or_count, "ranking", who)


def _rank_figures(rank: MarketRank | None) -> Iterator[tuple[BriefMeasure, float | None]]:
    yield BriefMeasure.RANK, None if rank is None else rank.rank
    yield BriefMeasure.RANK_FROM, None if rank is None else rank.from_rank
    yield BriefMeasure.RANK_TO, None if rank is None else rank.to_rank
    yield BriefMeasure.RANKED_MARKETS, None if rank is None else rank.markets


def _country_figures(
    trade: TradeRows, request: BriefRequest, told_by: dict[str, ReportedBy], numbers: Iterator[str]
) -> Iterator[BriefFigure]:
    """Return what tables of countries tell, market by market; nothing where none was loaded."""
    loaded = trade.snapshot.tables
    if loaded.isdisjoint(CountryTable):
        return
    for statement in COUNTRY_TABLES.values():
        trade.engine.execute(statement)
    for queries, products in ((MARKET_QUERIES, ("",)), (PRODUCT_QUERIES, request.products)):
        found = {
            name: {(str(code), str(market)): (value, year) for code, market, value, year in trade.rows(query)}
            for name, query in queries.items()
            if not loaded.isdisjoint(TABLES_OF[name])
        }
        for product in products:
            for market in request.markets:
                for name, values in found.items():
                    value, year = values.get((product, market), (None, 0))
                    number = None if value is None else float(value)
                    who = told_by.get(market, ReportedBy.NOBODY) if name == "potential_ahead" else ReportedBy.TABLE
                    yield BriefFigure(
                        next(numbers), BriefMeasure(name), product, market, number, name, who, year=int(year)
                    )


def _country_tables(trade: TradeRows) -> Iterator[BriefCountryTable]:
    if trade.snapshot.tables.isdisjoint(CountryTable):
        return
    for table, part, countries, first, last in trade.rows(SOURCES):
        file = trade.snapshot.parts[part]
        yield BriefCountryTable(str(table), file.publisher, file.file, int(countries), int(first), int(last))


def _parts(written: str) -> Sequence[str]:
    cut = written.translate({ord(sign): "," for sign in "，、;；\n"})
    return [text.strip() for text in cut.split(",") if text.strip()]


def _codes(part: str) -> Sequence[str]:
    """Return the codes of a part: those parted by blanks, too, where each is a heading; `0902 10` stays one."""
    words = part.split()
    whole = all(len(word) >= _HEADING and not word.replace(".", "")[:_HEADING].endswith("00") for word in words)
    return words if whole else [part]


def _country(written: str) -> str:
    text = area_of(written)
    if text is None or not is_country(text):
        raise InputError(Text("market.brief_country", found=written), Text("market.brief_country_hint"))
    return text
