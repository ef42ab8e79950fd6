"""When firms and buyers are asked what came of the fair, when again, and whom the officer telephones at last."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from tearoad.values import PartyId

ASK_AFTER_MONTHS = (3, 6, 12, 24)
ASK_BUYERS_AFTER_MONTHS = (3, 6, 12)
"""Where the organisation asks buyers at all: whether what firms say of business with them is so."""
RESEND_AFTER = (timedelta(days=7), timedelta(days=14))
"""After the first mail: at most two more."""
TELEPHONE_AFTER = timedelta(days=21)
CLOSES_AFTER = timedelta(days=60)
"""Then a round is over: who did not answer did not answer, and is shown so."""


@dataclass(frozen=True, slots=True)
class FollowUpRound:
    """What was sent to one firm or buyer for one round, and what came back."""

    party: PartyId
    months: int
    sent_on: tuple[date, ...] = ()
    answered_on: date | None = None
    is_buyer: bool = False
    has_nothing_to_say: bool = False
    """Of a buyer: firms say nothing that they did not answer already."""
    is_blocked: bool = False


class FollowUpState(StrEnum):
    """What is to be done in a round today."""

    NOT_YET = "not_yet"
    NOTHING_TO_ASK = "nothing_to_ask"
    SEND = "send"
    SEND_AGAIN = "send_again"
    WAIT = "wait"
    TELEPHONE = "telephone"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not_asked"
    """The round is over, and nobody wrote to them: that is no silence of theirs."""
    BLOCKED = "blocked"
    """Screening blocked them: they are neither written to nor telephoned."""


def round_due_on(ends_on: date, months: int) -> date:
    """Return the day so many months after the mission; the last of a month where that month is shorter."""
    year, month = divmod(ends_on.year * 12 + ends_on.month - 1 + months, 12)
    day = min(ends_on.day, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def state_of_round(asking: FollowUpRound, ends_on: date, today: date) -> FollowUpState:
    """Return what is to be done. However late or often it is asked, a mail is due at most three times a round."""
    rests = _rests(asking, round_due_on(ends_on, asking.months), today)
    if rests is not None:
        return rests
    if not asking.sent_on:
        return FollowUpState.SEND
    again = len(asking.sent_on) - 1
    step, after = FollowUpState.TELEPHONE, TELEPHONE_AFTER
    if again < len(RESEND_AFTER):
        step, after = FollowUpState.SEND_AGAIN, RESEND_AFTER[again]
    # A mail that went out late is given as long to be answered as one that was on time.
    step_on = max(min(asking.sent_on) + after, max(asking.sent_on) + RESEND_AFTER[0])
    return step if today >= step_on else FollowUpState.WAIT


def _rests(asking: FollowUpRound, due_on: date, today: date) -> FollowUpState | None:
    """Return why nothing is to be done in a round today; None where somebody waits for a mail or a call."""
    closed = FollowUpState.UNANSWERED if asking.sent_on else FollowUpState.NOT_ASKED
    reasons = (
        (asking.answered_on is not None, FollowUpState.ANSWERED),
        (today < due_on, FollowUpState.NOT_YET),
        (asking.is_blocked, FollowUpState.BLOCKED),
        (asking.has_nothing_to_say, FollowUpState.NOTHING_TO_ASK),
        (today > due_on + CLOSES_AFTER, closed),
    )
    return next((state for holds, state in reasons if holds), None)


class CallReason(StrEnum):
    """Why somebody stands where they stand in the list of those to be telephoned, the most pressing first."""

    CONTRACT_OPEN = "contract_open"
    """It told of a contract and not yet of what became of it."""
    UNCONFIRMED = "unconfirmed"
    """A buyer who did not say whether what firms tell is so."""
    NEVER_ANSWERED = "never_answered"
    INTENDED = "intended"
    """It told of what somebody means to buy."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PartyToTelephone:
    """A firm or a buyer who did not answer, with what is known of them."""

    party: PartyId
    months: int
    reason: CallReason
    open_amount: Decimal = Decimal(0)
    """In the currency of home: only puts an order among those with the same reason."""


def in_order(found: Iterable[PartyToTelephone]) -> tuple[PartyToTelephone, ...]:
    """Return whom to telephone first: by reason, then the larger open amount, then by their ids."""
    rank = {reason: place for place, reason in enumerate(CallReason)}
    return tuple(
        sorted(
            found,
            key=lambda telephone: (rank[telephone.reason], -telephone.open_amount, telephone.party, telephone.months),
        )
    )
