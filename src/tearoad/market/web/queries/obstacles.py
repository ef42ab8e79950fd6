"""What stands in the way of goods in a market, as far as the organisation's tables and lists tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tearoad.companies import Standing
from tearoad.companies.web.queries.register import visible
from tearoad.market.obstacles.requirements import MarketRequirement, TopicRequirements, obstacles_of
from tearoad.market.price.rates import COMBINED, PriceRate, PriceStep, charges_in_force, rates_in_force
from tearoad.market.trade_data.areas import alpha2
from tearoad.market.web.queries.tables import RATES
from tearoad.people import Actor
from tearoad.screening.goods_warnings import goods_listed
from tearoad.screening.web.models import Hit
from tearoad.screening.web.queries.hits import undecided
from tearoad.screening.web.queries.lists import listed_goods
from tearoad.text import Text
from tearoad.values import HSCode

_MOST_QUESTIONS = 20
_CHARGES = (PriceStep.DUTY, PriceStep.EXCISE, PriceStep.VAT)


@dataclass(frozen=True, slots=True)
class MarketObstacles:
    """All that is known; what is not known is said, and is no clearance."""

    goods: Text | None
    """On which goods list they stand; None where they stand on none that is in use."""
    parties: Mapping[str, int]
    """How many companies of the register are in the market, by their standing in screening."""
    questions: tuple[Hit, ...]
    """Likenesses of those companies to list entries that nobody decided about yet, the worst first."""
    charges: tuple[tuple[PriceStep, PriceRate | None], ...]
    """Duty, excise and value added tax by the table of rates."""
    topics: tuple[TopicRequirements, ...]


def market_obstacles(
    to: Actor, table: tuple[MarketRequirement, ...], market: str, hs: str, on: date
) -> MarketObstacles:
    """Return what stands in the way of goods in a market on a day.

    Raises:
        Conflict: a goods list cannot be read, so nobody may say that goods stand on none.

    """
    rates = RATES.rows(RATES.in_use(to))
    known = rates_in_force(rates, market, hs, on)

    def charges_of(step: PriceStep) -> tuple[PriceRate | None, ...]:
        return (step in COMBINED and charges_in_force(rates, step, market, hs, on)) or (known.get(step),)

    code = HSCode(hs)
    return MarketObstacles(
        goods=goods_listed(str(code), code, listed_goods()),
        parties=_standings(to, market),
        questions=_questions(to, market),
        charges=tuple((step, rate) for step in _CHARGES for rate in charges_of(step)),
        topics=obstacles_of(table, market, hs, on),
    )


def _standings(to: Actor, market: str) -> dict[str, int]:
    country = alpha2(market)
    if country is None:
        return {}
    there = visible(to).filter(country=country.alpha2).order_by().values("standing").annotate(count=Count("id"))
    found = {typed_dict_type["standing"]: typed_dict_type["count"] for typed_dict_type in there}
    return {standing.value: found[standing.value] for standing in Standing if found.get(standing.value)}


def _questions(to: Actor, market: str) -> tuple[Hit, ...]:
    country = alpha2(market)
    return () if country is None else tuple(undecided(to).filter(company__country=country.alpha2)[:_MOST_QUESTIONS])
