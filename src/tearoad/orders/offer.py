"""A pro-forma offer: what a firm would sell to a buyer, at which price, how delivered and paid, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import reduce
from operator import add

from tearoad.companies import Quantity
from tearoad.errors import InputError
from tearoad.reference import hs_exists
from tearoad.reference.currencies import currency_exists
from tearoad.reference.rounding import rounded
from tearoad.text import Text
from tearoad.values import HSCode, Incoterm, Language, LocalText, Money

MOST_GOODS = 6
LONGEST_VALIDITY = timedelta(days=366)
_LONGEST = 300
_MOST = Decimal(10) ** 12
_FINEST_PRICE = 4
"""Decimals of a price: tea bags are sold at less than a cent."""


class PaymentTerm(StrEnum):
    """How the buyer pays, in the usual ways of foreign trade."""

    IN_ADVANCE = "in_advance"
    DEPOSIT_AND_BALANCE = "deposit_and_balance"
    AGAINST_DOCUMENTS = "against_documents"
    LETTER_OF_CREDIT = "letter_of_credit"
    OPEN_ACCOUNT = "open_account"


@dataclass(frozen=True, slots=True)
class OfferParty:
    """A side of an offer as it was called on the day it was made."""

    name: LocalText
    place: LocalText = LocalText()
    registration_number: str = ""


@dataclass(frozen=True, slots=True)
class OfferedGoods:
    """So much of one product at a price a unit."""

    name: LocalText
    hs: HSCode
    quantity: Quantity
    price: Money

    @property
    def amount(self) -> Money:
        """What it comes to, rounded by itself to the smallest unit of its currency."""
        return rounded(self.quantity.amount * self.price.amount, self.price.currency)


@dataclass(frozen=True, slots=True)
class PaymentTerms:
    """How is paid: the way, and its figure where it has one."""

    term: PaymentTerm = PaymentTerm.DEPOSIT_AND_BALANCE
    deposit_percent: int = 30
    days: int = 30

    def __post_init__(self) -> None:
        """Refuse a deposit that is none, and a credit longer than a year."""
        if not 1 <= self.deposit_percent <= 99:
            raise InputError(
                Text("orders.offer_deposit", found=self.deposit_percent), Text("orders.offer_deposit_hint")
            )
        if not 1 <= self.days <= 365:
            raise InputError(Text("orders.offer_days", found=self.days), Text("orders.offer_days_hint"))

    @property
    def text(self) -> Text:
        """What the paper says."""
        if self.term is PaymentTerm.DEPOSIT_AND_BALANCE:
            return Text("orders.payment_deposit_and_balance", percent=self.deposit_percent)
        if self.term is PaymentTerm.OPEN_ACCOUNT:
            return Text("orders.payment_open_account", count=self.days)
        return Text(f"orders.payment_{self.term.value}")


@dataclass(frozen=True, slots=True)
class ProFormaOffer:
    """Everything that the paper says, so that an old version can be printed as it was."""

    seller: OfferParty
    buyer: OfferParty
    goods: tuple[OfferedGoods, ...]
    incoterm: Incoterm
    place: LocalText
    issued_on: date
    valid_until: date
    packing: LocalText
    payment: PaymentTerms = PaymentTerms()
    first: Language = Language.ZH
    second: Language = Language.RU
    note: LocalText = LocalText()
    permit: str = ""
    """The permit for goods that stand on a list of goods."""

    def __post_init__(self) -> None:
        """Refuse an offer that a buyer could not accept."""
        if self.first is self.second:
            raise InputError(Text("orders.offer_one_language"), Text("orders.offer_one_language_hint"))
        _judge_all_goods(self.goods)
        if not self.place:
            raise InputError(Text("orders.offer_no_place", rule=self.incoterm.value), Text("orders.offer_place_hint"))
        if not self.packing:
            raise InputError(Text("orders.offer_no_packing"), Text("orders.offer_packing_hint"))
        _judge_validity(self.issued_on, self.valid_until)
        _judge_lengths((*self.place.written, *self.packing.written, *self.note.written, self.permit))
        if not self.total.amount < _MOST:
            bounds = Text("orders.amount_bounds", found=str(self.total.amount))
            raise InputError(bounds, Text("orders.offer_total_hint"))

    @property
    def total(self) -> Money:
        """The sum of the rounded amounts, so that the paper adds up."""
        return reduce(add, (goods.amount for goods in self.goods))


def _judge_all_goods(goods: Sequence[OfferedGoods]) -> None:
    if not 1 <= len(goods) <= MOST_GOODS:
        raise InputError(Text("orders.offer_no_goods", most=MOST_GOODS), Text("orders.offer_no_goods_hint"))
    for offered_goods in goods:
        _judge_goods(offered_goods)
    currencies = sorted({offered_goods.price.currency for offered_goods in goods})
    if len(currencies) > 1:
        mixed = Text("orders.offer_currencies", first=currencies[0], second=currencies[1])
        raise InputError(mixed, Text("orders.offer_currencies_hint"))


def _judge_validity(issued_on: date, valid_until: date) -> None:
    latest = issued_on + LONGEST_VALIDITY
    if not issued_on <= valid_until <= latest:
        wrong = Text("orders.offer_validity", found=f"{valid_until}", first=f"{issued_on}", last=f"{latest}")
        raise InputError(wrong, Text("orders.offer_validity_hint"))


def _judge_lengths(texts: Iterable[str]) -> None:
    for text in texts:
        if len(text) > _LONGEST:
            raise InputError(Text("orders.too_long", found=len(text), most=_LONGEST), Text("orders.too_long_hint"))


def _judge_goods(goods: OfferedGoods) -> None:
    if not hs_exists(goods.hs):
        raise InputError(Text("values.hs_code", found=goods.hs.digits), Text("values.hs_code_hint"))
    if not currency_exists(goods.price.currency):
        raise InputError(Text("orders.no_currency", found=goods.price.currency), Text("values.currency_hint"))
    if not 0 < goods.quantity.amount < _MOST or not goods.quantity.unit.strip():
        text = f"{goods.quantity.amount} {goods.quantity.unit}".strip()
        raise InputError(Text("orders.offer_quantity_wrong", found=text), Text("orders.offer_quantity_hint"))
    exponent = goods.price.amount.as_tuple().exponent
    too_fine = isinstance(exponent, int) and exponent < -_FINEST_PRICE
    if too_fine or not 0 < goods.price.amount < _MOST or not goods.amount.amount:
        raise InputError(
            Text("orders.offer_price_wrong", found=str(goods.price.amount)), Text("orders.offer_price_hint")
        )


def offer_number(year: int, number: int, version: int) -> str:
    """Return how an offer is called: `2026-0007`, and `2026-0007/2` for its second version."""
    called = f"{year}-{number:04}"
    return called if version == 1 else f"{called}/{version}"
