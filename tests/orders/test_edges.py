"""The last day on which something still counts, and the first on which it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tearoad.errors import InputError
from tearoad.orders import (
    EventId,
    EventType,
    FollowUpRound,
    FollowUpState,
    Informant,
    OrderEvent,
    round_due_on,
    state_of_round,
    weigh_pair,
)
from tearoad.orders.follow_up_rounds import CLOSES_AFTER
from tearoad.orders.order_event import judge_day
from tearoad.values import Money, PartyId
from tests.orders.demo_orders import told_contracts

ENDS = date(2023, 11, 30)
DUE = round_due_on(ENDS, 3)


@pytest.mark.parametrize(
    ("days", "points"), [(0, 150), (3, 150), (4, 100), (10, 100), (11, -150), (60, -150), (61, -300)]
)
def test_days_apart_weigh_as_much_on_the_last_day_as_before_it(days: int, points: int) -> None:
    """Finds `<` for `<=` at each of the days that a double's two tellings may be apart, whichever comes first."""
    reported, _ = told_contracts(1)
    later = replace(reported[0], event=EventId("9"), on=reported[0].on + timedelta(days=days))
    for pair in (weigh_pair(reported[0], later), weigh_pair(later, reported[0])):
        weighed = [
            reason.points for reason in pair.reasons if reason.text.code in {"orders.near_days", "orders.far_days"}
        ]
        assert weighed == [points]


@pytest.mark.parametrize(
    ("apart", "points"),
    [("0", 350), ("0.05", 350), ("0.06", 200), ("0.60", 200), ("0.61", 50), ("5", 50), ("5.01", -400)],
)
def test_amounts_apart_weigh_as_much_at_the_edge_as_within(apart: str, points: int) -> None:
    """Finds `<` for `<=` at each share, in percent of the larger, by which a double's two amounts may be apart."""
    reported, _ = told_contracts(1)
    first = replace(reported[0], money=Money(Decimal(10000), "CNY"), home=Money(Decimal(10000), "CNY"))
    smaller = Money(Decimal(10000) - 100 * Decimal(apart), "CNY")
    other = replace(first, event=EventId("9"), money=smaller, home=smaller)
    weighed = [reason.points for reason in weigh_pair(first, other).reasons if reason.text.code.endswith("_amount")]
    assert weighed == [points]


@pytest.mark.parametrize(
    ("sent", "today", "state"),
    [
        ((), CLOSES_AFTER.days, FollowUpState.SEND),
        ((), CLOSES_AFTER.days + 1, FollowUpState.NOT_ASKED),
        ((0,), 6, FollowUpState.WAIT),
        ((0,), 7, FollowUpState.SEND_AGAIN),
        ((5,), 11, FollowUpState.WAIT),
        ((5,), 12, FollowUpState.SEND_AGAIN),
        ((0, 10), 16, FollowUpState.WAIT),
        ((0, 10), 17, FollowUpState.SEND_AGAIN),
        ((0, 7, 14), 20, FollowUpState.WAIT),
        ((0, 7, 14), 21, FollowUpState.TELEPHONE),
        ((0, 7, 20), 26, FollowUpState.WAIT),
        ((0, 7, 20), 27, FollowUpState.TELEPHONE),
        ((0,), CLOSES_AFTER.days, FollowUpState.SEND_AGAIN),
        ((0,), CLOSES_AFTER.days + 1, FollowUpState.UNANSWERED),
    ],
)
def test_round_waits_a_week_after_each_mail_however_late_it_went_out(
    sent: tuple[int, ...], today: int, state: FollowUpState
) -> None:
    """Finds an edge of a round that is a day off where a mail went out late: walks through the days send on time."""
    asking = FollowUpRound(PartyId("E01"), 3, tuple(DUE + timedelta(days=day) for day in sent))
    assert state_of_round(asking, ENDS, DUE + timedelta(days=today)) is state


@pytest.mark.parametrize(
    ("on", "refused"),
    [
        (date(2021, 2, 5), "orders.day_too_early"),
        (date(2021, 2, 6), ""),
        (date(2023, 12, 1), ""),
        (date(2023, 12, 2), "orders.day_to_come"),
    ],
)
def test_event_may_be_of_two_years_before_the_fair_and_of_tomorrow(on: date, refused: str) -> None:
    """Finds a day that is refused too early or too late: only days that are years off were tried."""
    event = OrderEvent(EventId("1"), EventType.NOTHING_NEW, on, Informant.OFFICER)
    code = ""
    try:
        judge_day(event, date(2023, 2, 6), ENDS)
    except InputError as wrong:
        code = wrong.text.code
    assert code == refused
