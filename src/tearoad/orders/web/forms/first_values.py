"""With what the form of an event begins: the next rung, and what is known of the business already."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest

from tearoad import orders as core
from tearoad.orders.event_words import EventChoice
from tearoad.orders.rungs import LADDER
from tearoad.orders.web.queries.offers import OfferOnPage
from tearoad.values import HSCode


def event_initial(history: core.OpportunityHistory, on: date, currency: str) -> dict[str, Any]:
    """Return what most likely happens next, in the currency, with the number and the codes that were told last."""
    latest_first = tuple(reversed(history.counted))
    return {
        "what": EventChoice(core.EventType.FORWARD, _next_rung(history)).value,
        "on": on,
        "currency": next((event.money.currency for event in latest_first if event.money), currency),
        "number": next((event.number for event in latest_first if event.number), ""),
        "hs": _listed(next((event.hs for event in latest_first if event.hs), ())),
        "said_by": core.Informant.EXPORTER.value,
    }


def accepted_initial(offer: OfferOnPage) -> dict[str, Any]:
    """Return the contract that an accepted offer proposes; a person looks at it and writes it down."""
    return {
        "what": EventChoice(core.EventType.FORWARD, core.Rung.CONTRACT).value,
        "amount": f"{offer.total.amount:f}",
        "currency": offer.total.currency,
        "number": offer.called,
        "hs": _listed(tuple(dict.fromkeys(goods.hs for goods in offer.offer.goods))),
        "said_by": core.Informant.BUYER.value,
    }


def correction_initial(event: core.OrderEvent) -> dict[str, Any]:
    """Return what an event says, to be put right; what is saved takes its place."""
    return {
        "what": EventChoice(event.type, event.rung).value,
        "on": event.on,
        "amount": f"{event.money.amount:f}" if event.money else "",
        "currency": event.money.currency if event.money else "",
        "said_by": event.said_by.value,
        "number": event.number,
        "hs": _listed(event.hs),
        "link": event.link,
        "note": event.note,
        "office_note": event.office_note,
        "about": event.id,
    }


def corrected_event(request: HttpRequest, history: core.OpportunityHistory) -> core.OrderEvent | None:
    """Return the event that the form corrects; None where it is about nothing, or about what counts no more."""
    wanted = request.POST.get("about") or request.GET.get("correct", "")
    return next((event for event in history.counted if event.id == wanted), None)


def _next_rung(history: core.OpportunityHistory) -> core.Rung:
    """Return the rung above the one that was reached; a contract where there was only talk."""
    rung = history.rung
    if rung is core.Rung.TALKED:
        return core.Rung.CONTRACT
    return LADDER[min(LADDER.index(rung) + 1, len(LADDER) - 1)] if rung in LADDER else core.Rung.CONTRACT


def _listed(codes: Sequence[HSCode]) -> str:
    return ", ".join(code.digits for code in codes)
