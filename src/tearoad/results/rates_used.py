"""Which exchange rates figures were converted by, so that a new rate has only those counted anew that it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.results.appendix import AppendixRow

CurrencyDays = tuple[str, str, str]
"""A currency with the first and the last day on which something was told in it (ISO 8601)."""


def currencies_used(rows: Iterable[AppendixRow], home: str) -> tuple[CurrencyDays, ...]:
    """Return what rows have to be converted from."""
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.currency != home:
            days[row.currency].append(row.on)
    return _spans(days)


def currencies_joined(each: Iterable[Iterable[CurrencyDays]]) -> tuple[CurrencyDays, ...]:
    """Return what several parts together have to be converted from."""
    days: dict[str, list[str]] = defaultdict(list)
    for currency, first, last in (span for used in each for span in used):
        days[currency] += [first, last]
    return _spans(days)


def _spans(days: Mapping[str, Sequence[str]]) -> tuple[CurrencyDays, ...]:
    return tuple((currency, min(days[currency]), max(days[currency])) for currency in sorted(days))


@dataclass(frozen=True, slots=True)
class RatesThatMatter:
    """The rates of a mission, as far as amounts of some days can take them."""

    book: RateBook
    home: str

    def mark(self, used: Iterable[CurrencyDays]) -> str:
        """Return what differs as soon as one of these amounts could be converted by another rate."""
        return repr([(currency, list(self._between(currency, first, last))) for currency, first, last in used])

    def _between(self, currency: str, first: str, last: str) -> Iterator[tuple[str, str]]:
        direct = self._direct(currency)
        earliest = max((rate.on.isoformat() for rate in direct if rate.on.isoformat() <= first), default="")
        for rate in direct:
            if earliest <= rate.on.isoformat() <= last:
                yield rate.on.isoformat(), str(rate.rate)

    def _direct(self, currency: str) -> Sequence[ExchangeRate]:
        return [rate for rate in self.book.rates if (rate.base, rate.quote) == (currency, self.home)]
