"""Where each market stands among all for an exporter's product, three years on, with an 80 % interval."""

from __future__ import annotations

import os
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.queries import YEARS
from tearoad.market.ranking.forecast import ForetoldRanks, RankingBasis, ranking_basis, read_basis, write_basis
from tearoad.market.ranking.panel import MOST_CELLS, TradePanel
from tearoad.market.trade_data.areas import NO_COUNTRIES
from tearoad.market.trade_data.query import TradeRows

_LEAST_YEARS = 5
_FILE = "ranking.npz"
_COUNTRIES = ", ".join(f"'{area}'" for area in sorted(NO_COUNTRIES))
_ABROAD = f"WHERE exporter <> market AND exporter NOT IN ({_COUNTRIES}) AND market NOT IN ({_COUNTRIES})"
_BETWEEN = "SELECT year, exporter, market FROM exporter_markets ABROAD AND year <= ?".replace("ABROAD", _ABROAD)
_FLOWS = (
    "SELECT year, exporter, market, product, fsum(value) AS value FROM bilateral"
    " SEMI JOIN ranked_products USING (product) ABROAD AND list_contains(?, year) GROUP BY ALL"
).replace("ABROAD", _ABROAD)
_SOLD = (
    "SELECT k, e, m, fsum(value) / 2 AS value FROM asked_rows JOIN asked_products USING (product)"
    " JOIN place_of_code USING (code) JOIN place_of_exporter USING (exporter) JOIN place_of_market USING (market)"
    " WHERE exporter <> market AND list_contains(?, year) GROUP BY ALL"
)
RANKED_FROM = 2
"""Years whose mean trade says where markets stand."""


@dataclass(frozen=True, slots=True)
class MarketRank:
    """A foretold place: 1 is where most will be sold."""

    rank: int
    from_rank: int
    to_rank: int
    markets: int
    """How many markets were put in order."""


def market_ranks(
    trade: TradeRows, request: BriefRequest, year: int
) -> tuple[dict[tuple[str, str], MarketRank], tuple[int, ...]]:
    """Return places by product and market, and the years they were worked out from; none where years are too few.

    A heading or chapter is ranked as one product. Reads the tables that `making.make_brief` made of the request.
    """
    basis = _basis_of(trade, year)
    if basis is None or request.exporter not in basis.exporters:
        return {}, ()
    products, sold = _sold_of(trade, basis, request)
    if not products:
        return {}, basis.years
    places = basis.foretold_ranks(request.exporter, products, sold)
    found = {}
    for number, product in enumerate(products):
        for market in (known for known in request.markets if known in basis.markets):
            rank = _rank_at(places, (basis.markets.index(market), number))
            if rank is not None:
                found[product, market] = rank
    return found, basis.years


def keep_ranking(trade: TradeRows) -> None:
    """Fit the ranking of a snapshot's last year once, so that no brief has to."""
    file = trade.snapshot.folder / _FILE
    years = [int(row[0]) for row in trade.rows(YEARS)]
    basis = None if file.is_file() else _fitted_basis(trade, max(years, default=0))
    if basis is not None:
        staging = file.with_name(f".{_FILE}.{os.getpid()}")
        write_basis(basis, staging)
        staging.replace(file)


def _basis_of(trade: TradeRows, year: int) -> RankingBasis | None:
    file = trade.snapshot.folder / _FILE
    if file.is_file():
        kept = read_basis(file)
        if kept.years[-1] == year:
            return kept
    return _fitted_basis(trade, year)


def _fitted_basis(trade: TradeRows, year: int) -> RankingBasis | None:
    """Fit the ranking on the products of most trade in five years; takes some seconds of processor time."""
    between = trade.rows(
        _BETWEEN,
        [year],
    )
    years = tuple(sorted({int(row[0]) for row in between}))[-_LEAST_YEARS:]
    if len(years) < _LEAST_YEARS or years[-1] != year:
        return None
    exporters = tuple(sorted({str(row[1]) for row in between if row[0] in years}))
    markets = tuple(sorted({str(row[2]) for row in between if row[0] in years}))
    most = max(1, MOST_CELLS // (len(exporters) * len(markets)))
    trade.engine.execute(
        "CREATE OR REPLACE TEMP TABLE ranked_products AS SELECT product FROM world_products"
        " WHERE list_contains(?, year) GROUP BY product ORDER BY sum(value) DESC, product LIMIT ?",
        [list(years), most],
    )
    flows = trade.engine.execute(
        _FLOWS,
        [list(years)],
    ).fetchnumpy()
    products = tuple(sorted({*flows["product"].tolist()}))
    values = np.zeros((len(years), len(exporters), len(markets), len(products)))
    places = [
        np.searchsorted(np.array(names), flows[column])
        for column, names in (("year", years), ("exporter", exporters), ("market", markets), ("product", products))
    ]
    values[tuple(places)] = flows["value"]
    return ranking_basis(TradePanel(years, exporters, markets, products, values))


def _sold_of(
    trade: TradeRows, basis: RankingBasis, request: BriefRequest
) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    """Return the codes asked for that were traded, with the mean trade of two years between countries."""
    for table, column, place, names in (
        ("place_of_code", "code", "k", request.products),
        ("place_of_exporter", "exporter", "e", basis.exporters),
        ("place_of_market", "market", "m", basis.markets),
    ):
        trade.engine.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({column} VARCHAR, {place} INTEGER)")
        numbered = "SELECT name, list_position(?, name) - 1 FROM (SELECT unnest(?) AS name)"
        trade.engine.execute(f"INSERT INTO {table} {numbered}", 2 * [list(names)])
    flows = trade.engine.execute(_SOLD, [list(basis.years[-RANKED_FROM:])]).fetchnumpy()
    traded = np.unique(flows["k"])
    sold = np.zeros((len(basis.exporters), len(basis.markets), len(traded)))
    sold[flows["e"], flows["m"], np.searchsorted(traded, flows["k"])] = flows["value"]
    return tuple(request.products[place] for place in traded.tolist()), sold


def _rank_at(places: ForetoldRanks, cell: tuple[int, int]) -> MarketRank | None:
    if not np.isfinite(places.rank[cell]):
        return None
    return MarketRank(*(int(table[cell]) for table in (places.rank, places.best, places.worst, places.many)))
