"""Five years of made-up trade in the demo's goods, as a file that says so in its columns; a seed makes it.

The value of a flow is supply times demand times a habit of two countries to trade, as in gravity models. No figure is
meant to be like a real one. In the last year one market publishes nothing and is known by what its partners exported.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from tearoad.companies import Exporter
from tearoad.market.trade_data.formats import FICTIONAL_COLUMNS

MARKETS = ("RUS", "KAZ", "VNM", "DEU", "USA")
EXPORTER = "CHN"
YEARS = (2018, 2019, 2020, 2021, 2022)
SILENT = ("RUS", 2022)
"""Who publishes nothing, and in which year."""
_OTHERS = ("BLR", "FRA", "IDN", "IND", "ITA", "JPN", "KEN", "KOR", "LKA", "MYS", "POL", "TUR")
_COUNTRIES = (EXPORTER, *MARKETS, *_OTHERS)
_MOST_PRODUCTS = 12
_LEAST_VALUE = 4_000
TradeFlow = tuple[int, str, str, str, str, int, int]
"""A row of the file: year, reporter, flow, partner, product, value in dollars, kilograms."""


def traded_codes(firms: tuple[Exporter, ...]) -> tuple[str, ...]:
    """Return the six-digit codes that most of the firms sell, in the order of the codes."""
    sellers: dict[str, int] = {}
    for firm in firms:
        for code in {product.hs.digits[:6] for product in firm.products if product.hs is not None}:
            sellers[code] = sellers.get(code, 0) + 1
    return tuple(sorted(sorted(sellers, key=lambda code: (-sellers[code], code))[:_MOST_PRODUCTS]))


def write_trade(folder: Path, seed: int, codes: tuple[str, ...]) -> Path:
    """Write the file into a folder; the same seed and codes give the same bytes."""
    path = folder / "fictional-trade.csv"
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(FICTIONAL_COLUMNS)
        writer.writerows(_flows(random.Random(f"trade {seed}"), codes))  # noqa: S311  # made-up figures, no secret
    return path


def _flows(chance: random.Random, codes: tuple[str, ...]) -> Iterator[TradeFlow]:
    size = {country: chance.lognormvariate(0, 0.8) for country in _COUNTRIES}
    habit = {(a, b): chance.lognormvariate(0, 0.9) for a in _COUNTRIES for b in _COUNTRIES if a != b}
    for code in codes:
        price = chance.uniform(1.5, 12)
        supply = {country: size[country] * chance.lognormvariate(0, 1.2) for country in _COUNTRIES}
        demand = {country: size[country] * chance.lognormvariate(0, 0.7) for country in _COUNTRIES}
        for (exporter, market), ease in habit.items():
            usual = 90_000 * supply[exporter] * demand[market] * ease * chance.lognormvariate(0, 0.6)
            growth = chance.gauss(1.04, 0.08)
            dollars = price * chance.lognormvariate(0, 0.2)
            for place, year in enumerate(YEARS):
                value = round(usual * growth**place * chance.lognormvariate(0, 0.25))
                if value >= _LEAST_VALUE:
                    yield from _reported(year, exporter, market, code, value, round(value / dollars))


def _reported(year: int, exporter: str, market: str, code: str, value: int, weight: int) -> Iterator[TradeFlow]:
    """Return what the two countries publish of one flow: the exporter without freight and insurance."""
    if (market, year) != SILENT:
        yield (year, market, "import", exporter, code, value, weight)
    if (exporter, year) != SILENT:
        yield (year, exporter, "export", market, code, round(value * 0.93), weight)
