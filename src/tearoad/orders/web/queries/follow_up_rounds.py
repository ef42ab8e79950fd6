"""Which firms and buyers were asked what came of the fair, who answered, and whom the officer telephones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.mission.same_company import SameCompany, ids_of_each
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.receivers import Receiver, receivers
from tearoad.mission.web.queries.same_company import same_in
from tearoad.orders.web.models import AskingMail, BuyerRounds, OpportunityEvent
from tearoad.orders.web.queries.buyers import claims_of, open_for_buyer
from tearoad.orders.web.queries.opportunities import (
    FollowedOpportunity,
    decided_doubles,
    ladder_of,
    opportunities,
)
from tearoad.people import Role
from tearoad.text import Text
from tearoad.values import Language, PartyId

_ASKED = frozenset({Role.EXPORTER, Role.BUYER})
TONES = {
    core.FollowUpState.ANSWERED: "good",
    core.FollowUpState.TELEPHONE: "bad",
    core.FollowUpState.UNANSWERED: "warn",
    core.FollowUpState.BLOCKED: "bad",
}


@dataclass(frozen=True, slots=True)
class RoundState:
    """Where one round of one firm or buyer stands today."""

    months: int
    state: Text
    tone: str
    mails: int
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PartyRounds:
    """One firm or buyer with all their rounds."""

    party: str
    name: str
    rounds: tuple[RoundState, ...]


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """Somebody to telephone, with the reason."""

    party: str
    name: str
    phone: str
    months: int
    reason: Text
    role: str
    may_have_link: bool
    """Screening lets them be met: a link can be made and handed over."""


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """What the page of asking shows."""

    calls: tuple[PhoneCall, ...]
    firms: tuple[PartyRounds, ...]
    buyers: tuple[PartyRounds, ...]
    """None while the organisation does not ask them."""
    asks_buyers: bool


def asks_buyers() -> bool:
    """Return whether the organisation asks buyers by rounds; one query."""
    return bool(BuyerRounds.objects.exists())


def follow_up_rounds(mission: rows.Mission, found: Sequence[FollowedOpportunity]) -> tuple[core.FollowUpRound, ...]:
    """Return every round of every firm that has an opportunity, and of buyers where asked; six to eight queries.

    Who told something since the round was due has answered it, by the link or by telephone, and be it nothing new.
    A company that takes part under two ids is asked once, under the one that counts.
    """
    same = same_in(mission)
    firms = dict.fromkeys(_counting(same, opportunity.row.firm) for opportunity in found)
    rounds = _rounds(mission, [(firm, core.ASK_AFTER_MONTHS) for firm in firms], core.Informant.EXPORTER, same)
    if not asks_buyers():
        return rounds
    buyers = dict.fromkeys(_counting(same, opportunity.row.buyer) for opportunity in _claimed(found))
    of_buyers = _rounds(
        mission, [(buyer, core.ASK_BUYERS_AFTER_MONTHS) for buyer in buyers], core.Informant.BUYER, same
    )
    still_open = {
        _counting(same, opportunity.row.buyer) for opportunity in found if open_for_buyer(opportunity.history)
    }
    return (
        *rounds,
        *(replace(buyer, is_buyer=True, has_nothing_to_say=buyer.party not in still_open) for buyer in of_buyers),
    )


def _counting(same: SameCompany, party: str) -> str:
    return same.get(PartyId(party), party)


def _claimed(found: Iterable[FollowedOpportunity]) -> Iterable[FollowedOpportunity]:
    """Return those of which firms say something that a buyer can confirm."""
    return (opportunity for opportunity in found if claims_of(opportunity.history))


def _rounds(
    mission: rows.Mission, parties: Iterable[tuple[str, tuple[int, ...]]], informant: core.Informant, same: SameCompany
) -> tuple[core.FollowUpRound, ...]:
    sent: dict[tuple[str, int], set[date]] = defaultdict(set)
    for party, months, on in AskingMail.objects.filter(mission=mission).values_list("party", "months", "sent_on"):
        sent[_counting(same, party), months].add(on)
    answer_times = _answer_times(mission, informant, same)
    blocked = set(
        rows.Participation.objects.filter(mission=mission, company__standing=Standing.BLOCKED).values_list(
            "code", flat=True
        )
    )
    return tuple(
        core.FollowUpRound(
            PartyId(party),
            months,
            tuple(sorted(sent[party, months])),
            _answered_on(answer_times.get(party, []), core.round_due_on(mission.ends_on, months), mission.home_zone),
            is_blocked=party in blocked,
        )
        for party, after in parties
        for months in after
    )


def _answer_times(mission: rows.Mission, informant: core.Informant, same: SameCompany) -> Mapping[str, list[datetime]]:
    times: dict[str, list[datetime]] = defaultdict(list)
    events = OpportunityEvent.objects.filter(opportunity__mission=mission, document__said_by=informant.value)
    whose = "opportunity__buyer" if informant is core.Informant.BUYER else "opportunity__firm"
    for party, at in events.order_by("id").values_list(whose, "recorded_at"):
        times[_counting(same, party)].append(at)
    return times


def _answered_on(moments: Iterable[datetime], due_on: date, zone: ZoneInfo) -> date | None:
    days = (at.astimezone(zone).date() for at in moments)
    return min((day for day in days if due_on <= day <= due_on + core.CLOSES_AFTER), default=None)


def follow_up_page(mission: rows.Mission, language: Language, today: date) -> FollowUpPage:
    """Return whom to telephone, and where each round stands; sixteen queries, eighteen with buyers."""
    found = opportunities(mission)
    rounds = follow_up_rounds(mission, found)
    known = {
        (receiver.party, receiver.role is Role.BUYER): receiver
        for receiver in receivers(mission)
        if receiver.role in _ASKED
    }
    ladder = ladder_of(found, mission, decided_doubles(mission))
    silent = [
        follow_up_round
        for follow_up_round in rounds
        if core.state_of_round(follow_up_round, mission.ends_on, today) is core.FollowUpState.TELEPHONE
        or (
            _is_due(follow_up_round, mission, today)
            and not _can_be_mailed(known.get((follow_up_round.party, follow_up_round.is_buyer)))
        )
    ]
    answered = {follow_up_round.party for follow_up_round in rounds if follow_up_round.answered_on is not None}
    ids = ids_of_each(same_in(mission))
    calls = core.in_order(
        _call(follow_up_round, ladder, answered, ids.get(follow_up_round.party, (follow_up_round.party,)))
        for follow_up_round in silent
    )
    people = {str(party): who for (party, _is_buyer), who in known.items()}
    firms, buyers = (
        tuple(
            PartyRounds(party, _named(people.get(party), party, language), _states(rounds, party, mission, today))
            for party in dict.fromkeys(
                str(follow_up_round.party) for follow_up_round in rounds if follow_up_round.is_buyer is is_buyer
            )
        )
        for is_buyer in (False, True)
    )
    is_buyer_of = {
        (follow_up_round.party, follow_up_round.months): follow_up_round.is_buyer for follow_up_round in silent
    }
    shown = tuple(
        _phone_call(call, known.get((call.party, is_buyer_of[call.party, call.months])), language) for call in calls
    )
    return FollowUpPage(shown, firms, buyers, asks_buyers())


def _is_due(follow_up_round: core.FollowUpRound, mission: rows.Mission, today: date) -> bool:
    return core.state_of_round(follow_up_round, mission.ends_on, today) in {
        core.FollowUpState.SEND,
        core.FollowUpState.SEND_AGAIN,
    }


def _can_be_mailed(who: Receiver | None) -> bool:
    return who is not None and who.may_be_met and bool(who.email)


def _call(
    follow_up_round: core.FollowUpRound, ladder: core.LadderTotals, answered: set[PartyId], ids: Collection[str]
) -> core.PartyToTelephone:
    if follow_up_round.is_buyer:
        return core.PartyToTelephone(follow_up_round.party, follow_up_round.months, core.CallReason.UNCONFIRMED)
    contracts, paid, intended = (
        total.only(lambda row: row.firm in ids).home for total in (ladder.contract, ladder.paid, ladder.intended)
    )
    open_amount = contracts.amount - (paid.amount if paid else 0) if contracts else Decimal(0)
    if open_amount > 0:
        reason = core.CallReason.CONTRACT_OPEN
    elif follow_up_round.party not in answered:
        reason = core.CallReason.NEVER_ANSWERED
    else:
        reason = core.CallReason.INTENDED if intended and intended.amount > 0 else core.CallReason.OTHER
    return core.PartyToTelephone(follow_up_round.party, follow_up_round.months, reason, open_amount)


def _phone_call(telephone: core.PartyToTelephone, who: Receiver | None, language: Language) -> PhoneCall:
    name = _named(who, telephone.party, language)
    return PhoneCall(
        telephone.party,
        name,
        who.phone if who else "",
        telephone.months,
        Text(f"orders.call_{telephone.reason.value}"),
        who.role.value if who else "",
        who is not None and who.may_be_met,
    )


def _named(who: Receiver | None, party: str, language: Language) -> str:
    return who.in_language(language) if who else party


def _states(
    rounds: Iterable[core.FollowUpRound], party: str, mission: rows.Mission, today: date
) -> tuple[RoundState, ...]:
    shown = []
    for follow_up_round in rounds:
        if follow_up_round.party == party:
            state = core.state_of_round(follow_up_round, mission.ends_on, today)
            text = Text(f"orders.asking_{state.value}")
            shown.append(
                RoundState(
                    follow_up_round.months,
                    text,
                    TONES.get(state, "quiet"),
                    len(follow_up_round.sent_on),
                    follow_up_round.answered_on,
                )
            )
    return tuple(shown)
