"""Firms are asked at 3, 6, 12 and 24 months, at most three times, and then telephoned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tearoad.orders import (
    ASK_AFTER_MONTHS,
    CallReason,
    FollowUpRound,
    FollowUpState,
    PartyToTelephone,
    in_order,
    round_due_on,
    state_of_round,
)
from tearoad.orders.follow_up_rounds import RESEND_AFTER
from tearoad.values import PartyId

ENDS = date(2023, 11, 30)
FIRM = PartyId("E01")


def test_day_of_a_shorter_month_is_its_last() -> None:
    assert [round_due_on(ENDS, months) for months in ASK_AFTER_MONTHS] == [
        date(2024, 2, 29),
        date(2024, 5, 30),
        date(2024, 11, 30),
        date(2025, 11, 30),
    ]


def test_round_goes_from_mail_to_mail_to_telephone_to_its_end() -> None:
    asking = FollowUpRound(FIRM, 3)
    states: list[tuple[int, FollowUpState]] = []
    for day in range(-1, 63):
        today = round_due_on(ENDS, 3) + timedelta(days=day)
        state = state_of_round(asking, ENDS, today)
        if not states or states[-1][1] is not state:
            states.append((day, state))
        if state in {FollowUpState.SEND, FollowUpState.SEND_AGAIN}:
            asking = replace(asking, sent_on=(*asking.sent_on, today))
    assert states == [
        (-1, FollowUpState.NOT_YET),
        (0, FollowUpState.SEND),
        (1, FollowUpState.WAIT),
        (7, FollowUpState.SEND_AGAIN),
        (8, FollowUpState.WAIT),
        (14, FollowUpState.SEND_AGAIN),
        (15, FollowUpState.WAIT),
        (21, FollowUpState.TELEPHONE),
        (61, FollowUpState.UNANSWERED),
    ]


@given(st.lists(st.integers(0, 80), max_size=200), st.integers(0, 80))
def test_however_often_a_worker_comes_by_three_mails_are_the_most(days: list[int], answered: int) -> None:
    asking = FollowUpRound(FIRM, 6)
    for day in sorted(days):
        today = round_due_on(ENDS, 6) + timedelta(days=day)
        if day >= answered and asking.answered_on is None:
            asking = replace(asking, answered_on=today)
        if state_of_round(asking, ENDS, today) in {FollowUpState.SEND, FollowUpState.SEND_AGAIN}:
            asking = replace(asking, sent_on=(*asking.sent_on, today))
    assert len(asking.sent_on) <= 3
    assert all(later - earlier >= RESEND_AFTER[0] for earlier, later in pairwise(asking.sent_on))
    assert asking.answered_on is None or all(sent < asking.answered_on for sent in asking.sent_on)


def test_open_contracts_are_telephoned_first_the_larger_before() -> None:
    calls = [
        PartyToTelephone(PartyId("E03"), 6, CallReason.OTHER),
        PartyToTelephone(PartyId("E02"), 6, CallReason.CONTRACT_OPEN, Decimal(5)),
        PartyToTelephone(PartyId("E04"), 6, CallReason.NEVER_ANSWERED),
        PartyToTelephone(PartyId("E01"), 6, CallReason.CONTRACT_OPEN, Decimal(9)),
    ]
    assert [telephone.party for telephone in in_order(calls)] == ["E01", "E02", "E04", "E03"]
