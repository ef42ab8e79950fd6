"""The table of rates behind a landed price: the user's own, each with its unit, its days and its source.

Nothing is known here. A rate that the table does not give for the day leaves the price open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from tearoad.errors import InputError
from tearoad.market.price.tables import (
    CellRule,
    RatesRefusedError,
    TableKind,
    choice_rule,
    code_rule,
    country_rule,
    day_rule,
    ends_before_it_begins,
    number_in,
    read_day,
    rows_of_table,
    table_in_file,
    word_rule,
)
from tearoad.market.trade_data.areas import area_of
from tearoad.reference.exchange import MOST_EXCHANGE_AGE, ExchangeRate, refuse_slip
from tearoad.text import Text
from tearoad.values import HSCode

COLUMNS = ("step", "market", "hs", "value", "unit", "currency", "from", "until", "source")
RULE = "rule"
"""A further column, which a table may leave out: how a row goes together with others of its step."""
_MOST_PERCENT = Decimal(1000)
RATES_HINT = Text("market.rates_hint")
_CURRENCIES = re.compile(r"(?:([A-Z]{3})>)?(?!\1$)[A-Z]{3}")


class PriceStep(StrEnum):
    """A step on the way from the factory to the shelf, in its order."""

    TO_PORT = "to_port"
    FREIGHT = "freight"
    INSURANCE = "insurance"
    EXCHANGE = "exchange"
    DUTY = "duty"
    EXCISE = "excise"
    CERTIFICATES = "certificates"
    DELIVERY = "delivery"
    VAT = "vat"
    IMPORTER_MARGIN = "importer_margin"
    SHELF_MARGIN = "shelf_margin"


class RateUnit(StrEnum):
    """What a rate is counted by."""

    PERCENT = "percent"
    KILOGRAM = "kilogram"
    PIECE = "piece"
    SHIPMENT = "shipment"
    RATE = "rate"
    """Of an exchange rate: so many units of `currency` for one of the exporter's."""


class RateRule(StrEnum):
    """How a rate goes together with others of its step: customs writes `10 %, but at least 40 RUB/kg`."""

    ALONE = ""
    PLUS = "plus"
    """Added to the others: a combined duty."""
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


COMBINED = frozenset({PriceStep.DUTY, PriceStep.EXCISE})
"""Steps of which several rates may hold at once."""
ABROAD = (PriceStep.TO_PORT, PriceStep.FREIGHT, PriceStep.INSURANCE)
"""Counted in the exporter's currency; all that follows the exchange rate in the market's."""
PERCENT_ONLY = frozenset({PriceStep.INSURANCE, PriceStep.VAT, PriceStep.IMPORTER_MARGIN, PriceStep.SHELF_MARGIN})


@dataclass(frozen=True, slots=True)
class PriceRate:
    """One row of the table."""

    step: PriceStep
    market: str
    hs: str
    """The digits it holds for; empty: for all goods."""
    value: Decimal
    unit: RateUnit
    currency: str
    base: str
    """Of an exchange rate that names it (`CNY>RUB`): the currency whose one unit it is for; else the exporter's."""
    since: date
    until: date | None
    source: str
    line: int
    rule: RateRule = RateRule.ALONE

    def holds(self, market: str, hs: str, on: date, currency: str = "") -> bool:
        """Whether it is the rate of a market and a product on a day, for an exporter who counts in a currency."""
        is_old = self.step is PriceStep.EXCHANGE and self.until is None and on - self.since > MOST_EXCHANGE_AGE
        in_force = self.since <= on and (self.until is None or on <= self.until) and not is_old
        fits = not currency or self._counts_in(currency)
        return self.market == market and hs.startswith(self.hs) and in_force and fits

    def age(self, on: date) -> Text | None:
        """Return how old an exchange rate is on the day that it converts; None of other rates."""
        return Text("market.rate_age", count=(on - self.since).days) if self.step is PriceStep.EXCHANGE else None

    @property
    def is_amount_abroad(self) -> bool:
        """Whether it is an amount of money on the way to the market."""
        return self.step in ABROAD and self.unit is not RateUnit.PERCENT

    def _counts_in(self, currency: str) -> bool:
        """Whether an exporter who counts in a currency can use it."""
        if self.step is PriceStep.EXCHANGE:
            return self.base in {"", currency}
        return not self.is_amount_abroad or self.currency == currency

    def exchange(self, base: str) -> ExchangeRate:
        """Return the exchange rate of the row, for one unit of the exporter's currency."""
        return ExchangeRate(self.base or base, self.currency, self.value, self.since, self.source)


