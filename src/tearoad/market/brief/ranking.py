"""Where each market stands among all for an exporter's product, three years on, with an 80 % interval."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from tearoad.market.brief.document import BriefRequest
from tearoad.market.brief.queries import FLOWS
from tearoad.market.ranking.features import market_features
from tearoad.market.ranking.forecast import ForetoldRanks, foretold_ranks
from tearoad.market.ranking.panel import TradePanel, panel_of
from tearoad.market.trade_data.areas import is_country
from tearoad.market.trade_data.query import TradeRows

_LEAST_YEARS = 5


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

    A heading or chapter is ranked as one product. Fitting takes some seconds of processor time.
    """
    sums = _flows_until(trade, request, year)
    years = tuple(sorted({key[0] for key in sums}))[-_LEAST_YEARS:]
    if len(years) < _LEAST_YEARS or years[-1] != year:
        return {}, ()
    panel = panel_of([(*key, value) for key, value in sums.items() if key[0] in years], keep=request.products)
    if request.exporter not in panel.exporters:
        return {}, ()
    places = foretold_ranks(panel, market_features(panel.mean_of(years[-2:])))
    found = {}
    for product in (one for one in request.products if one in panel.products):
        for market in (one for one in request.markets if one in panel.markets):
            rank = _rank_at(places, panel, (request.exporter, market, product))
            if rank is not None:
                found[product, market] = rank
    return found, years


def _flows_until(trade: TradeRows, request: BriefRequest, year: int) -> dict[tuple[int, str, str, str], float]:
    """Return what was traded by year, exporter, market and product; what falls under a code asked for under that."""
    sums: dict[tuple[int, str, str, str], float] = defaultdict(float)
    for flow_year, exporter, market, product, value in trade.rows(FLOWS):
        if flow_year <= year and is_country(exporter) and is_country(market) and exporter != market:
            code = next((one for one in request.products if product.startswith(one)), product)
            sums[int(flow_year), exporter, market, code] += float(value)
    return sums


def _rank_at(places: ForetoldRanks, panel: TradePanel, names: tuple[str, str, str]) -> MarketRank | None:
    exporter, market, product = names
    cell = panel.exporters.index(exporter), panel.markets.index(market), panel.products.index(product)
    if not np.isfinite(places.rank[cell]):
        return None
    return MarketRank(*(int(table[cell]) for table in (places.rank, places.best, places.worst, places.many)))
