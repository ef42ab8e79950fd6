"""The events of an opportunity as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.office.web.models import StoredFile
from tearoad.orders.event_words import EventChoice
from tearoad.orders.web.models import OpportunityEvent
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, mission_rates
from tearoad.reference.exchange import ExchangeRate, MissingRate
from tearoad.text import Text
from tearoad.values import Money

TONES = {
    core.EventConfirmation.BOTH: "good",
    core.EventConfirmation.WITH_OFFICER: "good",
    core.EventConfirmation.OFFICER_ONLY: "info",
    core.EventConfirmation.EXPORTER_ONLY: "quiet",
    core.EventConfirmation.BUYER_ONLY: "quiet",
}


@dataclass(frozen=True, slots=True)
class EventOnPage:
    """One event with everything that is known of it."""

    id: UUID
    event: core.OrderEvent
    what: Text
    on: date
    by: Text
    confirmation: Text | None
    """By whom it is said; None where that means nothing."""
    tone: str
    home: Money | None
    rate: ExchangeRate | None
    missing: Text | None
    reason: Text | None
    counts: bool
    """Neither withdrawn nor replaced, nor told again later."""
    is_money: bool
    may_be_confirmed: bool
    """Another side than the exporter says so: the firm can say by its link that it is so."""
    may_be_taken_back: bool
    """The exporter alone says so, and can take it back by its link."""
    may_be_corrected: bool
    """An amount that stands: the office can correct it, and the firm where it may take it back."""
    file: StoredFile | None
    recorded_at: datetime
    recorded_by: str


def events_on_page(opportunity: FollowedOpportunity, mission: rows.Mission) -> tuple[EventOnPage, ...]:
    """Return the events, the newest first; two queries."""
    known = mission_rates(mission)
    kept = {
        core.EventId(str(opportunity_event.pk)): opportunity_event
        for opportunity_event in OpportunityEvent.objects.filter(opportunity=opportunity.row).select_related("file")
    }
    counts = opportunity.history.counting
    said_by = opportunity.history.informants_of_each()
    shown = []
    for event in reversed(opportunity.history.events):
        row = kept[event.id]
        converted = known.book.convert(event.money, known.home, event.on) if event.money else None
        missing = converted if isinstance(converted, MissingRate) else None
        informants = core.confirmation_of(said_by[event.id]) if event.rung else None
        is_standing_amount = event.id in counts and event.rung is not None
        shown.append(
            EventOnPage(
                id=row.pk,
                event=event,
                what=what_of(event),
                on=event.on,
                by=Text(f"orders.by_{event.said_by.value}"),
                confirmation=Text(f"orders.confirmed_{informants.value}") if informants else None,
                tone=TONES[informants] if informants else "quiet",
                home=None if converted is None or isinstance(converted, MissingRate) else converted.money,
                rate=None if converted is None or isinstance(converted, MissingRate) else converted.rate,
                missing=missing.text if missing else None,
                reason=Text(f"orders.loss_{event.reason.value}") if event.reason else None,
                counts=event.id in counts,
                is_money=event.rung is not None,
                may_be_confirmed=is_standing_amount and core.Informant.EXPORTER not in said_by[event.id],
                may_be_taken_back=event.id in counts and said_by[event.id] == {core.Informant.EXPORTER},
                may_be_corrected=is_standing_amount,
                file=row.file,
                recorded_at=row.recorded_at,
                recorded_by=row.recorded_by,
            )
        )
    return tuple(shown)


def what_of(event: core.OrderEvent) -> Text:
    """Return what happened, in a word."""
    return EventChoice(event.type, event.rung, event.without).label
