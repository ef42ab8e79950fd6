"""Opportunities with their events: all of a mission, of a firm, or one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tearoad import orders as core
from tearoad.costs.web.queries.book import home_currency, rates
from tearoad.errors import UnknownIdError
from tearoad.mission.same_company import ids_of_each
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core as mission_of
from tearoad.mission.web.queries.same_company import ids_of_company, same_in
from tearoad.orders.web.models import EventDouble, Opportunity, OpportunityEvent
from tearoad.orders.web.queries.joined_business import joined_business
from tearoad.orders.web.queries.parties import MissionParty, goods_in, name_in
from tearoad.orders.web.queries.stored_events import events_by_opportunity
from tearoad.reference.exchange import RateBook
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now


@dataclass(frozen=True, slots=True)
class FollowedOpportunity:
    """An opportunity with all that happened to it."""

    row: Opportunity
    opportunity: core.Opportunity
    history: core.OpportunityHistory

    @property
    def id(self) -> UUID:
        """The row's id."""
        uuid: UUID = self.row.pk
        return uuid

    @property
    def events(self) -> core.OpportunityEvents:
        """The same as totals need it."""
        return core.OpportunityEvents(str(self.row.pk), self.opportunity.firm, self.opportunity.buyer, self.history)

    def urgency(self, today: date) -> core.Urgency:
        """Return how much its next step presses."""
        is_lost = self.history.is_closed_as_lost
        return core.urgency_of(self.opportunity, self.history.rung, today, is_lost=is_lost)


def opportunities(mission: rows.Mission, ids: Collection[UUID] | None = None) -> tuple[FollowedOpportunity, ...]:
    """Return a mission's opportunities, or some of them, as they were opened; three queries."""
    query = Opportunity.objects.filter(mission=mission)
    query = query if ids is None else query.filter(pk__in=ids)
    return _with_events(mission, query, events_of(mission, ids))


def events_of(mission: rows.Mission, ids: Collection[UUID] | None = None) -> QuerySet[OpportunityEvent]:
    """Return what was told of a mission's opportunities, or of some of them."""
    if ids is None:
        return OpportunityEvent.objects.filter(opportunity__mission=mission)
    return OpportunityEvent.objects.filter(opportunity__in=ids)


def opportunities_after(mission: rows.Mission, after: UUID | None, most: int) -> tuple[FollowedOpportunity, ...]:
    """Return some opportunities as they were opened, those after an id; three queries."""
    query = Opportunity.objects.filter(mission=mission).order_by("id")
    query = query.filter(pk__gt=after) if after else query
    return _with_events(mission, query[:most])


def opportunities_with_events_after(
    mission: rows.Mission, after: UUID | None, most: int
) -> tuple[tuple[UUID, ...], tuple[FollowedOpportunity, ...]]:
    """Return the ids of some events as they were written down, and the opportunities that they are of; four queries."""
    sent = OpportunityEvent.objects.filter(opportunity__mission=mission).order_by("id")
    sent = sent.filter(pk__gt=after) if after else sent
    wanted = dict(sent.values_list("pk", "opportunity_id")[:most])
    query = Opportunity.objects.filter(pk__in=set(wanted.values())).order_by("id")
    return tuple(wanted), _with_events(mission, query)


def opportunity(mission: rows.Mission, opportunity_id: UUID, firm: str = "") -> FollowedOpportunity:
    """Return one; of a firm's own where `firm` is said. Three queries.

    Raises:
        UnknownIdError: there is none, or it is another firm's.

    """
    query = Opportunity.objects.filter(mission=mission, pk=opportunity_id)
    query = query.filter(firm__in=own_ids(mission, firm)) if firm else query
    found = _with_events(mission, query)
    if not found:
        raise UnknownIdError(Text("orders.no_such_opportunity"), Text("orders.no_such_opportunity_hint"))
    return found[0]


def _with_events(
    mission: rows.Mission, query: QuerySet[Opportunity], sent: QuerySet[OpportunityEvent] | None = None
) -> tuple[FollowedOpportunity, ...]:
    """Return them with their events; `sent` are these where they are found by less than thousands of ids."""
    found = list(query)
    if not found:
        return ()
    for row in found:
        row.mission = mission  # read once, and not once a row
    sent = OpportunityEvent.objects.filter(opportunity__in=found) if sent is None else sent
    history_of = _histories(mission, (row.pk for row in found), sent)
    return tuple(
        FollowedOpportunity(row, from_document(core.Opportunity, row.document), history_of[row.pk]) for row in found
    )


def histories(mission: rows.Mission, ids: Collection[UUID]) -> Mapping[UUID, core.OpportunityHistory]:
    """Return what was told of some opportunities; two queries."""
    return _histories(mission, ids, events_of(mission, ids))


def _histories(
    mission: rows.Mission, ids: Iterable[UUID], sent: QuerySet[OpportunityEvent]
) -> Mapping[UUID, core.OpportunityHistory]:
    same, wanted = decided_doubles(mission).same, tuple(ids)
    group_of = {event: group for group in same for event in group}
    taken_back = _taken_back(mission, same, wanted)
    events = events_by_opportunity(sent)
    return {id_: _history(events.get(id_, ()), group_of, taken_back) for id_ in wanted}


def _history(
    events: Sequence[core.OrderEvent],
    group_of: Mapping[core.EventId, frozenset[core.EventId]],
    taken_back: frozenset[core.EventId],
) -> core.OpportunityHistory:
    """Return events as a history, with the groups of doubles that touch them."""
    same = dict.fromkeys(group_of[event.id] for event in events if event.id in group_of) if group_of else {}
    return core.OpportunityHistory(tuple(events), tuple(same), taken_back if same else frozenset())


