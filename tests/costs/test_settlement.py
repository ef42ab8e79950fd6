from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tearoad.costs import WorkedDay, as_item, settle
from tearoad.mission import Interpreter, RatePer
from tearoad.names import PersonName
from tearoad.values import InterpreterId, LocalText, Money, PartyId

ANN = Interpreter(
    InterpreterId("I1"), PersonName(latin="Ann"), frozenset(), min_hours_per_day=4, rate=Money(Decimal(25), "EUR")
)
MONDAY, TUESDAY = date(2027, 2, 8), date(2027, 2, 9)
DAYS = (WorkedDay(TUESDAY, Fraction(3, 2)), WorkedDay(MONDAY, Fraction(11, 2)))


def test_each_day_is_paid_for_its_hours_and_at_least_for_the_minimum() -> None:
    found = settle(ANN, DAYS)
    assert [(day.day.on, day.paid_hours, day.money, day.is_minimum) for day in found.days] == [
        (MONDAY, Fraction(11, 2), Money(Decimal("137.50"), "EUR"), False),
        (TUESDAY, Fraction(4), Money(Decimal("100.00"), "EUR"), True),
    ]
    assert (found.booked_hours, found.paid_hours, found.money) == (
        Fraction(7),
        Fraction(19, 2),
        Money(Decimal("237.50"), "EUR"),
    )


def test_what_was_worked_goes_before_what_was_booked() -> None:
    assert settle(ANN, (replace(DAYS[1], worked_hours=Fraction(7)),)).paid_hours == 7


@pytest.mark.parametrize(("minimum", "paid"), [(0, 0), (4, 4)])
def test_a_day_on_which_nothing_was_worked_is_paid_the_minimum_and_not_what_was_booked(minimum: int, paid: int) -> None:
    """Finds where no hours worked are read as no word about the hours."""
    idle = WorkedDay(MONDAY, Fraction(6), Fraction(0))
    found = settle(replace(ANN, min_hours_per_day=minimum), (idle,))
    assert (idle.hours, found.paid_hours, found.days[0].is_minimum) == (Fraction(0), Fraction(paid), minimum > 0)
    assert found.money == Money(Decimal(25 * paid), "EUR")


def test_by_the_day_each_day_counts_whole() -> None:
    daily = replace(ANN, rate=Money(Decimal(180), "EUR"), rate_per=RatePer.DAY)
    assert settle(daily, DAYS).money == Money(Decimal(360), "EUR")


def test_a_third_of_an_hour_is_paid_to_the_cent() -> None:
    cheap = replace(ANN, min_hours_per_day=0, rate=Money(Decimal("10.01"), "EUR"))
    assert settle(cheap, (WorkedDay(MONDAY, Fraction(1, 3)),)).money == Money(Decimal("3.34"), "EUR")


def test_without_a_rate_hours_are_told_and_nothing_is_owed() -> None:
    found = settle(replace(ANN, rate=None), DAYS)
    assert (found.paid_hours, found.money, as_item(found, LocalText("Hours"))) == (Fraction(19, 2), None, None)


def test_what_is_owed_is_the_firms_or_everybodys() -> None:
    own = as_item(settle(replace(ANN, attached_to=PartyId("E01")), DAYS), LocalText("Hours of Ann"))
    pool = as_item(settle(ANN, DAYS), LocalText("Hours of Ann"))
    assert own is not None
    assert pool is not None
    assert (own.id, own.firms, own.all_firms, own.on) == ("I1-hours", ("E01",), False, TUESDAY)
    assert (pool.firms, pool.all_firms, pool.money) == ((), True, Money(Decimal("237.5"), "EUR"))
