"""How far each opportunity is and how much it presses, kept beside its mark: a page reads the events of what it shows.

Events are only added, so their number and what a person decided about doubles say whether one moved. What is kept is
never believed without its mark (decision 0061).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count, Max, QuerySet, TextField
from django.db.models.functions import Cast

from tearoad import __version__
from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.errors import TearoadError
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import EventDouble, Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import decided_doubles, histories
from tearoad.orders.web.queries.parties import MissionParty, name_in
from tearoad.orders.web.queries.stored_events import NOT_BY_HAND
from tearoad.values import PartyId
from tearoad.values.document import from_document
from tearoad.values.json_data import WRONG, a_day
from tearoad.web.bulk_rows import no_garbage_search
from tearoad.web.documents import unread_now

_KEPT_S = 30 * 86_400
_AT_ONCE = 500
"""The histories of so many opportunities are in memory together."""
_RANK = {urgency: place for place, urgency in enumerate(core.Urgency)}


@dataclass(frozen=True, slots=True)
class OpportunityStanding:
    """One opportunity without its events: what lists choose, count and sort by."""

    id: UUID
    firm: str
    buyer: str
    wanted: core.Opportunity
    """Without the reports that it came of."""
    rung: core.Rung
    is_lost: bool
    is_contracted: bool
    """Something is left at the rung of contracts."""

    def urgency(self, today: date) -> core.Urgency:
        """Return how much its next step presses."""
        return core.urgency_of(self.wanted, self.rung, today, is_lost=self.is_lost)

    def is_overdue(self, today: date) -> bool:
        """Whether its next step should have been done."""
        return self.urgency(today) in core.LATE

    def holds(self, text: str, known: Mapping[str, MissionParty]) -> bool:
        """Whether its goods, its people or a name of its two companies, in any language, hold a text."""
        names = (name for party in (self.firm, self.buyer) if party in known for name in known[party].spellings)
        said = (self.wanted.about, self.wanted.owner, self.wanted.step_note, self.firm, self.buyer, *names)
        return text.casefold() in "\n".join(said).casefold()


def standings(mission: rows.Mission, firms: AbstractSet[str] | None = None) -> tuple[OpportunityStanding, ...]:
    """Return every opportunity of a mission, or of some firms; at most seven queries, and the events of what moved."""
    opened = Opportunity.objects.filter(mission=mission)
    opened = opened if firms is None else opened.filter(firm__in=firms)
    marks = _marks(mission, opened)
    read = _opened(opened)
    key = f"orders.standings:{mission.pk}"
    kept: dict[str, tuple[str, str, bool, bool]] = cache.get(key) or {}
    moved = [id_ for id_ in read if id_ not in kept or kept[id_][0] != marks.get(id_, _UNTOLD)]
    if moved:
        counted = dict(_counted(mission, moved, marks))
        kept |= counted
        if not unread_now():  # what cannot be read is told at each visit
            cache.set(key, kept, timeout=_KEPT_S)
    found = []
    for id_, (uuid, firm, buyer, wanted) in read.items():
        _mark, rung, is_lost, is_contracted = kept[id_]
        found.append(OpportunityStanding(uuid, firm, buyer, wanted, core.Rung(rung), is_lost, is_contracted))
    return tuple(found)


def sorted_by_day(
    found: Iterable[OpportunityStanding], today: date, known: Mapping[str, MissionParty]
) -> list[OpportunityStanding]:
    """Return them with what rose to the officer first, then by day, firm and buyer: nothing leaves the list."""
    return sorted(
        found,
        key=lambda one: (
            _RANK[one.urgency(today)],
            one.wanted.due_on,
            name_in(known, one.firm),
            name_in(known, one.buyer),
            one.id,
        ),
    )


_UNTOLD = f"{__version__} 0"


def _marks(mission: rows.Mission, opened: QuerySet[Opportunity]) -> Mapping[str, str]:
    """Return what differs as soon as an opportunity moves, for those of whom something was told; three queries."""
    marks = {id_: f"{__version__} {number}" for id_, number in events_counted(opened).items()}
    for id_, touching in doubles_by_opportunity(mission, decided_doubles(mission).same).items():
        marks[id_] = f"{marks.get(id_, _UNTOLD)} {[events for events, _touched in touching]}"
    return marks


def events_counted(opened: QuerySet[Opportunity]) -> Mapping[str, int]:
    """Return how much was told of opportunities, by their ids as the database writes them; one query."""
    query = OpportunityEvent.objects.filter(opportunity__in=opened.order_by()).order_by().values("opportunity_id")
    counted = query.annotate(id_text=Max(Cast("opportunity_id", TextField())), number=Count("*"))
    return dict(counted.values_list("id_text", "number"))


def doubles_by_opportunity(
    mission: rows.Mission, same: Sequence[AbstractSet[core.EventId]]
) -> Mapping[str, list[tuple[list[str], set[str]]]]:
    """Return for each opportunity the groups of events that tell of the same, with the opportunities they are of."""
    held = EventDouble.objects.filter(mission=mission, undone_at=None, is_same=True)
    opportunity_of: dict[str, str] = {}
    for side in ("first", "second") if same else ():
        pairs: Iterable[tuple[UUID, str]] = held.values_list(f"{side}_id", Cast(f"{side}__opportunity_id", TextField()))
        opportunity_of |= {str(event): opportunity for event, opportunity in pairs}
    found: dict[str, list[tuple[list[str], set[str]]]] = defaultdict(list)
    for group in same:
        touched = {opportunity_of[event] for event in group if event in opportunity_of}
        for id_ in touched:
            found[id_].append((sorted(group), touched))
    return found


def _counted(
    mission: rows.Mission, moved: Sequence[str], marks: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str, bool, bool]]]:
    for first in range(0, len(moved), _AT_ONCE):
        some = moved[first : first + _AT_ONCE]
        with no_garbage_search():
            told = histories(mission, [UUID(id_) for id_ in some])
        for id_ in some:
            history = told[UUID(id_)]
            is_contracted = any(amount > 0 for amount in history.net(core.Rung.CONTRACT).values())
            yield id_, (marks.get(id_, _UNTOLD), history.rung.value, history.loss is not None, is_contracted)


def _opened(opened: QuerySet[Opportunity]) -> dict[str, tuple[UUID, str, str, core.Opportunity]]:
    """Return opportunities as they were opened; one query, and one more where one is not read by hand."""
    texts = (Cast(name, TextField()) for name in ("pk", "document"))
    found: dict[str, tuple[UUID, str, str, core.Opportunity]] = {}
    with_care: dict[UUID, str] = {}
    for id_, document, firm, buyer in opened.order_by("id").values_list(*texts, "firm", "buyer"):
        uuid = UUID(id_)
        try:
            found[id_] = uuid, firm, buyer, _by_hand(document)
        except (TearoadError, *WRONG):
            with_care[uuid] = id_
    for row in Opportunity.objects.filter(pk__in=list(with_care)) if with_care else ():
        found[with_care[row.pk]] = row.pk, row.firm, row.buyer, from_document(core.Opportunity, row.document)
    return found


def _by_hand(written: str) -> core.Opportunity:
    """Return what the product wrote; ValueError and the like where it is written in any other way."""
    if any(part in written for part in NOT_BY_HAND):
        raise ValueError(written)
    said = json.loads(written)
    return core.Opportunity(
        PartyId(said["firm"]),
        PartyId(said["buyer"]),
        said["about"],
        a_day(said["due_on"]),
        NextStep(said.get("next_step", NextStep.CALL)),
        said.get("step_note", ""),
        said.get("owner", ""),
    )