def _taken_back(
    mission: rows.Mission, same: Sequence[frozenset[core.EventId]], ids: Iterable[UUID]
) -> frozenset[core.EventId]:
    """Return the events of which nothing is left, as another opportunity with the same business tells.

    Three queries where persons joined any, else none.
    """
    joined = {UUID(id_): business for id_, business in joined_business(mission, same).items()}
    linked = {UUID(other) for id_ in ids if id_ in joined and len(joined[id_].ids) > 1 for other in joined[id_].ids}
    if not linked:
        return frozenset()
    events = events_by_opportunity(OpportunityEvent.objects.filter(opportunity__in=linked))
    return core.wholly_taken_back(
        [
            core.OpportunityEvents(
                str(id_), PartyId(""), PartyId(""), core.OpportunityHistory(tuple(events.get(id_, ())))
            )
            for id_ in sorted(linked)
        ],
        same,
    )


def counted_under(found: Iterable[FollowedOpportunity]) -> Mapping[core.EventId, core.EventId]:
    """Return events that tell again what another told first, with that one: totals count it in their place.

    What was withdrawn is in no group any more, so that the others count. One query where persons joined any.
    """
    groups = {group for opportunity in found for group in opportunity.history.same}
    if not groups:
        return {}
    joined = OpportunityEvent.objects.filter(pk__in=[event for group in groups for event in group])
    every = events_by_opportunity(OpportunityEvent.objects.filter(opportunity__in=joined.values("opportunity")))
    standing = {event.id for events in every.values() for event in core.OpportunityHistory(tuple(events)).standing}
    ordered_groups = (sorted(group & standing) for group in groups)
    return {event: group[0] for group in ordered_groups for event in group[1:]}


def own_ids(mission: rows.Mission, party: str) -> frozenset[str]:
    """Return every id under which the company of a party takes part, where the register joined two; one query."""
    return frozenset({party, *ids_of_company(mission, party)})


@dataclass(frozen=True, slots=True)
class SameBusiness:
    """Another opportunity of the same two, one of whom takes part under two ids since the register joined companies."""

    id: UUID
    about: str
    firm: str
    buyer: str
    codes: str


def same_business(
    mission: rows.Mission, found: FollowedOpportunity, known: Mapping[str, MissionParty]
) -> tuple[SameBusiness, ...]:
    """Return the other opportunities of the two under another id of theirs; two queries, one where nothing joined."""
    ids = ids_of_each(same_in(mission))
    firms, buyers = (ids.get(party, (party,)) for party in (found.row.firm, found.row.buyer))
    if len(firms) + len(buyers) == len((found.row.firm, found.row.buyer)):
        return ()
    query = Opportunity.objects.filter(mission=mission, firm__in=firms, buyer__in=buyers).exclude(pk=found.id)
    return tuple(
        SameBusiness(
            row.pk,
            goods_in(known, row.firm, str(row.document.get("about", ""))),
            name_in(known, row.firm),
            name_in(known, row.buyer),
            f"{row.firm} – {row.buyer}",
        )
        for row in query
    )


def event_row(mission: rows.Mission, event_id: UUID) -> OpportunityEvent:
    """Return one event's row.

    Raises:
        UnknownIdError: the mission has no such event.

    """
    event: OpportunityEvent | None = (
        OpportunityEvent.objects.filter(opportunity__mission=mission, pk=event_id)
        .select_related("opportunity__mission", "file")
        .first()
    )
    if event is None:
        raise UnknownIdError(Text("orders.no_such_event"), Text("orders.no_such_event_hint"))
    return event


def today_of(mission: rows.Mission) -> date:
    """Return which day it is for the office at home."""
    return fair_now().astimezone(mission.home_zone).date()


@dataclass(frozen=True, slots=True)
class DecidedDoubles:
    """What persons decided about events that seem to be one."""

    same: tuple[frozenset[core.EventId], ...]
    """Groups of events that tell of the same business."""
    decided: Mapping[frozenset[core.EventId], EventDouble]
    """By pair, the decision that holds."""


def decided_doubles(mission: rows.Mission) -> DecidedDoubles:
    """Return the decisions that hold; one query."""
    query = EventDouble.objects.filter(mission=mission, undone_at=None).order_by("id")
    decided = {
        frozenset((core.EventId(str(decision.first_id)), core.EventId(str(decision.second_id)))): decision
        for decision in query
    }
    return DecidedDoubles(_joined(pair for pair, decision in decided.items() if decision.is_same), decided)


def _joined(pairs: Iterable[frozenset[core.EventId]]) -> tuple[frozenset[core.EventId], ...]:
    """Return the groups that pairs make: who is the same as the same is the same."""
    groups: list[frozenset[core.EventId]] = []
    for pair in pairs:
        touched = [group for group in groups if group & pair]
        groups = [group for group in groups if not group & pair]
        groups.append(frozenset(pair).union(*touched))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class MissionRates:
    """By which rates a mission's amounts are converted, and into which currency."""

    book: RateBook
    home: str


def mission_rates(mission: rows.Mission) -> MissionRates:
    """Return them; one query."""
    return MissionRates(RateBook(tuple(rate.rate for rate in rates(mission))), home_currency(mission_of(mission)))


def ladder_of(
    found: Iterable[FollowedOpportunity], mission: rows.Mission, doubles: DecidedDoubles
) -> core.LadderTotals:
    """Return what stands at each rung; one query."""
    known = mission_rates(mission)
    return core.ladder_totals(
        (followed_opportunity.events for followed_opportunity in found), known.book, known.home, doubles.same
    )
