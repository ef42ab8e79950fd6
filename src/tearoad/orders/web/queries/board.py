"""Opportunities rung by rung and day by day, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import (
    FollowedOpportunity,
    decided_doubles,
    ladder_of,
    opportunities,
    opportunities_of_firm,
    sorted_by_day,
    today_of,
)
from tearoad.orders.web.queries.parties import MissionParty, goods_in, name_in, parties
from tearoad.text import Text
from tearoad.values import Language, Money

TONES = {
    core.Urgency.ESCALATED: "bad",
    core.Urgency.OVERDUE: "warn",
    core.Urgency.TODAY: "info",
    core.Urgency.TO_COME: "quiet",
    core.Urgency.CLOSED: "quiet",
}


@dataclass(frozen=True, slots=True)
class OpportunityCard:
    """An opportunity as lists show it."""

    id: UUID
    firm: str
    buyer: str
    about: str
    rung: Text
    amounts: tuple[Money, ...]
    """What is left at its rung."""
    step: Text
    step_note: str
    owner: str
    due_on: date
    urgency: Text
    tone: str
    is_overdue: bool
    loss: Text | None
    doubts: tuple[Text, ...]
    blocked: Text | None
    """Screening blocked firm or buyer since; nothing is lost, and nothing more should be sent."""
    is_gone: bool
    """Firm or buyer is no longer in the mission."""


@dataclass(frozen=True, slots=True)
class RungColumn:
    """One rung of the board: its total, which is never added to another's, and who stands there."""

    rung: Text
    name: str
    home: Money | None
    confirmed: Money | None
    unconverted: int
    """Amounts without a rate: they stand beside the total and not in it."""
    cards: tuple[OpportunityCard, ...]


@dataclass(frozen=True, slots=True)
class OrdersBoard:
    """The board of a mission."""

    columns: tuple[RungColumn, ...]
    lost: tuple[OpportunityCard, ...]
    opportunities: int
    overdue: int


def board(mission: rows.Mission, language: Language) -> OrdersBoard:
    """Return every opportunity by the highest rung at which something is left; six queries."""
    found, known, today = opportunities(mission), parties(mission, language), today_of(mission)
    totals = {total.at.rung: total for total in ladder_of(found, mission, decided_doubles(mission)).every()}
    standing: dict[core.Rung, list[FollowedOpportunity]] = {rung: [] for rung in core.Rung}
    gone: list[FollowedOpportunity] = []
    for opportunity in found:
        history = opportunity.history
        (standing[history.rung] if history.loss is None else gone).append(opportunity)
    columns = tuple(
        RungColumn(
            label_of(rung),
            rung.value,
            totals[rung].home if rung in totals else None,
            totals[rung].confirmed_home if rung in totals else None,
            sum(row.signed_home is None for row in totals[rung].rows) if rung in totals else 0,
            cards(standing[rung], known, today),
        )
        for rung in core.Rung
    )
    lost = cards(gone, known, today)
    overdue = sum(card.is_overdue for each in (*(column.cards for column in columns), lost) for card in each)
    return OrdersBoard(columns, lost, len(found), overdue)


def by_day(mission: rows.Mission, language: Language, firm: str = "") -> tuple[OpportunityCard, ...]:
    """Return what is to be done, what is overdue first; four queries, five for one firm."""
    found = opportunities_of_firm(mission, firm) if firm else opportunities(mission)
    known, today = parties(mission, language), today_of(mission)
    return cards(sorted_by_day(found, today, known), known, today)


def cards(
    found: Iterable[FollowedOpportunity], known: Mapping[str, MissionParty], today: date
) -> tuple[OpportunityCard, ...]:
    """Return opportunities as lists show them; no query."""
    return tuple(card_of(opportunity, known, today) for opportunity in found)


def card_of(opportunity: FollowedOpportunity, known: Mapping[str, MissionParty], today: date) -> OpportunityCard:
    """Return one opportunity as lists show it."""
    wanted, history = opportunity.opportunity, opportunity.history
    rung, loss = history.rung, history.loss
    urgency = core.urgency_of(wanted, rung, today, is_lost=loss is not None)
    return OpportunityCard(
        id=opportunity.id,
        firm=name_in(known, opportunity.row.firm),
        buyer=name_in(known, opportunity.row.buyer),
        about=goods_in(known, opportunity.row.firm, wanted.about),
        rung=label_of(rung),
        amounts=tuple(core.left_at(history, rung)),
        step=step_label(wanted.next_step),
        step_note=wanted.step_note,
        owner=wanted.owner,
        due_on=wanted.due_on,
        urgency=Text(f"orders.urgency_{urgency.value}"),
        tone=TONES[urgency],
        is_overdue=urgency in {core.Urgency.OVERDUE, core.Urgency.ESCALATED},
        loss=Text(f"orders.loss_{loss.value}") if loss else None,
        doubts=core.contradictions(history),
        blocked=blocked_of(opportunity.row.firm, opportunity.row.buyer, known),
        is_gone=not {opportunity.row.firm, opportunity.row.buyer} <= set(known),
    )


def blocked_of(firm: str, buyer: str, known: Mapping[str, MissionParty]) -> Text | None:
    """Return which of the two screening blocked; None where neither is."""
    for party, code in ((buyer, "blocked_since"), (firm, "firm_blocked_since")):
        if party in known and known[party].is_blocked:
            return Text(f"orders_pages.{code}")
    return None


def label_of(rung: core.Rung) -> Text:
    """Return what a rung is called."""
    return Text(f"orders.rung_{rung.value}")


def step_label(step: NextStep) -> Text:
    """Return what a next step is called, as on the floor's phones."""
    return Text(f"capture.next_step_{step.value}")


def card(_request: Any, mission: rows.Mission) -> dict[str, Any] | None:
    """Return what the mission's card shows; nothing as long as no opportunity is open. Three queries."""
    if not Opportunity.objects.filter(mission=mission).exists():
        return None
    found, today = opportunities(mission), today_of(mission)
    return {
        "count": len(found),
        "overdue": sum(
            opportunity.urgency(today) in {core.Urgency.OVERDUE, core.Urgency.ESCALATED} for opportunity in found
        ),
        "contracts": sum(_is_contracted(opportunity) for opportunity in found),
    }


def _is_contracted(opportunity: FollowedOpportunity) -> bool:
    return any(amount > 0 for amount in opportunity.history.net(core.Rung.CONTRACT).values())