def read_rates(path: Path) -> tuple[PriceRate, ...]:
    """Return the rates of a CSV file.

    Raises:
        InputError: the file cannot be read, or is no table of rates.

    """
    return parse_rates(table_in_file(path, RATE_TABLE), path.name)


def parse_rates(text: str, file: str) -> tuple[PriceRate, ...]:
    """Return the rates of a CSV table, whatever parts its cells: commas, semicolons or tabs.

    Raises:
        RatesRefusedError: a column is missing, or rows cannot be read; each with its line and column.

    """
    rates = tuple(_rate(cells, line) for line, cells in rows_of_table(text, file, RATE_TABLE))
    groups: dict[tuple[object, ...], list[PriceRate]] = {}
    twice = []
    for rate in rates:
        group = groups.setdefault((rate.step, rate.market, rate.hs, rate.base, rate.rule), [])
        other = next((above for above in group if _contradict(above, rate)), None)
        group.append(rate)
        if other is not None:
            twice.append(Text("market.rates_twice", file=file, line=rate.line, first=other.line))
    if twice:
        raise RatesRefusedError(tuple(twice), RATES_HINT)
    return rates


def _contradict(first: PriceRate, second: PriceRate) -> bool:
    """Whether of two rates of one step, market, product and rule nobody knows which counts.

    One that begins later takes the place of an earlier one; but beside `10 %` a later `40 RUB/kg` may be added as well.
    """
    if first.step in ABROAD and first.is_amount_abroad and second.is_amount_abroad:
        differ = False
        if first.currency != second.currency:  # for exporters who count in either
            return False
    elif first.step is PriceStep.EXCHANGE:
        differ = first.currency != second.currency
    else:
        differ = first.step in COMBINED and (first.unit, first.currency) != (second.unit, second.currency)
    if differ and first.rule is RateRule.PLUS:
        return False
    overlap = first.since <= (second.until or date.max) and second.since <= (first.until or date.max)
    return first.since == second.since or (differ and overlap)


def rates_template() -> str:
    """Return an empty table whose rows name every step; values and sources are the user's to fill in."""
    units = {PriceStep.EXCHANGE: RateUnit.RATE}
    lines = [",".join((*COLUMNS, RULE))]
    for step in PriceStep:
        amounts = {PriceStep.TO_PORT, PriceStep.FREIGHT, PriceStep.CERTIFICATES, PriceStep.DELIVERY}
        unit = units.get(step, RateUnit.SHIPMENT if step in amounts else RateUnit.PERCENT)
        lines.append(f"{step},,,,{unit},,,,,")
    return "\n".join(lines) + "\n"


def rates_in_force(
    rates: tuple[PriceRate, ...], market: str, hs: str, on: date, currency: str = ""
) -> Mapping[PriceStep, PriceRate]:
    """Return the rate of each step; the one for most digits of the product, then the one that began last.

    An exchange rate that names one currency is for the currency in which the table counts the way abroad: where that is
    another than the exporter's, or there are several, nobody knows whose it is, and it is none.
    """
    abroad = {rate.currency for rate in rates if rate.market == market and rate.is_amount_abroad}
    held = (
        rate
        for rate in rates
        if rate.holds(market, hs, on, currency)
        and (rate.step is not PriceStep.EXCHANGE or rate.base or not currency or not abroad or abroad == {currency})
    )
    found = sorted(held, key=lambda rate: (len(rate.hs), rate.base, rate.since))
    return {rate.step: rate for rate in found if rate.rule is RateRule.ALONE}


