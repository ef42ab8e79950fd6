"""Prices: `USD 3.20/kg FOB Qinzhou`, `120 руб. за кг`, `12.5元/箱`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.paper.sheets.written.codes import read_currency
from tearoad.paper.sheets.written.numbers import TOO_LARGE, plain, read_amount, read_as
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text
from tearoad.values import Incoterm, Money

_TERMS = re.compile(
    r"(?<![A-Za-z])(" + "|".join(Incoterm) + r")(?![A-Za-z])(?:\s*2020)?[\s,:(]*(.*?)[\s)]*$", re.IGNORECASE
)
_LIKE_A_RULE = re.compile(r"\s*([A-Z]{3,4})(?![A-Za-z])")
_PER = re.compile(r"\s*(?:/|\bper\b|\bpro\b|\bза\b|每)\s*", re.IGNORECASE)
_HEAD = re.compile(r"\s*([^\d\s.,+-]*[^\d\s.,+-])\s*(?=[\d])")


@dataclass(frozen=True, slots=True)
class ParsedPrice:
    """A price, its unit, and the rule of delivery with its place, as far as they were written."""

    money: Money
    unit: str = ""
    incoterm: Incoterm | None = None
    named_place: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A rule of delivery and its place."""

    incoterm: Incoterm | None
    named_place: str


def read_delivery(written: str) -> Delivery:
    """Read `FOB Qinzhou`; without a rule the whole text is the place."""
    match = _TERMS.match(written.strip())
    return Delivery(Incoterm(match[1].upper()), match[2]) if match else Delivery(None, written.strip())


def read_terms(written: str) -> Understood[Delivery]:
    """Read a cell for delivery alone: `FOB Qinzhou`; what looks like a rule and is none is doubted."""
    delivery = read_delivery(written)
    odd = _LIKE_A_RULE.match(written) if delivery.incoterm is None else None
    if odd is None:
        return Understood(delivery)
    return Understood(delivery, (Text("sheets.unknown_term", found=odd[1], known=", ".join(Incoterm)),))


def read_price(written: str, currency: str) -> Understood[ParsedPrice]:
    """Read a price; `currency` holds where none is written.

    Three digits behind a dot are thousands where they end with a zero, for nobody writes a price so: `EUR 1.500/t`. As
    the other may be meant, either is doubted.

    Raises:
        InputError: there is no number, or an unknown currency.

    """
    delivery = Delivery(None, "")
    text = written.strip()
    terms = _TERMS.search(text)
    if terms:
        text, delivery = text[: terms.start()].rstrip(" ,;"), read_delivery(terms.group())
    front, *behind = _PER.split(text, maxsplit=1)
    money, left, dotted = _money(unicodedata.normalize("NFKC", front), currency, written)
    if behind and left:  # 1e400/hour: what stands between amount and unit would be lost
        raise InputError(Text("sheets.bad_price", found=written), Text("sheets.expect_price"))
    price = ParsedPrice(money, behind[0].strip() if behind else left, delivery.incoterm, delivery.named_place)
    return Understood(price, (read_as(written, f"{plain(money.amount)} {money.currency}"),) if dotted else ())


def _money(front: str, currency: str, written: str) -> tuple[Money, str, bool]:
    head = _HEAD.match(front)
    before = read_currency(head[1]) if head else None
    if head and before is None:
        raise InputError(Text("sheets.bad_price", found=written), Text("sheets.expect_price"))
    try:
        amount = read_amount(front[head.end() :] if head else front)
    except InputError as wrong:
        if wrong.code == TOO_LARGE:
            raise
        raise InputError(Text("sheets.bad_price", found=written), Text("sheets.expect_price")) from None
    word, _, rest = amount.rest.partition(" ")
    after = read_currency(word) if word else None
    if amount.number < 0:
        raise InputError(Text("sheets.bad_price", found=written), Text("sheets.expect_price"))
    number = amount.number * 1000 if amount.dotted and amount.number.as_tuple().digits[-1] == 0 else amount.number
    return Money(number, before or after or currency), rest.strip() if after else amount.rest, amount.dotted
