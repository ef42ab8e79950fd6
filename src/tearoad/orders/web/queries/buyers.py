"""What firms say of business with a buyer, as that buyer is asked whether it is so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.orders.order_event import SECOND_VOICES
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.events import what_of
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, opportunities, own_ids
from tearoad.orders.web.queries.parties import goods_in, name_in, parties
from tearoad.text import Text
from tearoad.values import Language, Money

BOTH_KNOW = frozenset({core.Rung.MEMORANDUM, core.Rung.CONTRACT, core.Rung.DEPOSIT, core.Rung.SHIPPED, core.Rung.PAID})
"""What a firm means or hopes is its own; from a memorandum on the other side took part in it."""


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """One thing that a firm, or the office, says of business with the buyer."""

    id: UUID
    firm: str
    about: str
    what: Text
    on: date
    money: Money | None
    number: str
    answer: Text | None
    """What the buyer said to it; None where they said nothing."""
    tone: str = ""


def claimed_events(mission: rows.Mission, buyer: str, language: Language) -> tuple[ClaimedEvent, ...]:
    """Return what is said of business with a buyer under any of its ids, open ones first; eight queries."""
    known = parties(mission, language)
    own = Opportunity.objects.filter(mission=mission, buyer__in=own_ids(mission, buyer))
    ids = set(own.values_list("pk", flat=True))
    found = opportunities(mission, ids)
    claimed = [
        _claimed(
            event,
            opportunity,
            name_in(known, opportunity.row.firm),
            goods_in(known, opportunity.row.firm, opportunity.opportunity.about),
        )
        for opportunity in found
        for event in claims_of(opportunity.history)
    ]
    return tuple(sorted(claimed, key=lambda event: (event.answer is not None, event.firm, event.on, event.id)))


def open_for_buyer(history: core.OpportunityHistory) -> tuple[core.OrderEvent, ...]:
    """Return what a buyer could still confirm, or say otherwise."""
    return tuple(
        claim for claim in claims_of(history) if _answer_to(history, claim.id) is None and not _is_own(history, claim)
    )


def claims_of(history: core.OpportunityHistory) -> tuple[core.OrderEvent, ...]:
    """Return what is said of business that a buyer took part in."""
    return tuple(event for event in history.counted if event.rung in BOTH_KNOW)


def _is_own(history: core.OpportunityHistory, event: core.OrderEvent) -> bool:
    return core.Informant.BUYER in history.informants(event.id)


def _answer_to(history: core.OpportunityHistory, event: core.EventId) -> core.EventType | None:
    """Return what the buyer said last to an event."""
    return next(
        (
            order_event.type
            for order_event in reversed(history.standing)
            if order_event.type in SECOND_VOICES
            and order_event.about == event
            and order_event.said_by is core.Informant.BUYER
        ),
        None,
    )


def _claimed(event: core.OrderEvent, opportunity: FollowedOpportunity, firm: str, goods: str) -> ClaimedEvent:
    said = _answer_to(opportunity.history, event.id)
    if said is None and _is_own(opportunity.history, event):
        said = core.EventType.CONFIRMED
    return ClaimedEvent(
        UUID(event.id),
        firm,
        goods,
        what_of(event),
        event.on,
        event.money,
        event.number,
        Text(f"orders_pages.buyer_{said.value}") if said else None,
        "good" if said is core.EventType.CONFIRMED else "warn",
    )
