"""The opportunities of a mission in groups that are counted together, and by what it is known that one changed."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, TextField
from django.db.models.functions import Cast

from tearoad import __version__
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import EventDouble, Opportunity, OpportunityEvent
from tearoad.results import SCHEMA, MissionRecord

OpportunityState = tuple[object, ...]
"""What differs as soon as an opportunity, or what was told of it, does."""


TOGETHER = 100
"""So many of one firm: what one event makes be counted anew is read in a moment, and few groups make a mission."""


@dataclass(frozen=True, slots=True)
class OpportunityGroup:
    """Some opportunities of one firm, and what differs as soon as a figure of theirs could."""

    ids: tuple[UUID, ...]
    linked: frozenset[UUID]
    """All opportunities that tell of the same business as one of them, as a person decided."""
    mark: str


def opportunity_groups(mission: rows.Mission, record: MissionRecord) -> dict[str, OpportunityGroup]:
    """Return the opportunities in groups, found by firm and place; at most four queries.

    The marks are taken before the events are read: what is written meanwhile is counted by whoever comes next.
    """
    countries = [(buyer.id, buyer.country) for buyer in record.buyers]
    shared = _digest(__version__, SCHEMA, record.home, record.rates, str(mission.home_zone), countries)
    firms, states = _opportunities(mission)
    doubles = _doubles(mission, record)
    found = {}
    for firm, every in firms.items():
        for first in range(0, len(every), TOGETHER):
            ids = every[first : first + TOGETHER]
            same = [double for id_ in ids for double in doubles.get(id_, ())]
            linked = frozenset(id_ for _events, touched in same for id_ in touched)
            in_mark = ([(id_, states.get(id_)) for id_ in (*ids, *sorted(linked))], [events for events, _ in same])
            mark = _digest(shared, *in_mark)
            found[f"{firm} {first}"] = OpportunityGroup(tuple(ids), linked, mark)
    return found


def _digest(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _opportunities(mission: rows.Mission) -> tuple[Mapping[str, list[UUID]], Mapping[UUID, OpportunityState]]:
    """Return each firm's opportunities, and their states. Events are only added, and the latest has the highest id."""
    opened = Opportunity.objects.filter(mission=mission)
    query = OpportunityEvent.objects.filter(opportunity__in=opened.order_by()).order_by().values_list("opportunity_id")
    events = {id_: state for id_, *state in query.annotate(number=Count("pk"), last=Max(Cast("pk", TextField())))}
    firms: dict[str, list[UUID]] = defaultdict(list)
    states: dict[UUID, OpportunityState] = {}
    columns = ("pk", "firm", Cast("opened_at", TextField()), Cast("document", TextField()))
    for id_, firm, at, document in opened.order_by("id").values_list(*columns):
        firms[firm].append(id_)
        states[id_] = (at, document, events.get(id_))
    return firms, states


def _doubles(mission: rows.Mission, record: MissionRecord) -> Mapping[UUID, list[tuple[list[str], set[UUID]]]]:
    """Return for each opportunity the groups of events that tell of the same, with the opportunities they are of."""
    held = EventDouble.objects.filter(mission=mission, undone_at=None, is_same=True)
    opportunity_of: dict[str, UUID] = {}
    for side in ("first", "second") if record.same else ():
        pairs = held.values_list(f"{side}_id", f"{side}__opportunity_id")
        opportunity_of |= {str(event): opportunity for event, opportunity in pairs}
    found: dict[UUID, list[tuple[list[str], set[UUID]]]] = defaultdict(list)
    for group in record.same:
        touched = {opportunity_of[event] for event in group if event in opportunity_of}
        for id_ in touched:
            found[id_].append((sorted(group), touched))
    return found
