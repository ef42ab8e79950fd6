"""Opportunities rung by rung and day by day, as pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, overload
from uuid import UUID

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.errors import UnknownIdError
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, opportunities, own_ids, today_of
from tearoad.orders.web.queries.opportunity_states import opportunity_states
from tearoad.orders.web.queries.parties import MissionParty, goods_in, name_in, parties
from tearoad.orders.web.queries.standings import OpportunityStanding, sorted_by_day, standings
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.web.registry import ask

ON_BOARD = 10
"""So many cards of each rung stand on the board itself."""
LOST = "lost"
COLUMNS = (*(rung.value for rung in core.Rung), LOST)
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
class AmountAtRung:
    """All that ever reached a rung, as results count it: never added to another rung's."""

    home: Money | None
    confirmed: Money | None
    unconverted: int
    """Amounts without a rate: they stand beside the total and not in it."""
    at: str
    """The address of its rows."""
    confirmed_at: str
    """The address of those that more than one side says."""


@dataclass(frozen=True, slots=True)
class AmountsByRung:
    """What stands at each rung by its name, as far as it is counted."""

    amounts: Mapping[str, AmountAtRung]
    counting: Text | None = None
    """What a job still counts; the amounts are then those of before."""
    counted_at: datetime | None = None
    """When they were counted, where that is not now."""


@dataclass(frozen=True, slots=True)
class RungColumn:
    """One rung of the board, or what was lost: who stands there, the first of them as cards."""

    rung: Text
    name: str
    count: int
    """So many opportunities have it as their highest rung."""
    cards: tuple[OpportunityCard, ...]
    amount: AmountAtRung | None = None

    @property
    def more(self) -> int:
        """So many do not stand on the board itself."""
        return self.count - len(self.cards)


@dataclass(frozen=True, slots=True)
class OrdersBoard:
    """The board of a mission."""

    columns: tuple[RungColumn, ...]
    lost: RungColumn
    opportunities: int
    overdue: int
    amounts: AmountsByRung


def board(by: Actor, mission: rows.Mission, language: Language) -> OrdersBoard:
    """Return how many stand at each rung, and the first of them; their events alone are read."""
    states = opportunity_states(mission)
    found, known, today = standings(mission, states), parties(mission, language), today_of(mission)
    amounts: AmountsByRung = ask("amounts_by_rung", by, mission, states)
    standing = _by_column(sorted_by_day(found, today, known))
    first = [opportunity_standing for each in standing.values() for opportunity_standing in each[:ON_BOARD]]
    shown = {card.id: card for card in cards_of(mission, first, known, today)}
    columns = {
        name: RungColumn(
            column_label(name),
            name,
            len(each),
            tuple(shown[opportunity_standing.id] for opportunity_standing in each[:ON_BOARD]),
            amounts.amounts.get(name),
        )
        for name, each in standing.items()
    }
    lost = columns.pop(LOST)
    overdue = sum(opportunity_standing.is_overdue(today) for opportunity_standing in found)
    return OrdersBoard(tuple(columns.values()), lost, len(found), overdue, amounts)


def _by_column(found: Iterable[OpportunityStanding]) -> Mapping[str, list[OpportunityStanding]]:
    """Return them by the highest rung at which something is left; what was lost apart."""
    standing: dict[str, list[OpportunityStanding]] = {name: [] for name in COLUMNS}
    for opportunity_standing in found:
        standing[LOST if opportunity_standing.is_lost else opportunity_standing.rung.value].append(opportunity_standing)
    return standing


class CardList(Sequence[OpportunityCard]):
    """Opportunities in their order, of which only those are read that a page shows."""

    def __init__(
        self, mission: rows.Mission, found: Sequence[OpportunityStanding], known: Mapping[str, MissionParty]
    ) -> None:
        """Keep them; no query."""
        self._mission, self._found, self._known = mission, found, known

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, wanted: int) -> OpportunityCard: ...
    @overload
    def __getitem__(self, wanted: slice) -> Sequence[OpportunityCard]: ...
    def __getitem__(self, wanted: int | slice) -> OpportunityCard | Sequence[OpportunityCard]:
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1][0]
        return cards_of(self._mission, self._found[wanted], self._known, today_of(self._mission))


@dataclass(frozen=True, slots=True)
class CardsWanted:
    """Which opportunities a list shows: of a firm, with a text in their goods, people or companies."""

    firm: str = ""
    text: str = ""


def at_rung(mission: rows.Mission, name: str, wanted: CardsWanted, known: Mapping[str, MissionParty]) -> CardList:
    """Return what stands in one column of the board, what presses most first.

    Raises:
        UnknownIdError: there is no such column.

    """
    if name not in COLUMNS:
        raise UnknownIdError(Text("orders.no_such_rung", found=name), Text("orders.no_such_rung_hint"))
    found = _by_column(_chosen(mission, wanted, known))[name]
    return CardList(mission, sorted_by_day(found, today_of(mission), known), known)


def by_day(mission: rows.Mission, wanted: CardsWanted, known: Mapping[str, MissionParty]) -> CardList:
    """Return what is to be done, what is overdue first."""
    today = today_of(mission)
    found = (
        standing for standing in _chosen(mission, wanted, known) if standing.urgency(today) is not core.Urgency.CLOSED
    )
    return CardList(mission, sorted_by_day(found, today, known), known)


def _chosen(
    mission: rows.Mission, wanted: CardsWanted, known: Mapping[str, MissionParty]
) -> Iterable[OpportunityStanding]:
    """Return the opportunities of a firm, under every id of it, that hold a text."""
    found = standings(mission, opportunity_states(mission, own_ids(mission, wanted.firm) if wanted.firm else None))
    return (standing for standing in found if standing.holds(wanted.text, known)) if wanted.text else found


def cards_of(
    mission: rows.Mission, found: Sequence[OpportunityStanding], known: Mapping[str, MissionParty], today: date
) -> tuple[OpportunityCard, ...]:
    """Return opportunities as lists show them; three queries."""
    read = {opportunity.id: opportunity for opportunity in opportunities(mission, [standing.id for standing in found])}
    return tuple(
        card_of(read[opportunity_standing.id], known, today)
        for opportunity_standing in found
        if opportunity_standing.id in read
    )


def card_of(opportunity: FollowedOpportunity, known: Mapping[str, MissionParty], today: date) -> OpportunityCard:
    """Return one opportunity as lists show it."""
    wanted, history = opportunity.opportunity, opportunity.history
    rung, loss = history.rung, history.loss
    urgency = core.urgency_of(wanted, rung, today, is_lost=history.is_closed_as_lost)
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
        is_overdue=urgency in core.LATE,
        loss=Text("orders_pages.lost_because", reason=Text(f"orders.loss_{loss.value}")) if loss else None,
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


def column_label(name: str) -> Text:
    """Return what a column of the board is called."""
    return Text("orders.event_lost") if name == LOST else label_of(core.Rung(name))


def card(_request: Any, mission: rows.Mission) -> dict[str, Any] | None:
    """Return what the mission's card shows; nothing as long as no opportunity is open."""
    if not Opportunity.objects.filter(mission=mission).exists():
        return None
    found, today = standings(mission), today_of(mission)
    return {
        "count": len(found),
        "overdue": sum(standing.is_overdue(today) for standing in found),
        "contracts": sum(standing.is_contracted for standing in found),
    }
