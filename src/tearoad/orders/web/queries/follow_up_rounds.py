"""Which firms were asked what came of the fair, who answered, and whom the officer telephones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.receivers import Receiver, receivers
from tearoad.orders.web.models import AskingMail, OpportunityEvent
from tearoad.orders.web.queries.opportunities import (
    FollowedOpportunity,
    decided_doubles,
    ladder_of,
    opportunities,
)
from tearoad.people import Role
from tearoad.text import Text
from tearoad.values import Language, PartyId

TONES = {
    core.FollowUpState.ANSWERED: "good",
    core.FollowUpState.TELEPHONE: "bad",
    core.FollowUpState.UNANSWERED: "warn",
}


@dataclass(frozen=True, slots=True)
class RoundState:
    """Where one round of one firm stands today."""

    months: int
    state: Text
    tone: str
    mails: int
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class FirmRounds:
    """One firm with all its rounds."""

    firm: str
    name: str
    rounds: tuple[RoundState, ...]


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """A firm to telephone, with the reason."""

    firm: str
    name: str
    phone: str
    months: int
    reason: Text


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """What the page of asking shows."""

    calls: tuple[PhoneCall, ...]
    firms: tuple[FirmRounds, ...]


def follow_up_rounds(mission: rows.Mission, found: Iterable[FollowedOpportunity]) -> tuple[core.FollowUpRound, ...]:
    """Return every round of every firm that has an opportunity; two queries.

    Who told something since the round was due has answered it, by the link or by telephone, and be it nothing new.
    """
    firms = dict.fromkeys(one.row.firm for one in found)
    sent: dict[tuple[str, int], list[date]] = defaultdict(list)
    for firm, months, on in AskingMail.objects.filter(mission=mission).values_list("firm", "months", "sent_on"):
        sent[firm, months].append(on)
    told = _answer_times(mission)
    return tuple(
        core.FollowUpRound(
            PartyId(firm),
            months,
            tuple(sorted(sent[firm, months])),
            _answered_on(told.get(firm, []), core.round_due_on(mission.ends_on, months), mission.home_zone),
        )
        for firm in firms
        for months in core.ASK_AFTER_MONTHS
    )


def _answer_times(mission: rows.Mission) -> Mapping[str, list[datetime]]:
    told: dict[str, list[datetime]] = defaultdict(list)
    events = OpportunityEvent.objects.filter(
        opportunity__mission=mission, document__said_by=core.Informant.EXPORTER.value
    )
    for firm, at in events.order_by("id").values_list("opportunity__firm", "recorded_at"):
        told[firm].append(at)
    return told


def _answered_on(moments: Iterable[datetime], due_on: date, zone: ZoneInfo) -> date | None:
    days = (at.astimezone(zone).date() for at in moments)
    return min((day for day in days if due_on <= day <= due_on + core.CLOSES_AFTER), default=None)


def follow_up_page(mission: rows.Mission, language: Language, today: date) -> FollowUpPage:
    """Return whom to telephone, and where each round stands; ten queries."""
    found = opportunities(mission)
    rounds = follow_up_rounds(mission, found)
    firms = {one.party: one for one in receivers(mission) if one.role is Role.EXPORTER}
    ladder = ladder_of(found, mission, decided_doubles(mission))
    silent = [
        one
        for one in rounds
        if core.state_of_round(one, mission.ends_on, today) is core.FollowUpState.TELEPHONE
        or (_is_due(one, mission, today) and not _can_be_mailed(firms.get(one.firm)))
    ]
    answered = {one.firm for one in rounds if one.answered_on is not None}
    calls = core.in_order(_call(one, ladder, answered) for one in silent)
    return FollowUpPage(
        tuple(_phone_call(one, firms.get(one.firm), language) for one in calls),
        tuple(
            FirmRounds(firm, _named(firms.get(firm), firm, language), _states(rounds, firm, mission, today))
            for firm in dict.fromkeys(str(one.firm) for one in rounds)
        ),
    )


def _is_due(one: core.FollowUpRound, mission: rows.Mission, today: date) -> bool:
    return core.state_of_round(one, mission.ends_on, today) in {core.FollowUpState.SEND, core.FollowUpState.SEND_AGAIN}


def _can_be_mailed(who: Receiver | None) -> bool:
    return who is not None and who.may_be_met and bool(who.email)


def _call(one: core.FollowUpRound, ladder: core.LadderTotals, answered: set[PartyId]) -> core.FirmToTelephone:
    contracts, paid, intended = (
        total.only(lambda row: row.firm == one.firm).home for total in (ladder.contract, ladder.paid, ladder.intended)
    )
    open_amount = contracts.amount - (paid.amount if paid else 0) if contracts else Decimal(0)
    if open_amount > 0:
        reason = core.CallReason.CONTRACT_OPEN
    elif one.firm not in answered:
        reason = core.CallReason.NEVER_ANSWERED
    else:
        reason = core.CallReason.INTENDED if intended and intended.amount > 0 else core.CallReason.OTHER
    return core.FirmToTelephone(one.firm, one.months, reason, open_amount)


def _phone_call(one: core.FirmToTelephone, who: Receiver | None, language: Language) -> PhoneCall:
    name = _named(who, one.firm, language)
    return PhoneCall(one.firm, name, who.phone if who else "", one.months, Text(f"orders.call_{one.reason.value}"))


def _named(who: Receiver | None, firm: str, language: Language) -> str:
    return who.in_language(language) if who else firm


def _states(
    rounds: Iterable[core.FollowUpRound], firm: str, mission: rows.Mission, today: date
) -> tuple[RoundState, ...]:
    shown = []
    for one in rounds:
        if one.firm == firm:
            state = core.state_of_round(one, mission.ends_on, today)
            text = Text(f"orders.asking_{state.value}")
            shown.append(RoundState(one.months, text, TONES.get(state, "quiet"), len(one.sent_on), one.answered_on))
    return tuple(shown)
