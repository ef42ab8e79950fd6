"""How far each opportunity is and how much it presses, kept beside its mark: a page reads the events of what it shows.

Events are only added, so their number and what a person decided about doubles say whether one moved. What is kept is
never believed without its mark (decision 0061).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.cache import cache

from tearoad import __version__
from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.errors import TearoadError
from tearoad.mission.web import models as rows
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.joined_business import joined_business
from tearoad.orders.web.queries.opportunities import decided_doubles, histories
from tearoad.orders.web.queries.opportunity_states import OpportunityState, event_counts, opportunity_states
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


def standings(
    mission: rows.Mission, states: Sequence[OpportunityState] | None = None
) -> tuple[OpportunityStanding, ...]:
    """Return how far opportunities are, every one of a mission or some.

    At most eight queries, two fewer where their states are given, and the events of what moved.
    """
    states = opportunity_states(mission) if states is None else states
    marks, opened = _marks(mission, states), _opened(states)
    key = f"orders.standings:{mission.pk}"
    kept: dict[str, tuple[str, str, bool, bool]] = cache.get(key) or {}
    moved = [state.id for state in states if state.id not in kept or kept[state.id][0] != marks[state.id]]
    if moved:
        counted = dict(_counted(mission, moved, marks))
        kept |= counted
        if not unread_now():  # what cannot be read is told at each visit
            cache.set(key, kept, timeout=_KEPT_S)
    found = []
    for state in states:
        _mark, rung, is_lost, is_contracted = kept[state.id]
        uuid, wanted = opened[state.id]
        found.append(
            OpportunityStanding(uuid, state.firm, state.buyer, wanted, core.Rung(rung), is_lost, is_contracted)
        )
    return tuple(found)


def sorted_by_day(
    found: Iterable[OpportunityStanding], today: date, known: Mapping[str, MissionParty]
) -> list[OpportunityStanding]:
    """Return them with what rose to the officer first, then by day, firm and buyer: nothing leaves the list."""
    return sorted(
        found,
        key=lambda standing: (
            _RANK[standing.urgency(today)],
            standing.wanted.due_on,
            name_in(known, standing.firm),
            name_in(known, standing.buyer),
            standing.id,
        ),
    )


def _marks(mission: rows.Mission, states: Sequence[OpportunityState]) -> Mapping[str, str]:
    """Return what differs as soon as an opportunity, or one that is joined with it, moves; at most four queries."""
    joined = joined_business(mission, decided_doubles(mission).same)
    numbers = event_counts({id_ for business in joined.values() for id_ in business.ids}) if joined else {}
    joined_marks = {
        id_: f" {business.events} {[numbers.get(other, 0) for other in sorted(business.ids)]}"
        for id_, business in joined.items()
    }
    return {state.id: f"{__version__} {state.events}{joined_marks.get(state.id, '')}" for state in states}


def _counted(
    mission: rows.Mission, moved: Sequence[str], marks: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str, bool, bool]]]:
    for first in range(0, len(moved), _AT_ONCE):
        some = moved[first : first + _AT_ONCE]
        with no_garbage_search():
            history_of = histories(mission, [UUID(id_) for id_ in some])
        for id_ in some:
            history = history_of[UUID(id_)]
            is_left = core.Rung.CONTRACT in history.rungs_left
            is_contracted = is_left and any(amount > 0 for amount in history.net(core.Rung.CONTRACT).values())
            yield id_, (marks[id_], history.rung.value, history.loss is not None, is_contracted)


def _opened(states: Sequence[OpportunityState]) -> dict[str, tuple[UUID, core.Opportunity]]:
    """Return opportunities as they were opened; one query where one is not read by hand."""
    found: dict[str, tuple[UUID, core.Opportunity]] = {}
    with_care: dict[UUID, str] = {}
    for state in states:
        uuid = UUID(state.id)
        try:
            found[state.id] = uuid, _by_hand(state.document)
        except (TearoadError, *WRONG):
            with_care[uuid] = state.id
    for row in Opportunity.objects.filter(pk__in=list(with_care)) if with_care else ():
        found[with_care[row.pk]] = row.pk, from_document(core.Opportunity, row.document)
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
