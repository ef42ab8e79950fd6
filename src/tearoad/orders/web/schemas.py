"""How the API writes opportunities and their events: an amount always beside its rung and its currency."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Schema

from tearoad import orders as core
from tearoad.orders.web.queries.opportunities import FollowedOpportunity


class OrderEventOut(Schema):
    """One thing that happened."""

    id: UUID
    type: str
    on: date
    said_by: str
    rung: str
    amount: str
    """Decimal digits; empty where there is none."""
    currency: str
    hs: list[str]
    number: str
    link: str
    about: str
    reason: str
    counts: bool
    """Neither withdrawn nor replaced."""


class OpportunityOut(Schema):
    """An opportunity with its next step."""

    id: UUID
    firm: str
    buyer: str
    about: str
    rung: str
    lost: str
    next_step: str
    due_on: date
    events: list[OrderEventOut]


class OpportunityPageOut(Schema):
    """Some opportunities in the order in which they were opened, and where the next ones begin."""

    items: list[OpportunityOut]
    next: str
    """Ask for `after` this id; empty where there are no more."""


def opportunity_out(one: FollowedOpportunity) -> OpportunityOut:
    """Return an opportunity as the API writes it."""
    counts = {event.id for event in one.history.standing}
    loss = one.history.loss
    return OpportunityOut(
        id=one.id,
        firm=one.row.firm,
        buyer=one.row.buyer,
        about=one.opportunity.about,
        rung=one.history.rung.value,
        lost=loss.value if loss else "",
        next_step=one.opportunity.next_step.value,
        due_on=one.opportunity.due_on,
        events=[_event(event, counts=event.id in counts) for event in one.history.events],
    )


def _event(event: core.OrderEvent, *, counts: bool) -> OrderEventOut:
    said: dict[str, Any] = {
        "rung": event.rung.value if event.rung else "",
        "amount": f"{event.money.amount:f}" if event.money else "",
        "currency": event.money.currency if event.money else "",
        "reason": event.reason.value if event.reason else "",
    }
    return OrderEventOut(
        id=UUID(event.id),
        type=event.type.value,
        on=event.on,
        said_by=event.said_by.value,
        hs=[code.digits for code in event.hs],
        number=event.number,
        link=event.link,
        about=event.about or "",
        counts=counts,
        **said,
    )
