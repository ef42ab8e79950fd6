"""Events of many opportunities, read in the time that a page has: 40,000 of them in about half a second.

What is written as the product writes it is read by hand; everything else by `from_document`, which says what is wrong
with it. Both give the same event.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from tearoad.errors import TearoadError
from tearoad.orders.order_event import EventId, EventType, Informant, LossReason, OrderEvent, WithoutMission
from tearoad.orders.rungs import Rung
from tearoad.orders.web.models import OpportunityEvent
from tearoad.values import HSCode, Money
from tearoad.values.document import from_document
from tearoad.values.json_data import WRONG, a_day, an_amount

_FIELDS = frozenset(OrderEvent.__dataclass_fields__)
NOT_BY_HAND = ("\\u0000", "\\ud")
"""A letter without a shape, and halves of letters: `from_document` tells which of them are whole together."""


def events_by_opportunity(query: QuerySet[OpportunityEvent]) -> Mapping[UUID, Sequence[OrderEvent]]:
    """Return events by opportunity as they were written down; one query, and one more where one is not read by hand."""
    events: dict[str, list[OrderEvent | UUID]] = defaultdict(list)
    columns = (Cast(name, TextField()) for name in ("pk", "opportunity_id", "document"))
    for id_, opportunity, text in query.order_by("id").values_list(*columns).iterator():
        events[opportunity].append(event_by_hand(text) or UUID(id_))
    others = [uuid for each in events.values() for uuid in each if isinstance(uuid, UUID)]
    read = _read_with_care(others) if others else {}
    return {
        UUID(opportunity): [read[event] if isinstance(event, UUID) else event for event in each]
        for opportunity, each in events.items()
    }


def _read_with_care(ids: Sequence[UUID]) -> Mapping[UUID, OrderEvent]:
    documents = OpportunityEvent.objects.filter(pk__in=ids).values_list("pk", "document")
    return {id_: from_document(OrderEvent, document) for id_, document in documents}


def event_by_hand(written: str) -> OrderEvent | None:
    """Return the event of a document as the product writes it; None where it is written in any other way."""
    if any(part in written for part in NOT_BY_HAND):
        return None
    try:
        found = json.loads(written)
        if not found.keys() <= _FIELDS:
            return None
        return _event(found)
    except (TearoadError, *WRONG):
        return None


def _event(found: Mapping[str, Any]) -> OrderEvent:
    rung, money, about = found.get("rung"), found.get("money"), found.get("about")
    reason, without = found.get("reason"), found.get("without")
    return OrderEvent(
        EventId(_text(found["id"])),
        EventType(found["type"]),
        a_day(_text(found["on"])),
        Informant(found["said_by"]),
        None if rung is None else Rung(rung),
        None if money is None else _money(money),
        tuple(HSCode(_text(_only(code, "digits")["digits"])) for code in _listed(found.get("hs", []))),
        _text(found.get("number", "")),
        _text(found.get("link", "")),
        None if about is None else EventId(_text(about)),
        None if reason is None else LossReason(reason),
        _text(found.get("note", "")),
        None if without is None else WithoutMission(without),
        _text(found.get("office_note", "")),
    )


def _money(found: Mapping[str, Any]) -> Money:
    written = _only(found, "amount", "currency")
    return Money(an_amount(_text(written["amount"])), _text(written["currency"]))


def _only(found: Mapping[str, Any], *fields: str) -> Mapping[str, Any]:
    if len(found) != len(fields):
        raise ValueError(found)
    return found


def _listed(found: object) -> Sequence[Any]:
    if not isinstance(found, list):
        raise TypeError(type(found))
    return found


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError(type(found))
    return found
