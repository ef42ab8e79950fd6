from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.costs.rounding import parts_of
from tearoad.errors import InputError
from tearoad.reference.rounding import converted, rounded, unit_of
from tearoad.values import Money

AMOUNTS = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=2, allow_nan=False)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value=1000, places=3, allow_nan=False), min_size=1, max_size=20)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [("1.005", "EUR", "1.01"), ("-1.005", "EUR", "-1.01"), ("1.5", "JPY", "2"), ("1.0005", "KWD", "1.001")],
)
def test_halves_go_away_from_zero_in_the_units_of_the_currency(amount: str, currency: str, expected: str) -> None:
    assert rounded(Decimal(amount), currency) == Money(Decimal(expected), currency)


def test_a_converted_amount_is_rounded_once() -> None:
    assert converted(eur("10.01"), Decimal("7.8512"), "CNY") == Money(Decimal("78.59"), "CNY")


def test_the_cent_left_over_goes_to_the_first_who_lost_most() -> None:
    assert parts_of(eur("100"), [Decimal(1)] * 3) == (eur("33.34"), eur("33.33"), eur("33.33"))
    assert parts_of(eur("100"), [Decimal(1), Decimal(2)]) == (eur("33.33"), eur("66.67"))


def test_nobody_weighs_anything_then_everybody_gets_the_same() -> None:
    assert parts_of(eur("5"), [Decimal(0), Decimal(0)]) == (eur("2.50"), eur("2.50"))


def test_money_is_parted_among_somebody_and_by_no_negative_number() -> None:
    for weights in ([], [Decimal(-1)], [Decimal("NaN")]):
        with pytest.raises(InputError):
            parts_of(eur("5"), weights)


@given(AMOUNTS, WEIGHTS)
def test_the_parts_add_up_to_the_whole_and_none_is_a_unit_off(amount: Decimal, weights: list[Decimal]) -> None:
    parts = parts_of(Money(amount, "EUR"), weights)
    assert sum(part.amount for part in parts) == amount
    whole = sum(map(Fraction, weights)) or Fraction(len(weights))
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(weight) if any(weights) else Fraction(1)
        assert abs(Fraction(part.amount) - Fraction(amount) * share / whole) < Fraction(unit_of("EUR"))


@given(AMOUNTS, WEIGHTS)
def test_who_weighs_as_much_gets_as_much_to_a_unit(amount: Decimal, weights: list[Decimal]) -> None:
    parts = parts_of(Money(amount, "EUR"), [*weights, weights[0]])
    assert abs(parts[0].amount - parts[-1].amount) <= unit_of("EUR")


def test_an_amount_finer_than_a_cent_is_parted_to_its_last_digit() -> None:
    assert parts_of(eur("0.005"), [Decimal(1), Decimal(1)]) == (eur("0.003"), eur("0.002"))
