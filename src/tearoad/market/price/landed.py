"""From the price at the factory to the shelf, line by line, and back: to the cent, or open where a rate is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from tearoad.market.price.rates import (
    ABROAD,
    COMBINED,
    PriceRate,
    PriceStep,
    RateRule,
    RateUnit,
    charges_in_force,
    exchange_between,
    rates_in_force,
)

FOB_MARKETS = frozenset({"USA", "CAN", "AUS", "NZL", "ZAF"})
"""Where the customs value leaves out freight and insurance to the country; elsewhere it counts them (CIF).

Each member of the WTO chooses (Agreement on Customs Valuation, Article 8.2): 19 U.S.C. 1401a(b)(4)(A); Customs Act
(Canada) section 48(5)(b); Customs Act 1901 (Australia) section 161; Customs and Excise Act 2018 (New Zealand) schedule
4; Customs and Excise Act 1964 (South Africa) section 67.
"""

_CENT = Decimal("0.01")
_MOST_CENTS = 10**12


@dataclass(frozen=True, slots=True)
class PricedShipment:
    """What is sent where."""

    market: str
    hs: str
    on: date
    pieces: int
    weight_kg: Decimal
    """Of the whole shipment."""
    currency: str
    """The exporter's."""


@dataclass(frozen=True, slots=True)
class LandedLine:
    """A line of the calculation: what the step adds, for the whole shipment."""

    step: PriceStep
    amount: Decimal
    currency: str
    rate: PriceRate
    """What it follows from."""


@dataclass(frozen=True, slots=True)
class PricedQuantity:
    """What a piece costs when so many are sent at once."""

    pieces: int
    warehouse: Decimal
    """A piece at the buyer's warehouse, in the market's currency."""
    warehouse_abroad: Decimal
    """The same in the exporter's."""
    shelf: Decimal


@dataclass(frozen=True, slots=True)
class LandedPrice:
    """The whole calculation; its sums are None where a rate is missing."""

    lines: tuple[LandedLine, ...]
    missing: tuple[PriceStep, ...]
    """Steps without a rate for the day, or with an amount in a currency that the step is not counted in."""
    currency: str
    """The market's; empty where no exchange rate is known."""
    customs_value: Decimal | None
    warehouse: Decimal | None
    """At the buyer's warehouse, for the shipment, without the tax that the buyer gets back."""
    shelf: Decimal | None
    """One piece on the shelf, tax included."""


def landed_price(ex_works: Decimal, shipment: PricedShipment, rates: tuple[PriceRate, ...]) -> LandedPrice:
    """Return what a shipment costs on arrival at a price of one piece at the factory.

    Every line is rounded to the cent, half up. Duty in percent is of the customs value: price, way to the port, freight
    and insurance (CIF), or price and way to the port alone (FOB) where the market's law says so. Value added tax is of
    the value on arrival (CIF), duty and excise. A duty may be of several rates: added, at least, at most; one in a
    currency that is neither side's is converted by the rate of the day.
    """
    known = rates_in_force(rates, shipment.market, shipment.hs, shipment.on, shipment.currency)
    exchange = known.get(PriceStep.EXCHANGE)
    home = exchange.currency if exchange else ""
    charges = {step: _charges(rates, step, shipment, home) for step in COMBINED}
    missing = tuple(
        step
        for step in PriceStep
        if not (charges[step] if step in COMBINED else _usable(known.get(step), step, shipment.currency, home))
    )
    if missing:
        return LandedPrice((), missing, home, None, None, None)
    lines: list[LandedLine] = []

    def add(step: PriceStep, base: Decimal) -> Decimal:
        amount = _amount(known[step], base, shipment)
        currency = shipment.currency if step in ABROAD else home
        lines.append(LandedLine(step, amount, currency, known[step]))
        return amount

    def charge(step: PriceStep, base: Decimal) -> Decimal:
        counted = _counted(charges[step], base, shipment)
        lines.extend(LandedLine(step, amount, home, rate) for rate, amount in counted)
        return sum((amount for _rate, amount in counted), Decimal(0))

    cost = _cents(ex_works * shipment.pieces)
    cost += add(PriceStep.TO_PORT, cost)
    at_port = cost
    cost += add(PriceStep.FREIGHT, cost)
    cost += add(PriceStep.INSURANCE, cost)
    rate = known[PriceStep.EXCHANGE].exchange(shipment.currency).rate
    arrived = _cents(cost * rate)
    lines.append(LandedLine(PriceStep.EXCHANGE, arrived, home, known[PriceStep.EXCHANGE]))
    customs = _cents(at_port * rate) if shipment.market in FOB_MARKETS else arrived
    taxed = arrived + charge(PriceStep.DUTY, customs)
    taxed += charge(PriceStep.EXCISE, customs)
    warehouse = taxed + add(PriceStep.CERTIFICATES, customs) + add(PriceStep.DELIVERY, customs)
    add(PriceStep.VAT, taxed)
    shelf = _shelf(warehouse / shipment.pieces, known)
    return LandedPrice(tuple(lines), (), home, customs, warehouse, shelf)


