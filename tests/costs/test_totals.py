from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.costs import (
    By,
    CostId,
    CostItem,
    CostKind,
    CostState,
    Ledger,
    ShareKey,
    of_firm,
    overall,
    portions,
    totals,
)
from tearoad.errors import InputError
from tearoad.reference.exchange import Converted, ExchangeRate, MissingRate, Near, RateBook
from tearoad.values import LocalText, Money, PartyId

E1, E2, E3 = PartyId("E01"), PartyId("E02"), PartyId("E03")
DAY = date(2027, 2, 9)
RATE = ExchangeRate("EUR", "CNY", Decimal("7.80"), DAY, "bank (made up)")


def money(amount: str, currency: str = "EUR") -> Money:
    return Money(Decimal(amount), currency)


def item(
    number: int,
    amount: str,
    *,
    currency: str = "EUR",
    state: CostState = CostState.PAID,
    **more: Any,  # noqa: ANN401  # any field
) -> CostItem:
    facts = {"on": DAY} | more
    return CostItem(CostId(f"C{number}"), LocalText("Stand"), CostKind.STAND, money(amount, currency), state, **facts)


def ledger(*items: CostItem, rates: tuple[ExchangeRate, ...] = (RATE,), people: dict[str, int] | None = None) -> Ledger:
    return Ledger(items, RateBook(rates), "CNY", (E1, E2, E3), people or {})


def test_planned_and_paid_are_never_added_together() -> None:
    found = overall(ledger(item(1, "10"), item(2, "20", state=CostState.PLANNED), item(3, "5")))
    assert [(total.state, total.sums) for total in found.totals] == [
        (CostState.PLANNED, (money("20"),)),
        (CostState.PAID, (money("15"),)),
    ]


def test_a_total_names_its_rows_and_its_rates() -> None:
    found = overall(ledger(item(1, "10"), item(2, "20", currency="CNY"))).totals[0]
    assert [row.portion.item for row in found.rows] == ["C1", "C2"]
    assert (found.sums, found.home) == ((money("10"), money("20", "CNY")), money("98.00", "CNY"))
    assert (found.rates, found.missing) == ((RATE,), ())


def test_a_row_without_a_rate_is_left_out_and_named() -> None:
    found = overall(ledger(item(1, "10"), item(2, "20", currency="RUB"))).totals[0]
    assert (found.home, found.missing) == (money("78.00", "CNY"), (MissingRate("RUB", "CNY", DAY),))


def test_nothing_can_be_converted_then_there_is_no_total_at_home() -> None:
    assert overall(ledger(item(1, "10"), rates=())).totals[0].home is None


@pytest.mark.parametrize(
    ("rates", "on", "near"),
    [
        ((ExchangeRate("CNY", "EUR", Decimal("0.128"), DAY, "b"),), DAY, Near.INVERSE),
        ((ExchangeRate("EUR", "CNY", Decimal("7.8"), date(2027, 2, 10), "b"),), DAY, Near.LATER),
        (
            (
                ExchangeRate("EUR", "USD", Decimal("1.1"), DAY, "b"),
                ExchangeRate("USD", "CNY", Decimal("7.1"), DAY, "b"),
            ),
            DAY,
            Near.NOTHING,
        ),
    ],
)
def test_no_rate_is_turned_over_brought_forward_or_crossed(
    rates: tuple[ExchangeRate, ...], on: date, near: Near
) -> None:
    found = RateBook(rates).convert(money("10"), "CNY", on)
    assert isinstance(found, MissingRate)
    assert found.near is near


@pytest.mark.parametrize(("days", "counts"), [(366, True), (367, False)])
def test_a_rate_of_long_ago_leaves_the_amount_open(days: int, counts: bool) -> None:  # noqa: FBT001  # of a table
    """Finds a rate of 2020 that converts 2023 without a word."""
    old = ExchangeRate("EUR", "CNY", Decimal("7.0"), DAY - timedelta(days=days), "b")
    found = RateBook((old,)).convert(money("1"), "CNY", DAY)
    wanted = Converted(Money(Decimal("7.00"), "CNY"), old) if counts else MissingRate("EUR", "CNY", DAY, Near.OLD, old)
    assert found == wanted


