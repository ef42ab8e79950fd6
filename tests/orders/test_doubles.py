"""Contracts told two or three times are found; what only looks alike is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tearoad.orders import EventId, Informant, likely_doubles, weigh_pair
from tearoad.orders.doubles import ENOUGH
from tearoad.values import Money
from tests.orders.demo_orders import told_contracts


@pytest.mark.parametrize("seed", [20, 3, 12])
def test_three_hundred_contracts_told_two_or_three_times_are_found(seed: int) -> None:
    reported, truth = told_contracts(300, seed)
    found = {frozenset((pair.first.event, pair.second.event)) for pair in likely_doubles(reported)}
    right = len(found & truth)
    assert (len(reported) > 600, right / len(found) >= 0.99, right / len(truth) >= 0.95) == (True, True, True), (
        len(found),
        right,
        len(truth),
    )


def test_pair_names_why_it_is_shown() -> None:
    reported, _ = told_contracts(1)
    pair = weigh_pair(reported[0], replace(reported[0], event=EventId("9"), said_by=Informant.BUYER))
    assert {reason.text.code for reason in pair.reasons} == {
        "orders.same_number",
        "orders.same_amount",
        "orders.same_buyer",
        "orders.near_days",
        "orders.same_goods",
        "orders.same_opportunity",
    }
    assert pair.points == sum(reason.points for reason in pair.reasons)


def test_regular_customer_who_buys_again_is_no_double() -> None:
    reported, _ = told_contracts(1)
    later = replace(reported[0], event=EventId("9"), number="TR-2023/0777", on=reported[0].on + timedelta(days=30))
    assert likely_doubles((reported[0], later)) == ()


def test_two_deliveries_told_by_one_firm_are_two() -> None:
    reported, _ = told_contracts(1)
    first, second = (replace(reported[0], event=EventId(name), number="") for name in ("8", "9"))
    assert likely_doubles((first, second)) == ()


def test_other_currency_is_the_same_by_its_rate() -> None:
    reported, _ = told_contracts(1)
    first = replace(reported[0], money=Money(Decimal(71_000), "CNY"), home=Money(Decimal(71_000), "CNY"))
    second = replace(
        first,
        event=EventId("9"),
        said_by=Informant.BUYER,
        money=Money(Decimal(10_000), "USD"),
        home=Money(Decimal(71_000), "CNY"),
    )
    without_rate = replace(second, home=None)
    assert weigh_pair(first, second).points >= ENOUGH
    assert weigh_pair(first, without_rate).points == weigh_pair(first, second).points - 250


def test_who_left_out_the_number_is_the_surer_of_two_and_not_the_other_too() -> None:
    """One contract has one number: without it both of two alike would be shown, and one of them is another contract."""
    reported, _ = told_contracts(1)
    ours = replace(reported[0], number="TR-2023/0100")
    again = replace(ours, event=EventId("8"), said_by=Informant.BUYER, number="")
    another = replace(ours, event=EventId("9"), firm="E77", opportunity="O77", number="TR-2023/0777")
    shown = [(pair.first.event, pair.second.event) for pair in likely_doubles((ours, again, another))]
    alone = [(pair.first.event, pair.second.event) for pair in likely_doubles((again, another))]
    assert (shown, alone) == ([(ours.event, again.event)], [(again.event, another.event)])


def test_amounts_that_no_rate_compares_contradict_nothing() -> None:
    reported, _ = told_contracts(1)
    euros = replace(reported[0], event=EventId("9"), money=Money(Decimal(9_000), "EUR"), home=None)
    found = weigh_pair(replace(reported[0], home=None), replace(euros, said_by=Informant.BUYER))
    assert [reason for reason in found.reasons if reason.text.code.endswith(("_amount", "_by_rate"))] == []
    assert found.points >= ENOUGH


@pytest.mark.parametrize(
    ("amount", "code", "points"),
    [
        ("9995", "same_amount", 350),
        ("9994", "near_amount", 200),
        ("9940", "near_amount", 200),
        ("9939", "near_amount", 50),
        ("9500", "near_amount", 50),
        ("9490", "other_amount", -400),
    ],
)
def test_near_amounts_count_by_how_near_they_are(amount: str, code: str, points: int) -> None:
    """Finds a bound that moved: up to .05 % apart is the same, up to .6 % is close, up to 5 % is near."""
    (reported, *_), _ = told_contracts(1)
    first = replace(reported, money=Money(Decimal(10_000), "EUR"))
    second = replace(first, event=EventId("9"), said_by=Informant.BUYER, money=Money(Decimal(amount), "EUR"))
    about = [reason for reason in weigh_pair(first, second).reasons if reason.text.code.endswith("_amount")]
    assert [(reason.text.code, reason.points) for reason in about] == [(f"orders.{code}", points)]


@pytest.mark.parametrize(("amount", "points"), [("9940", 250), ("9939", 50), ("9500", 50), ("9490", -400)])
def test_near_amounts_by_a_rate_count_by_how_near_they_are(amount: str, points: int) -> None:
    """Finds a bound that moved where two currencies are compared by the rate."""
    (reported, *_), _ = told_contracts(1)
    first = replace(reported, money=Money(Decimal(10_000), "EUR"), home=None)
    dollars, at_home = Money(Decimal(12_000), "USD"), Money(Decimal(amount), "EUR")
    second = replace(first, event=EventId("9"), said_by=Informant.BUYER, money=dollars, home=at_home)
    same = weigh_pair(first, replace(second, money=first.money, home=None))
    assert weigh_pair(first, second).points == same.points - 350 + points


def test_weight_is_the_same_in_either_order() -> None:
    reported, _ = told_contracts(6)
    assert [weigh_pair(a, b) for a in reported for b in reported if a.event < b.event] == [
        weigh_pair(b, a) for a in reported for b in reported if a.event < b.event
    ]
