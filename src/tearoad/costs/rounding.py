"""How money is parted, so that what is shown adds up to what is paid; how it is rounded: `reference/rounding.py`.

A shared amount is cut down to whole units and the units left over go
to those who lost most by the cut, the first first: the parts always add up to the whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from tearoad.errors import InputError
from tearoad.reference.rounding import EXACT, unit_of
from tearoad.text import Text
from tearoad.values import Money


def refuse_slip(money: Money) -> None:
    """Refuse an amount that nobody can pay, because it is finer than the smallest unit of its currency.

    It is asked where amounts are written down; what was kept before stays readable.

    Raises:
        InputError: it is finer.

    """
    unit = unit_of(money.currency)
    if EXACT.remainder(money.amount, unit):
        fine = Text("costs.amount_fine", found=money.amount, currency=money.currency)
        raise InputError(fine, Text("costs.amount_fine_hint", unit=unit, currency=money.currency))


def parts_of(money: Money, weights: Sequence[Decimal]) -> tuple[Money, ...]:
    """Return an amount parted by weights; the parts add up to it, and none is a whole unit off its exact part.

    Where all weights are zero everyone gets the same. An amount finer than the unit of its currency is parted in its
    own last digit.

    Raises:
        InputError: there is nobody to part it among, or a weight is negative.

    """
    if not weights or any(not weight.is_finite() or weight < 0 for weight in weights):
        raise InputError(Text("costs.bad_weights"), Text("costs.bad_weights_hint"))
    shares = [Fraction(weight) for weight in weights] if any(weights) else [Fraction(1)] * len(weights)
    unit = _unit(money)
    units = int(EXACT.divide(abs(money.amount), unit))
    whole = sum(shares, Fraction(0))
    exact = [units * share / whole for share in shares]
    cut = [int(fraction) for fraction in exact]
    left = units - sum(cut)
    by_loss = sorted(range(len(cut)), key=lambda index: (cut[index] - exact[index], index))
    for index in by_loss[:left]:
        cut[index] += 1
    sign = -1 if money.amount < 0 else 1
    return tuple(Money(EXACT.multiply(Decimal(sign * share), unit), money.currency) for share in cut)


def _unit(money: Money) -> Decimal:
    exponent = money.amount.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101  # Money is finite
    return min(unit_of(money.currency), Decimal(1).scaleb(exponent))
