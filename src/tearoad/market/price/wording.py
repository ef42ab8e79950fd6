"""Amounts of a landed price, as their reader writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from tearoad.market.price.rates import PriceStep
from tearoad.paper.figures import price
from tearoad.reference.rounding import unit_of
from tearoad.text import Text
from tearoad.words import Words

_CENT = Decimal("0.01")


def missing_step(step: PriceStep) -> Text:
    """Return what is missing where a step has no usable rate; a line calls the exchange by what it gives."""
    return Text("market.missing_exchange" if step is PriceStep.EXCHANGE else f"market.step_{step}")


def amount_written(amount: Decimal, currency: str, words: Words) -> str:
    """Return an amount without its currency; of a currency without cents, such as the dong, in whole units."""
    whole = unit_of(currency) > _CENT
    return price(amount.quantize(unit_of(currency), ROUND_HALF_UP) if whole else amount, words.language)


def money_written(amount: Decimal, currency: str, words: Words) -> str:
    """Return an amount with its currency."""
    return f"{amount_written(amount, currency, words)} {currency}"
