"""A rate that changes nothing of some days is known as such, and none other is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tearoad.reference.exchange import Converted, ExchangeRate, RateBook
from tearoad.results.rates_used import RatesThatMatter
from tearoad.values import Money

FIRST = date(2024, 3, 1)
_RATES = st.lists(
    st.builds(
        lambda base, days, rate: ExchangeRate(base, "CNY", Decimal(rate), FIRST + timedelta(days=days), "A bank"),
        st.sampled_from(["USD", "RUB"]),
        st.integers(0, 9),
        st.integers(1, 4),
    ),
    max_size=6,
)


@given(_RATES, _RATES, st.integers(0, 9), st.integers(0, 9))
def test_equal_marks_are_equal_amounts_on_every_day_and_a_change_is_seen(
    before: list[ExchangeRate], after: list[ExchangeRate], day: int, other_day: int
) -> None:
    first, last = sorted((day, other_day))
    days = [FIRST + timedelta(days=place) for place in range(first, last + 1)]
    used = (("USD", days[0].isoformat(), days[-1].isoformat()),)
    marks, amounts = [], []
    for rates in (before, after):
        book = RateBook(tuple(rates))
        marks.append(RatesThatMatter(book, "CNY").mark(used))
        converted = [book.convert(Money(Decimal(100), "USD"), "CNY", on) for on in days]
        amounts.append([found.money if isinstance(found, Converted) else None for found in converted])
    if marks[0] == marks[1]:
        assert amounts[0] == amounts[1]
    if amounts[0] != amounts[1]:
        assert marks[0] != marks[1]


@given(_RATES, st.integers(0, 9))
def test_other_currencies_and_days_to_come_do_not_matter(rates: list[ExchangeRate], days: int) -> None:
    last = FIRST + timedelta(days=days)
    used = (("USD", last.isoformat(), last.isoformat()),)
    rest = tuple(rate for rate in rates if rate.base == "USD" and rate.on <= last)
    whole, some = (RatesThatMatter(RateBook(tuple(some)), "CNY").mark(used) for some in (rates, rest))
    assert whole == some