def test_the_latest_rate_of_the_day_or_before_it_is_used() -> None:
    older = ExchangeRate("EUR", "CNY", Decimal("7.0"), date(2027, 1, 1), "b")
    newer = ExchangeRate("EUR", "CNY", Decimal("9.0"), date(2027, 3, 1), "b")
    book = RateBook((newer, RATE, older))
    used = [book.convert(money("1"), "CNY", on) for on in (DAY, date(2027, 2, 8), None)]
    assert [converted.rate for converted in used if isinstance(converted, Converted)] == [RATE, older, newer]


def test_shares_are_counted_for_each_firm_by_the_key() -> None:
    area = item(1, "90", firms=(E1, E2), weights=(Decimal(9), Decimal(18)), key=ShareKey.AREA)
    heads = item(2, "40", all_firms=True, key=ShareKey.PEOPLE)
    book = ledger(area, heads, people={"E01": 1, "E03": 3})
    found = {total.key: total.totals[0].sums for total in totals(book, By.FIRM)}
    assert found == {"E01": (money("40.00"),), "E02": (money("60.00"),), "E03": (money("30.00"),)}
    assert of_firm(book, E2).totals[0].rows[0].portion.is_share


def test_payers_are_told_apart_and_a_shared_item_counts_once_for_its_payer() -> None:
    book = ledger(
        item(1, "90", all_firms=True, payer=LocalText("Fund")), item(2, "10", firms=(E1,), payer=LocalText("E01"))
    )
    assert {total.key: total.totals[0].sums for total in totals(book, By.PAYER)} == {
        "Fund": (money("90"),),
        "E01": (money("10"),),
    }


@given(
    st.lists(st.tuples(st.decimals(-9999, 9999, places=2), st.sampled_from(list(CostState))), min_size=1, max_size=12)
)
def test_whatever_the_grouping_the_whole_stays_the_same(found: list[tuple[Decimal, CostState]]) -> None:
    items = [
        item(number, str(amount), state=state, all_firms=bool(number % 2), firms=() if number % 2 else (E1,))
        for number, (amount, state) in enumerate(found)
    ]
    book = ledger(*items)
    for by in By:
        for state in CostState:
            parts = [t.sums[0].amount for group in totals(book, by) for t in group.totals if t.state is state]
            assert sum(parts) == sum(amount for amount, said in found if said is state)
    assert sum(portion.money.amount for portion in portions(book)) == sum(amount for amount, _ in found)


@pytest.mark.parametrize(
    "wrong",
    [
        {"firms": (E1, E1)},
        {"all_firms": True, "firms": (E1,)},
        {"all_firms": True, "key": ShareKey.AREA},
        {"firms": (E1, E2), "key": ShareKey.AREA},
        {"firms": (E1, E2), "weights": (Decimal(1),)},
        {"firms": (E1,), "weights": (Decimal(-1),)},
    ],
)
def test_an_item_that_contradicts_itself_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        item(1, "10", **wrong)


@pytest.mark.parametrize("amount", ["1e13", "0.123456789012345678901"])
def test_an_amount_that_would_not_add_up_exactly_is_refused(amount: str) -> None:
    with pytest.raises(InputError):
        item(1, amount)


@pytest.mark.parametrize(("source", "rate"), [("CNY", "1"), ("EUR", "0"), ("EUR", "-1"), ("EUR", "NaN")])
def test_a_rate_that_cannot_be_is_refused(source: str, rate: str) -> None:
    with pytest.raises(InputError):
        ExchangeRate(source, "CNY", Decimal(rate), DAY, "b")


def test_each_row_of_a_total_takes_the_rate_of_its_own_day() -> None:
    """Finds a cost that is converted by the rate of another day: of the first of the month, or the latest."""
    before, after = (
        ExchangeRate("EUR", "CNY", Decimal(rate), on, "b")
        for rate, on in (("7", DAY.replace(day=1)), ("9", date(2027, 2, 20)))
    )
    found = overall(ledger(*(item(day, "1", on=date(2027, 2, day)) for day in (8, 9, 20)), rates=(before, RATE, after)))
    assert [row.home.rate for row in found.totals[0].rows if isinstance(row.home, Converted)] == [before, RATE, after]
