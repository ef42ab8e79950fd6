"""Terms of trade between a product and a want: volume, price, certificates, label."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tearoad.companies import Buyer, Price, Product, Quantity, Want
from tearoad.companies.units import compared, unit_name
from tearoad.text import Text
from tearoad.values import Reason

ENOUGH, TOO_LITTLE = 90, -60
PRICE_FITS, PRICE_NEAR, PRICE_APART = 90, 40, -60
CERTIFIED, NOT_CERTIFIED = 50, -20
_NEAR_PRICE = Decimal("1.15")
_CUSTOMS_UNION = frozenset({"RU", "KZ", "BY", "AM", "KG"})
_FOOD_CHAPTERS = frozenset(f"{chapter:02}" for chapter in (*range(2, 5), *range(7, 12), *range(15, 23)))


@dataclass(frozen=True, slots=True)
class TradeFigures:
    """What of a product or a want can be compared: read once, however many pairs it is compared in."""

    volume: tuple[str, Decimal] | None
    """The base unit, and how much of it: at least so much is sold, or so much is sought."""
    price_of: tuple[object, ...] | None
    """Money, base unit and end of delivery: only prices that agree in all three are compared."""
    price: Decimal = Decimal(0)
    """For one of the base unit."""


def figures_of_product(product: Product) -> TradeFigures:
    """Return what of a product can be compared."""
    return _figures(product.minimum_order, product.price)


def figures_of_want(want: Want) -> TradeFigures:
    """Return what of a want can be compared."""
    return _figures(want.volume, want.price)


def _figures(volume: Quantity | None, price: Price | None) -> TradeFigures:
    amount = _amount(volume) if volume is not None else None
    if price is None:
        return TradeFigures(amount, None)
    unit, factor = compared(price.unit)
    return TradeFigures(amount, (price.money.currency, unit, price.incoterm), price.money.amount / factor)


def volume_points(offered: TradeFigures, wanted: TradeFigures) -> int:
    """Return what the volumes say, 0 where they cannot be compared."""
    if offered.volume is None or wanted.volume is None or offered.volume[0] != wanted.volume[0]:
        return 0
    return ENOUGH if wanted.volume[1] >= offered.volume[1] else TOO_LITTLE


def price_points(offered: TradeFigures, wanted: TradeFigures) -> int:
    """Return what the prices say, 0 where they cannot be compared: in other money or terms two prices say nothing."""
    if offered.price_of is None or offered.price_of != wanted.price_of:
        return 0
    if offered.price <= wanted.price:
        return PRICE_FITS
    return PRICE_NEAR if offered.price <= wanted.price * _NEAR_PRICE else PRICE_APART


def is_food(product: Product) -> bool:
    """Whether a product is food by its code."""
    return product.hs is not None and product.hs.chapter in _FOOD_CHAPTERS


def wants_union_papers(buyer: Buyer) -> bool:
    """Whether food for a buyer needs the papers of the Eurasian Union."""
    return buyer.country is not None and buyer.country.alpha2 in _CUSTOMS_UNION


def terms(product: Product, want: Want, offered: TradeFigures, wanted: TradeFigures, papers: int) -> tuple[Reason, ...]:
    """Return what speaks for and against a deal in the terms both sides named; what was not named is not judged.

    `offered` and `wanted` are the figures of the two, `papers` is what the papers for food say.
    """
    return (
        *_volume(product, want, volume_points(offered, wanted)),
        *_price(product, want, price_points(offered, wanted)),
        *_certificates(papers),
        *_label(want),
    )


def _amount(quantity: Quantity) -> tuple[str, Decimal]:
    base, factor = compared(quantity.unit)
    return base, quantity.amount * factor


def _volume(product: Product, want: Want, points: int) -> Iterator[Reason]:
    if not points or product.minimum_order is None or want.volume is None:
        return
    text = Text(
        "matching.volume_enough" if points > 0 else "matching.volume_too_little",
        wanted=want.volume.amount,
        wanted_unit=unit_name(want.volume.unit),
        least=product.minimum_order.amount,
        least_unit=unit_name(product.minimum_order.unit),
    )
    yield Reason(text, points)


_PRICE_CODES = {PRICE_FITS: "price_fits", PRICE_NEAR: "price_near", PRICE_APART: "price_apart"}


def _price(product: Product, want: Want, points: int) -> Iterator[Reason]:
    if not points or product.price is None or want.price is None:
        return
    money = product.price.money
    amount, offered = money.amount, want.price.money.amount
    code = f"matching.{_PRICE_CODES[points]}"
    yield Reason(Text(code, asked=amount, offered=offered, currency=money.currency), points)


# They say the same of every pair, of which there may be hundreds of thousands: made once.
_CERTIFIED = Reason(Text("matching.certified"), CERTIFIED)
_NOT_CERTIFIED = Reason(Text("matching.not_certified"), NOT_CERTIFIED)
_PRIVATE_LABEL = Reason(Text("matching.private_label"), 0)


def _certificates(points: int) -> Iterator[Reason]:
    if points:
        yield _CERTIFIED if points > 0 else _NOT_CERTIFIED


def _label(want: Want) -> Iterator[Reason]:
    if want.private_label:
        yield _PRIVATE_LABEL