def charges_in_force(
    rates: tuple[PriceRate, ...], step: PriceStep, market: str, hs: str, on: date
) -> tuple[PriceRate, ...]:
    """Return every rate of a duty or an excise that holds together, those for most digits of the product alone.

    Of rows that say the same of another time the one that began last holds. The order of the rows does not matter.
    """
    held = [rate for rate in rates if rate.step is step and rate.holds(market, hs, on)]
    longest = max((len(rate.hs) for rate in held), default=0)
    last = {
        (rate.rule, rate.unit, rate.currency) if rate.rule is RateRule.PLUS else (rate.rule,): rate
        for rate in sorted(held, key=lambda rate: rate.since)
        if len(rate.hs) == longest
    }
    return tuple(sorted(last.values(), key=lambda rate: (*RateRule,).index(rate.rule)))


def exchange_between(
    rates: tuple[PriceRate, ...], base: str, currency: str, market: str, on: date
) -> ExchangeRate | None:
    """Return the rate of a day by which an amount in one currency becomes one in the market's; None where none is."""
    held = (
        rate
        for rate in rates
        if rate.step is PriceStep.EXCHANGE
        and (rate.base, rate.currency) == (base, currency)
        and rate.holds(market, "", on)
    )
    last = max(held, key=lambda rate: rate.since, default=None)
    return last.exchange(base) if last else None


def _rate(cells: Mapping[str, str], line: int) -> PriceRate:
    return PriceRate(
        step=PriceStep(cells["step"]),
        market=area_of(cells["market"]) or "",
        hs=HSCode.parse(cells["hs"]).digits if cells["hs"] else "",
        value=number_in(cells["value"]) or Decimal(0),
        unit=RateUnit(cells["unit"]),
        currency=cells["currency"].rpartition(">")[2],
        base=cells["currency"].rpartition(">")[0],
        since=read_day(cells["from"]),
        until=read_day(cells["until"]) if cells["until"] else None,
        source=cells["source"],
        line=line,
        rule=RateRule(cells[RULE]),
    )


def _faults(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield the columns of a row that contradict its step and its unit."""
    percent = cells["unit"] == RateUnit.PERCENT
    if (cells["unit"] == RateUnit.RATE) != (cells["step"] == PriceStep.EXCHANGE):
        yield "unit"
    if cells["step"] in PERCENT_ONLY and not percent:
        yield "unit"
    if not percent and not _CURRENCIES.fullmatch(cells["currency"]):
        yield "currency"
    if ">" in cells["currency"] and cells["step"] != PriceStep.EXCHANGE:
        yield "currency"
    if cells[RULE] and cells["step"] not in COMBINED:
        yield RULE
    if not _is_value(cells):
        yield "value"
    yield from ends_before_it_begins(cells)


def _is_value(cells: Mapping[str, str]) -> bool:
    value = number_in(cells["value"]) or Decimal(0)
    if cells["unit"] == RateUnit.RATE:
        try:
            refuse_slip(value)
        except InputError:
            return False
    return cells["unit"] != RateUnit.PERCENT or value <= _MOST_PERCENT


RATE_TABLE = TableKind(
    COLUMNS,
    "market.rates_row",
    RATES_HINT,
    (
        choice_rule("step", PriceStep),
        choice_rule("unit", RateUnit),
        choice_rule(RULE, RateRule, may_be_empty=True),
        day_rule("from"),
        day_rule("until", may_be_empty=True),
        country_rule("market"),
        code_rule("hs"),
        CellRule("value", number_in, Text("market.cell_amount")),
        word_rule("source"),
    ),
    _faults,
    optional=(RULE,),
)
