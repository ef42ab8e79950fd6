"""Routes to a market beside each other: how far, how long, how dear, and which of them others beat in both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from tearoad.market.road.legs import FreightUnit, RouteLeg, by_route
from tearoad.market.road.times import TravelTime, travel_time


@dataclass(frozen=True, slots=True)
class RouteCost:
    """What the legs of a route cost in one currency, counted by one thing."""

    amount: Decimal
    currency: str
    per: FreightUnit


@dataclass(frozen=True, slots=True)
class TradeRoute:
    """A route with all that its rows tell of it."""

    name: str
    legs: tuple[RouteLeg, ...]
    km: Decimal | None
    """None where the distance of a leg is not known."""
    time: TravelTime | None
    """None where the hours of a leg are not known."""
    costs: tuple[RouteCost, ...]
    """Never added over currencies or units; none where the cost of a leg is not known."""

    @property
    def without_hours(self) -> tuple[RouteLeg, ...]:
        """The legs that leave its time open."""
        return tuple(leg for leg in self.legs if leg.hours is None)

    @property
    def without_cost(self) -> tuple[RouteLeg, ...]:
        """The legs that leave its cost open."""
        return tuple(leg for leg in self.legs if leg.cost is None)


def routes_to(legs: tuple[RouteLeg, ...], market: str) -> tuple[TradeRoute, ...]:
    """Return the routes to a market, the quickest first; those of unknown time last."""
    found = [_route(name, inside) for (where, name), inside in by_route(legs).items() if where == market]
    return tuple(
        sorted(found, key=lambda route: (route.time is None, route.time.p50 if route.time else 0.0, route.name))
    )


def unbeaten(routes: Iterable[TradeRoute]) -> frozenset[str]:
    """Return the names of routes than which no other is both no slower and no dearer, and better in one.

    Only routes whose time and cost are known are compared, and only with those whose cost is counted alike.
    """
    known = [(route, route.time.p50, route.costs[0]) for route in routes if route.time and len(route.costs) == 1]
    return frozenset(
        route.name
        for route, hours, cost in known
        if not any(
            (cost.currency, cost.per) == (other.currency, other.per)
            and (quick <= hours and other.amount <= cost.amount)
            and (quick < hours or other.amount < cost.amount)
            for _, quick, other in known
        )
    )


def _route(name: str, legs: tuple[RouteLeg, ...]) -> TradeRoute:
    km = None if any(leg.km is None for leg in legs) else sum((leg.km or Decimal(0) for leg in legs), Decimal(0))
    return TradeRoute(name, legs, km, travel_time(legs), tuple(_costs(legs)))


def _costs(legs: tuple[RouteLeg, ...]) -> list[RouteCost]:
    if any(leg.cost is None for leg in legs):
        return []
    sums: dict[tuple[str, FreightUnit], Decimal] = {}
    for leg in legs:
        if leg.cost is not None and leg.per is not None:
            key = (leg.currency, leg.per)
            sums[key] = sums.get(key, Decimal(0)) + leg.cost
    return [RouteCost(amount, currency, per) for (currency, per), amount in sums.items()]
