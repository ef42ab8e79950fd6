"""Opportunities of which persons said that they tell of the same business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import EventDouble


class JoinedBusiness(NamedTuple):
    """Opportunities that a person joined, one with the next."""

    events: tuple[tuple[str, ...], ...]
    """The groups of events that tell of the same."""
    ids: frozenset[str]
    """As the database writes them."""


def joined_business(mission: rows.Mission, same: Sequence[AbstractSet[core.EventId]]) -> Mapping[str, JoinedBusiness]:
    """Return for each opportunity what is joined with it, over however many others: what one says moves them all.

    Two queries; none where nothing is the same.
    """
    held = EventDouble.objects.filter(mission=mission, undone_at=None, is_same=True)
    opportunity_of: dict[str, str] = {}
    for side in ("first", "second") if same else ():
        pairs: Iterable[tuple[UUID, str]] = held.values_list(f"{side}_id", Cast(f"{side}__opportunity_id", TextField()))
        opportunity_of |= {str(event): opportunity for event, opportunity in pairs}
    found: dict[str, JoinedBusiness] = {}
    for group in same:
        touched = {opportunity_of[event] for event in group if event in opportunity_of}
        met = {found[id_] for id_ in touched if id_ in found}
        events = sorted([tuple(sorted(group)), *(same_events for business in met for same_events in business.events)])
        ids = touched.union(*(business.ids for business in met))
        found |= dict.fromkeys(ids, JoinedBusiness(tuple(events), frozenset(ids)))
    return found
