"""Opportunities as the database writes them, with how much was told of each: what lists and results look at first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast

from tearoad.mission.web import models as rows
from tearoad.orders.web.models import Opportunity, OpportunityEvent


class OpportunityState(NamedTuple):
    """One opportunity as text; it differs as soon as the opportunity, or what was told of it, does."""

    id: str
    firm: str
    buyer: str
    events: int
    """So many, none of which is ever changed."""
    opened_at: str
    document: str


def opportunity_states(mission: rows.Mission, firms: AbstractSet[str] | None = None) -> tuple[OpportunityState, ...]:
    """Return a mission's opportunities, or those of some firms, in the order in which they were opened; two queries."""
    opened = Opportunity.objects.filter(mission=mission)
    opened = opened if firms is None else opened.filter(firm__in=firms)
    numbers = _counted(OpportunityEvent.objects.filter(opportunity__in=opened.order_by()))
    pk, at, document = (Cast(name, TextField()) for name in ("pk", "opened_at", "document"))
    texts = opened.order_by("id").values_list(pk, "firm", "buyer", at, document)
    return tuple(
        OpportunityState(id_, firm, buyer, numbers.get(id_, 0), opened_at, text)
        for id_, firm, buyer, opened_at, text in texts
    )


def event_counts(ids: Collection[str]) -> Mapping[str, int]:
    """Return how much was told of some opportunities; one query."""
    return _counted(OpportunityEvent.objects.filter(opportunity__in=list(map(UUID, ids))))


def _counted(events: QuerySet[OpportunityEvent]) -> Mapping[str, int]:
    each = events.order_by().values("opportunity_id")
    counted = each.annotate(id_text=Max(Cast("opportunity_id", TextField())), number=Count("*"))
    return dict(counted.values_list("id_text", "number"))
