"""Terms of trade between a product and a want: volume, price, certificates, label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tearoad.companies import Buyer, Certificate, Exporter, Price, Product, Quantity, Want
from tearoad.companies.units import compared, unit_said
from tearoad.names.fold import fold
from tearoad.text import Text
from tearoad.values import Reason

ENOUGH, TOO_LITTLE = 90, -60
PRICE_FITS, PRICE_NEAR, PRICE_APART = 90, 40, -60
CERTIFIED, NOT_CERTIFIED = 50, -20
_NEAR_PRICE = Decimal("1.15")
_CUSTOMS_UNION = frozenset({"RU", "KZ", "BY", "AM", "KG"})
_FOOD_CHAPTERS = frozenset(f"{chapter:02}" for chapter in (*range(2, 5), *range(7, 12), *range(15, 23)))
_EAC = (
    "eac",
    "еас",
    "тр тс",
    "тр еаэс",
    "tr cu",
    "tr eaeu",
    "欧亚认证",
    "海关联盟",
    "таможенного союза",
    "eac declaration",
)


def terms(exporter: Exporter, product: Product, buyer: Buyer, want: Want, on: date | None) -> tuple[Reason, ...]:
    """Return what speaks for and against a deal in the terms both sides named; what was not named is not judged."""
    found = (
        *_volume(product, want),
        *_price(product, want),
        *_certificates(exporter, product, buyer, on),
        *_label(want),
    )
    return tuple(found)


def _amount(quantity: Quantity) -> tuple[str, Decimal]:
    base, factor = compared(quantity.unit)
    return base, quantity.amount * factor


def _volume(product: Product, want: Want) -> Iterator[Reason]:
    if product.minimum_order is None or want.volume is None:
        return
    unit, least = _amount(product.minimum_order)
    wanted_unit, wanted = _amount(want.volume)
    if unit != wanted_unit:
        return
    enough = wanted >= least
    text = Text(
        "matching.volume_enough" if enough else "matching.volume_too_little",
        wanted=want.volume.amount,
        wanted_unit=unit_said(want.volume.unit),
        least=product.minimum_order.amount,
        least_unit=unit_said(product.minimum_order.unit),
    )
    yield Reason(text, ENOUGH if enough else TOO_LITTLE)


def _price(product: Product, want: Want) -> Iterator[Reason]:
    if product.price is None or want.price is None or not _comparable(product.price, want.price):
        return
    asked, offered = (_unit_price(price) for price in (product.price, want.price))
    code, points = "price_apart", PRICE_APART
    if asked <= offered:
        code, points = "price_fits", PRICE_FITS
    elif asked <= offered * _NEAR_PRICE:
        code, points = "price_near", PRICE_NEAR
    currency = product.price.money.currency
    asked_shown, offered_shown = product.price.money.amount, want.price.money.amount
    yield Reason(Text(f"matching.{code}", asked=asked_shown, offered=offered_shown, currency=currency), points)


def _comparable(asked: Price, offered: Price) -> bool:
    """Same money, same kind of unit, same end of delivery: else two prices say nothing of each other."""
    same_unit = _amount(Quantity(Decimal(1), asked.unit))[0] == _amount(Quantity(Decimal(1), offered.unit))[0]
    return asked.money.currency == offered.money.currency and asked.incoterm == offered.incoterm and same_unit


def _unit_price(price: Price) -> Decimal:
    return price.money.amount / _amount(Quantity(Decimal(1), price.unit))[1]


def _certificates(exporter: Exporter, product: Product, buyer: Buyer, on: date | None) -> Iterator[Reason]:
    is_food = product.hs is not None and product.hs.chapter in _FOOD_CHAPTERS
    if not is_food or buyer.country is None or buyer.country.alpha2 not in _CUSTOMS_UNION:
        return
    good = any(_is_eac(paper.kind) and not _is_over(paper, on) for paper in exporter.certificates)
    yield Reason(Text("matching.certified" if good else "matching.not_certified"), CERTIFIED if good else NOT_CERTIFIED)


@lru_cache(maxsize=4096)
def _is_eac(kind: str) -> bool:
    folded = fold(kind)
    return any(word in folded for word in _EAC)


def _is_over(paper: Certificate, on: date | None) -> bool:
    return on is not None and paper.expires_on is not None and paper.expires_on < on


def _label(want: Want) -> Iterator[Reason]:
    if want.private_label:
        yield Reason(Text("matching.private_label"), 0)
