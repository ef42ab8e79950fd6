"""Exchange rates with their source and day; what was not written down is never worked out in silence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.reference.rounding import converted
from tearoad.text import Text
from tearoad.values import Money

_LEAST, _MOST = Decimal("0.0000001"), Decimal(10_000_000)
"""Between the dearest and the cheapest currency of the world lie some millions."""

MOST_EXCHANGE_AGE = timedelta(days=366)
"""How long a rate counts that names no last day; what would need an older one stays open."""


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """One unit of `base` is `rate` units of `quote`, as somebody published it on a day."""

    base: str
    quote: str
    rate: Decimal
    on: date
    by: str
    """Who says so: a bank, a statement, an agreement."""

    def __post_init__(self) -> None:
        """Refuse a rate that cannot be one.

        Raises:
            InputError: not above zero, a currency that is no code, or a currency to itself.

        """
        Money(Decimal(0), self.base)
        Money(Decimal(0), self.quote)
        if self.base == self.quote:
            raise InputError(Text("costs.same_currency", currency=self.base), Text("costs.rate_hint"))
        if not (self.rate.is_finite() and self.rate > 0):
            raise InputError(Text("costs.bad_rate", found=str(self.rate)), Text("costs.rate_hint"))
        object.__setattr__(self, "rate", Decimal(f"{self.rate.normalize():f}"))

    @property
    def id(self) -> str:
        """What a rate is found by: its pair and its day; there is one a day."""
        return f"{self.base}>{self.quote} {self.on.isoformat()}"


def refuse_slip(rate: Decimal) -> None:
    """Refuse a rate that no two currencies have.

    It is asked where rates are written down; what was kept before stays readable.

    Raises:
        InputError: it is far too small or far too large.

    """
    if not _LEAST <= rate <= _MOST:
        raise InputError(Text("costs.rate_far", found=rate), Text("costs.rate_far_hint", least=_LEAST, most=_MOST))


class Near(StrEnum):
    """What is known although the rate itself is not."""

    NOTHING = "nothing"
    LATER = "later"
    """Only rates of later days."""
    INVERSE = "inverse"
    """Only the other way round."""
    OLD = "old"
    """Only one that was more than a year old on the day."""


@dataclass(frozen=True, slots=True)
class MissingRate:
    """No rate from one currency to another by a day; `known` is the one that comes nearest, and was not used."""

    base: str
    quote: str
    on: date | None
    near: Near = Near.NOTHING
    known: ExchangeRate | None = None

    @property
    def text(self) -> Text:
        """What is missing, and what is there instead."""
        known = self.known
        if known is None:
            return Text("costs.missing_rate", source=self.base, target=self.quote)
        code = f"costs.missing_rate_{self.near.value}"
        return Text(code, source=self.base, target=self.quote, on=known.on.isoformat())


@dataclass(frozen=True, slots=True)
class Converted:
    """An amount in another currency with the rate that was used; None where it was in that currency already."""

    money: Money
    rate: ExchangeRate | None


@dataclass(frozen=True, slots=True)
class RateBook:
    """The rates that were written down."""

    rates: tuple[ExchangeRate, ...]

    def convert(self, money: Money, to: str, on: date | None) -> Converted | MissingRate:
        """Return an amount in another currency by the latest rate of the day or before it, if it is not too old.

        What has no day takes the latest rate there is. An inverse or a rate by way of a third currency is never used;
        what is there is named in `MissingRate`.
        """
        if money.currency == to:
            return Converted(money, None)
        direct = [rate for rate in self.rates if (rate.base, rate.quote) == (money.currency, to)]
        known = _latest(rate for rate in direct if on is None or rate.on <= on)
        if known is not None and on is not None and on - known.on > MOST_EXCHANGE_AGE:
            return MissingRate(money.currency, to, on, Near.OLD, known)
        if known is not None:
            return Converted(converted(money, known.rate, to), known)
        if direct:
            return MissingRate(money.currency, to, on, Near.LATER, min(direct, key=lambda rate: rate.on))
        inverse = _latest(rate for rate in self.rates if (rate.base, rate.quote) == (to, money.currency))
        if inverse is not None:
            return MissingRate(money.currency, to, on, Near.INVERSE, inverse)
        return MissingRate(money.currency, to, on)


def _latest(rates: Iterable[ExchangeRate]) -> ExchangeRate | None:
    return max(rates, key=lambda rate: rate.on, default=None)
