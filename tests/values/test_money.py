from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import Money

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(AMOUNTS, AMOUNTS)
def test_amounts_in_one_currency_add_exactly_in_any_order(first: Decimal, second: Decimal) -> None:
    together = Money(first, "CNY") + Money(second, "CNY")
    assert together == Money(second, "CNY") + Money(first, "CNY") == Money(first + second, "CNY")


def test_ten_times_ten_cents_are_one() -> None:
    total = Money(Decimal(0), "USD")
    for _ in range(10):
        total += Money(Decimal("0.10"), "USD")
    assert total == Money(Decimal(1), "USD")


def test_amounts_in_two_currencies_do_not_add() -> None:
    with pytest.raises(InputError) as refused:
        Money(Decimal(1), "CNY") + Money(Decimal(1), "RUB")
    assert refused.value.text == Text("values.currencies_mixed", first="CNY", second="RUB")


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_no_amount(amount: str) -> None:
    with pytest.raises(InputError) as refused:
        Money(Decimal(amount), "CNY")
    assert refused.value.text == Text("values.amount", found=amount)


@pytest.mark.parametrize("currency", ["", "cny", "CN", "CNYX", "U$D", "US1", "РУБ", "人民币"])
def test_what_is_no_currency_code_is_refused(currency: str) -> None:
    with pytest.raises(InputError) as refused:
        Money(Decimal(1), currency)
    assert refused.value.text == Text("values.currency", found=currency)