def prices_by_quantity(
    ex_works: Decimal, shipment: PricedShipment, rates: tuple[PriceRate, ...], quantities: Sequence[int]
) -> tuple[PricedQuantity, ...]:
    """Return what a piece costs at each quantity, as heavy as in the shipment; nothing where a rate is missing.

    The exporter's currency follows from the market's by the exchange rate of the table.
    """
    exchange = rates_in_force(rates, shipment.market, shipment.hs, shipment.on, shipment.currency).get(
        PriceStep.EXCHANGE
    )
    found = []
    for pieces in quantities:
        weight = shipment.weight_kg * pieces / shipment.pieces
        made = landed_price(ex_works, replace(shipment, pieces=pieces, weight_kg=weight), rates)
        if exchange is None or made.warehouse is None or made.shelf is None:
            return ()
        piece, abroad = made.warehouse / pieces, exchange.exchange(shipment.currency).rate
        found.append(PricedQuantity(pieces, _cents(piece), _cents(piece / abroad), made.shelf))
    return tuple(found)


def highest_ex_works(shelf: Decimal, shipment: PricedShipment, rates: tuple[PriceRate, ...]) -> Decimal | None:
    """Return the highest price at the factory, to the cent, with which a piece costs no more than `shelf` on the shelf.

    None where a rate is missing, or where even goods for nothing would cost more. O(log of the price) calculations.
    """
    if landed_price(Decimal(0), shipment, rates).shelf is None:
        return None
    low, high = -1, _MOST_CENTS
    while high - low > 1:
        middle = (low + high) // 2
        price = landed_price(middle * _CENT, shipment, rates).shelf
        if price is not None and price <= shelf:
            low = middle
        else:
            high = middle
    return low * _CENT if low >= 0 else None


def _usable(rate: PriceRate | None, step: PriceStep, abroad: str, home: str) -> bool:
    if rate is None:
        return False
    if rate.unit in {RateUnit.PERCENT, RateUnit.RATE}:
        return True
    return rate.currency == abroad if step in ABROAD else home in {"", rate.currency}


@dataclass(frozen=True, slots=True)
class _Charge:
    """A rate of a duty, and what one unit of its currency is in the market's."""

    rate: PriceRate
    exchange: Decimal


def _charges(rates: tuple[PriceRate, ...], step: PriceStep, shipment: PricedShipment, home: str) -> tuple[_Charge, ...]:
    """Return the rates of a duty; none where there is no rate to begin with, or one cannot be converted."""
    found = []
    for rate in charges_in_force(rates, step, shipment.market, shipment.hs, shipment.on):
        factor = Decimal(1)
        if rate.unit is not RateUnit.PERCENT and rate.currency != home:
            known = exchange_between(rates, rate.currency, home, shipment.market, shipment.on)
            if known is None:
                return ()
            factor = known.rate
        found.append(_Charge(rate, factor))
    return tuple(found) if any(charge.rate.rule is RateRule.ALONE for charge in found) else ()


def _counted(
    charges: Sequence[_Charge], base: Decimal, shipment: PricedShipment
) -> tuple[tuple[PriceRate, Decimal], ...]:
    """Return the rates of a duty that count, with their amounts: those added up, or the limit that goes before them."""
    amounts = [(charge.rate, _amount(charge.rate, base, shipment, charge.exchange)) for charge in charges]
    added = tuple(each for each in amounts if each[0].rule in {RateRule.ALONE, RateRule.PLUS})
    for rate, limit in amounts:
        total = sum(amount for _rate, amount in added)
        is_below = rate.rule is RateRule.AT_LEAST and total < limit
        if is_below or (rate.rule is RateRule.AT_MOST and total > limit):
            added = ((rate, limit),)
    return added


def _amount(rate: PriceRate, base: Decimal, shipment: PricedShipment, exchange: Decimal = Decimal(1)) -> Decimal:
    many = {
        RateUnit.PERCENT: base / 100,
        RateUnit.KILOGRAM: shipment.weight_kg,
        RateUnit.PIECE: Decimal(shipment.pieces),
        RateUnit.SHIPMENT: Decimal(1),
    }
    return _cents(rate.value * many[rate.unit] * exchange)


def _shelf(piece: Decimal, known: Mapping[PriceStep, PriceRate]) -> Decimal:
    """Return the price of a piece on the shelf: margins on the price, then tax."""
    for step in (PriceStep.IMPORTER_MARGIN, PriceStep.SHELF_MARGIN, PriceStep.VAT):
        piece *= 1 + known[step].value / 100
    return _cents(piece)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
