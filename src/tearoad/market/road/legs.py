"""The table of routes: the user's own, a leg a row, each with its source and the day on which that was read.

UNESCAP's time/cost-distance method and CAREC's measurements of corridors fill such rows. Nothing is known here: what a
row leaves empty stays open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from tearoad.market.price.tables import (
    CellRule,
    RatesRefusedError,
    TableKind,
    choice_rule,
    country_rule,
    day_rule,
    number_in,
    read_day,
    rows_of_table,
    word_rule,
)
from tearoad.market.trade_data.areas import area_of
from tearoad.text import Text

ROUTE_COLUMNS = (
    "market",
    "route",
    "mode",
    "from",
    "to",
    "km",
    "kmh",
    "hours",
    "least",
    "most",
    "delay_percent",
    "delay_hours",
    "cost",
    "currency",
    "per",
    "source",
    "read_on",
)
OLD_AFTER = timedelta(days=365)
_NUMBERS = {"km": 50_000, "kmh": 1_500, "hours": 5_000, "least": 5_000, "most": 5_000, "delay_percent": 100}
_NUMBERS |= {"delay_hours": 5_000, "cost": 10**9}
"""What is read as a number, and the most that it may be."""
_PLACE = re.compile(r"(?P<name>.*\S)\s*\((?P<latitude>-?\d{1,2}(?:\.\d+)?),\s*(?P<longitude>-?\d{1,3}(?:\.\d+)?)\)")
_CURRENCY = re.compile(r"[A-Z]{3}")
ROUTES_HINT = Text("market.routes_hint")


class TransportMode(StrEnum):
    """How goods are moved on a leg, or what holds them there."""

    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"
    RIVER = "river"
    AIR = "air"
    BORDER = "border"
    TRANSFER = "transfer"
    """From one vehicle to another, or from one gauge to another."""


class FreightUnit(StrEnum):
    """What the cost of a leg is counted by."""

    SHIPMENT = "shipment"
    CONTAINER = "container"
    TONNE = "tonne"


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """One row of the table; None where it leaves a cell empty."""

    market: str
    route: str
    mode: TransportMode
    start: str
    end: str
    km: Decimal | None
    hours: Decimal | None
    """The likeliest; worked out of distance and speed where only those are given."""
    least: Decimal | None
    most: Decimal | None
    delay_percent: Decimal
    """How many shipments of a hundred are held up."""
    delay_hours: Decimal
    """How much longer those take."""
    cost: Decimal | None
    currency: str
    per: FreightUnit | None
    source: str
    read_on: date
    line: int

    def is_old(self, on: date) -> bool:
        """Whether its source was read so long ago that it may say something else by now."""
        return on - self.read_on > OLD_AFTER


def parse_routes(text: str, file: str) -> tuple[RouteLeg, ...]:
    """Return the legs of a table in its order.

    Raises:
        RatesRefusedError: a column is missing, cells cannot be read, or a leg does not begin where the one before ends.

    """
    legs = tuple(_leg(cells, line) for line, cells in rows_of_table(text, file, ROUTE_TABLE))
    gaps = tuple(_gaps(legs, file))
    if gaps:
        raise RatesRefusedError(gaps, ROUTES_HINT)
    return legs


def routes_template() -> str:
    """Return an empty table whose rows name every mode; distances, times, costs and sources are the user's."""
    rows = (f",,{mode}{',' * (len(ROUTE_COLUMNS) - 3)}" for mode in TransportMode)
    return "\n".join((",".join(ROUTE_COLUMNS), *rows)) + "\n"


def place_of(written: str) -> tuple[str, tuple[float, float] | None]:
    """Return a place and where it lies: `Qinzhou (21.7, 108.6)` has its latitude and longitude behind its name.

    What stands in brackets and is no such pair belongs to the name.
    """
    match = _PLACE.fullmatch(written)
    if match is None:
        return written, None
    latitude, longitude = float(match["latitude"]), float(match["longitude"])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return written, None
    return match["name"], (latitude, longitude)


def by_route(legs: tuple[RouteLeg, ...]) -> Mapping[tuple[str, str], tuple[RouteLeg, ...]]:
    """Return the legs of each market and route, in the order of the table."""
    found: dict[tuple[str, str], list[RouteLeg]] = {}
    for leg in legs:
        found.setdefault((leg.market, leg.route), []).append(leg)
    return {key: tuple(inside) for key, inside in found.items()}


def _gaps(legs: tuple[RouteLeg, ...], file: str) -> Iterator[Text]:
    """Yield where a leg of a route begins elsewhere than the one before it ended."""
    for (_, route), inside in by_route(legs).items():
        for before, leg in pairwise(inside):
            if before.end.casefold() != leg.start.casefold():
                places = {"ends": before.end, "begins": leg.start}
                yield Text("market.routes_gap", file=file, line=leg.line, route=route, **places)


def _leg(cells: Mapping[str, str], line: int) -> RouteLeg:
    value = {name: number_in(cells[name]) for name in _NUMBERS}
    hours = value["hours"]
    return RouteLeg(
        market=area_of(cells["market"]) or "",
        route=cells["route"],
        mode=TransportMode(cells["mode"]),
        start=place_of(cells["from"])[0],
        end=place_of(cells["to"])[0],
        km=value["km"],
        hours=_hours_at_speed(value["km"], value["kmh"]) if hours is None else hours,
        least=value["least"],
        most=value["most"],
        delay_percent=value["delay_percent"] or Decimal(0),
        delay_hours=value["delay_hours"] or Decimal(0),
        cost=value["cost"],
        currency=cells["currency"],
        per=FreightUnit(cells["per"]) if cells["per"] else None,
        source=cells["source"],
        read_on=read_day(cells["read_on"]),
        line=line,
    )


def _contradictions(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield what other cells of the row contradict."""
    value = {name: number_in(cells[name]) for name in _NUMBERS}
    hours = value["hours"] if value["hours"] is not None else _hours_at_speed(value["km"], value["kmh"])
    wrong = {
        "least": value["least"] is not None and (hours is None or value["least"] > hours),
        "most": value["most"] is not None and (hours is None or value["most"] < hours),
        "delay_hours": bool(value["delay_percent"]) and not value["delay_hours"],
        "delay_percent": bool(value["delay_hours"]) and not value["delay_percent"],
        "currency": value["cost"] is not None and not _CURRENCY.fullmatch(cells["currency"]),
        "per": (value["cost"] is not None or cells["per"] != "") and cells["per"] not in set(FreightUnit),
    }
    yield from (name for name, is_wrong in wrong.items() if is_wrong)


def _hours_at_speed(km: Decimal | None, kmh: Decimal | None) -> Decimal | None:
    return km / kmh if km is not None and kmh else None


def _up_to(most: int) -> Callable[[str], object]:
    """Return what reads a number that is no larger."""

    def read(written: str) -> Decimal | None:
        amount = number_in(written)
        if amount is not None and amount > most:
            raise ValueError(written)
        return amount

    return read


ROUTE_TABLE = TableKind(
    ROUTE_COLUMNS,
    "market.routes_row",
    ROUTES_HINT,
    (
        country_rule("market"),
        choice_rule("mode", TransportMode),
        *(word_rule(name) for name in ("route", "from", "to", "source")),
        day_rule("read_on"),
        *(
            CellRule(name, _up_to(most), Text("market.cell_number", most=str(most)), may_be_empty=True)
            for name, most in _NUMBERS.items()
        ),
    ),
    _contradictions,
    longest=300,
)
