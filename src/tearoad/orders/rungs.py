"""The ladder from talk to payment: what was talked of, intended, agreed, contracted, shipped and paid never mix."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Rung(StrEnum):
    """How far business has come. The order is that of trust, not of time: goods and money come in any order."""

    TALKED = "talked"
    """They spoke; no amount."""
    INTENDED = "intended"
    """Somebody means to buy so much."""
    MEMORANDUM = "memorandum"
    """A memorandum or framework agreement: never a contract."""
    CONTRACT = "contract"
    """A contract or purchase order that both signed."""
    DEPOSIT = "deposit"
    SHIPPED = "shipped"
    PAID = "paid"
    SOLD_AT_STAND = "sold_at_stand"
    """Retail at the fair: a line of its own, no rung of the ladder."""


LADDER: tuple[Rung, ...] = tuple(rung for rung in Rung if rung is not Rung.SOLD_AT_STAND)
"""The rungs, lowest first."""
WITH_AMOUNT: tuple[Rung, ...] = tuple(rung for rung in Rung if rung is not Rung.TALKED)
"""The rungs at which amounts stand."""
RESTATED = frozenset({Rung.INTENDED, Rung.MEMORANDUM})
"""Hopes are told again as they change: the last word replaces the ones before it. Papers and money add up."""


class AtRung:
    """A rung as a type: what carries one cannot be added to what carries another (see `RungTotal`)."""

    rung: ClassVar[Rung]


class Intended(AtRung):
    """Amounts that somebody means to buy for."""

    rung = Rung.INTENDED


class Agreed(AtRung):
    """Amounts of memoranda and framework agreements."""

    rung = Rung.MEMORANDUM


class Contracted(AtRung):
    """Amounts of contracts and purchase orders."""

    rung = Rung.CONTRACT


class Deposited(AtRung):
    """Deposits that came in."""

    rung = Rung.DEPOSIT


class Shipped(AtRung):
    """Goods that left."""

    rung = Rung.SHIPPED


class Paid(AtRung):
    """Money that came in, deposits apart."""

    rung = Rung.PAID


class SoldAtStand(AtRung):
    """Retail at the fair."""

    rung = Rung.SOLD_AT_STAND
