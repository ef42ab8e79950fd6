"""Hand out and erase what orders hold about people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from tearoad.mission.web.actions.personal import without_person
from tearoad.orders.agreements_sheet import AGREEMENTS
from tearoad.orders.web.models import Offer, OfficialAgreement, Opportunity, OpportunityEvent
from tearoad.people.mentions import mentions
from tearoad.text import Text
from tearoad.web.registry import Json, PersonalData

KEEP_DAYS = 1095
"""A firm is asked up to 24 months after the fair; a year more for whoever checks the result."""


def declared() -> tuple[PersonalData, ...]:
    """Return what orders keep about people: who does a step, and what somebody wrote of somebody."""
    return (
        PersonalData(
            "orders.Opportunity",
            ("document", "opened_by"),
            Text("orders_pages.why_opportunities"),
            KEEP_DAYS,
            _find_opportunities,
            _erase_opportunities,
        ),
        PersonalData(
            "orders.OpportunityEvent",
            ("document", "file", "recorded_by"),
            Text("orders_pages.why_events"),
            KEEP_DAYS,
            _find_events,
            _erase_events,
        ),
        PersonalData(
            "orders.Offer",
            ("document", "made_by"),
            Text("orders_pages.why_offers"),
            KEEP_DAYS,
            _find_offers,
            _erase_offers,
        ),
        PersonalData(
            "orders.OfficialAgreement",
            ("document",),
            Text("orders_pages.why_agreements"),
            KEEP_DAYS,
            _find_agreements,
            _erase_agreements,
        ),
    )


def _opportunities(address: str) -> Iterator[Opportunity]:
    return (opportunity for opportunity in Opportunity.objects.all() if mentions(opportunity.document, address))


def _find_opportunities(address: str) -> Iterable[Json]:
    return [{"mission": str(opportunity.mission_id), **opportunity.document} for opportunity in _opportunities(address)]


@transaction.atomic
def _erase_opportunities(address: str) -> int:
    """The opportunity stays, so that figures still add up; who does it, and what was noted, is gone."""
    erased = 0
    for opportunity in _opportunities(address):
        kept = {name: value for name, value in opportunity.document.items() if name not in {"owner", "step_note"}}
        opportunity.document = kept | ({"about": "…"} if mentions(kept, address) else {})
        opportunity.save()
        erased += 1
    return erased


def _events(address: str) -> Iterator[OpportunityEvent]:
    return (
        event for event in OpportunityEvent.objects.select_related("opportunity") if mentions(event.document, address)
    )


def _find_events(address: str) -> Iterable[Json]:
    return [{"mission": str(event.opportunity.mission_id), **event.document} for event in _events(address)]


@transaction.atomic
def _erase_events(address: str) -> int:
    """The amount stays; what was written of the person is gone, and the paper, which may name them too."""
    erased = 0
    for event in _events(address):
        event.document = {
            name: value
            for name, value in event.document.items()
            if name not in {"note", "office_note", "link", "number"}
        }
        file, event.file = event.file, None
        event.save()
        if file is not None:
            file.delete()
        erased += 1
    return erased


def _offers(address: str) -> Iterator[Offer]:
    return (offer for offer in Offer.objects.select_related("opportunity") if mentions(offer.document, address))


def _find_offers(address: str) -> Iterable[Json]:
    return [{"mission": str(offer.opportunity.mission_id), **offer.document} for offer in _offers(address)]


@transaction.atomic
def _erase_offers(address: str) -> int:
    """Goods and prices stay; what people wrote freely is gone."""
    erased = 0
    for offer in _offers(address):
        kept = {name: value for name, value in offer.document.items() if name not in {"note", "permit"}}
        offer.document = kept | {name: {"en": "…"} for name in ("packing", "place") if mentions(kept[name], address)}
        offer.save()
        erased += 1
    return erased


def _agreements(address: str) -> Iterator[OfficialAgreement]:
    return (agreement for agreement in OfficialAgreement.objects.all() if mentions(agreement.document, address))


def _find_agreements(address: str) -> Iterable[Json]:
    return [{"mission": str(agreement.mission_id), **agreement.document} for agreement in _agreements(address)]


@transaction.atomic
def _erase_agreements(address: str) -> int:
    """That something was agreed, and is due, stays; who said it is gone."""
    erased = 0
    for agreement in _agreements(address):
        kept = without_person(AGREEMENTS, agreement.document) | {"said_by": "…", "said_to": "…"}
        agreement.document = kept | {
            name: {"en": "…"} for name in ("subject", "to_do") if mentions(kept.get(name), address)
        }
        agreement.save()
        erased += 1
    return erased
