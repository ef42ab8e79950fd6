"""How money is rounded: to the smallest unit of its currency.

The rule, everywhere: a converted amount is rounded by itself to the smallest unit of its currency, halves away from
zero, and a total is the sum of its rounded rows.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache

from tearoad.values import Money

EXACT = Context(prec=60)
"""More digits than any amount and any rate have together."""


@cache
def unit_of(currency: str) -> Decimal:
    """Return the smallest unit of a currency: 0.01 for most, 1 for the yen, 0.001 for the Kuwaiti dinar."""
    from babel.numbers import get_currency_precision  # noqa: PLC0415  # 0.1 s, not for `--help`

    return Decimal(1).scaleb(-get_currency_precision(currency))


def rounded(amount: Decimal, currency: str) -> Money:
    """Return an amount in whole units of its currency, halves away from zero."""
    return Money(amount.quantize(unit_of(currency), ROUND_HALF_UP, EXACT), currency)


def converted(money: Money, rate: Decimal, to: str) -> Money:
    """Return an amount in another currency, where one unit of the first is `rate` units of the other."""
    return rounded(EXACT.multiply(money.amount, rate), to)
