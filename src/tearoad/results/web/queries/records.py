"""A mission's rows as its results are computed from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Min, QuerySet

from tearoad import orders as core
from tearoad.capture.fields import Consent
from tearoad.capture.web.queries.visitors import noted
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.costs import CostItem
from tearoad.costs.web import models as costs_rows
from tearoad.matching import Strength
from tearoad.matching.web.models import Request
from tearoad.mission import Delegate
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.orders import Informant
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.agreements import agreements
from tearoad.orders.web.queries.opportunities import (
    FollowedOpportunity,
    decided_doubles,
    events_of,
    mission_rates,
    opportunities,
    today_of,
)
from tearoad.orders.web.queries.parties import MissionParty, goods_in, parties
from tearoad.results import (
    MeetingOutcome,
    MissionRecord,
    ReportedAgreement,
    ReportedBuyer,
    ReportedCost,
    ReportedFirm,
    ReportedMeeting,
    ReportedOpportunity,
    ReportedPerson,
    ReportedVisitor,
    RequestedMeeting,
)
from tearoad.results.web.queries.survey import mission_survey
from tearoad.timetable.web.models import Meeting, MeetingState
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now

_OUTCOMES = {MeetingState.KEPT: MeetingOutcome.KEPT, MeetingState.NO_SHOW: MeetingOutcome.MISSED}
_IN_A_PART = 250
_REACHED_BY = ("phone", "email", "messenger", "code")


def record_of(mission: rows.Mission, language: Language) -> MissionRecord:
    """Return all rows of a mission, named in the reader's language, of orders maybe tens of thousands; 17 queries."""
    opened = tuple(reported_opportunities(mission, language=language))
    return replace(record_without_orders(mission, language), opportunities=opened)


def record_without_orders(mission: rows.Mission, language: Language) -> MissionRecord:
    """Return all rows of a mission but opportunities and events, named in the reader's language."""
    exporters = list(_taking(mission, Side.EXPORTER))
    return replace(
        record_for_ladder(mission),
        people=tuple(_people(mission, language)),
        firms=tuple(_firm(exporter, language) for exporter in exporters),
        requests=tuple(_requested_pairs(mission, {exporter.code for exporter in exporters})),
        meetings=tuple(_meetings(mission)),
        visitors=tuple(_visitors(mission)),
        costs=tuple(_costs(mission, language)),
        survey=mission_survey(mission),
        agreements=tuple(_agreements(mission, language)),
    )


def record_for_ladder(mission: rows.Mission) -> MissionRecord:
    """Return only what figures of opportunities are counted with: buyers, rates, doubles; four queries."""
    known = mission_rates(mission)
    buyers = _taking(mission, Side.BUYER).values_list("code", "company__name", "company__country")
    return MissionRecord(
        mission=str(mission.pk),
        as_of=fair_now().astimezone(mission.home_zone).isoformat(timespec="minutes"),
        home=known.home,
        people=(),
        firms=(),
        buyers=tuple(ReportedBuyer(*buyer) for buyer in buyers),
        meetings=(),
        visitors=(),
        opportunities=(),
        costs=(),
        rates=known.book,
        same=decided_doubles(mission).same,
    )


def _taking(mission: rows.Mission, side: Side) -> QuerySet[rows.Participation]:
    return rows.Participation.objects.filter(mission=mission, company__side=side).select_related("company")


def _people(mission: rows.Mission, language: Language) -> Iterable[ReportedPerson]:
    for row in rows.Delegate.objects.filter(mission=mission):
        delegate = from_document(Delegate, row.document)
        yield ReportedPerson(row.code, delegate.firm or "", spelling.person(delegate.name, language).main)


def _firm(participation: rows.Participation, language: Language) -> ReportedFirm:
    firm = exporter_of(participation.company, participation.document)
    name = spelling.firm(firm.name, language).main
    return ReportedFirm(participation.code, name, firm.ownership.value, firm.size.value)


def _meetings(mission: rows.Mission) -> Iterable[ReportedMeeting]:
    in_order = Meeting.objects.filter(published=in_force(mission, whole=False)).order_by("start_at", "id")
    for meeting in in_order:
        outcome = _OUTCOMES.get(MeetingState(meeting.state), MeetingOutcome.UNTOLD)
        at = meeting.start_at.astimezone(mission.fair_zone)
        yield ReportedMeeting(str(meeting.pk), meeting.exporter, meeting.buyer, outcome, at)


def _requested_pairs(mission: rows.Mission, firms: Collection[str]) -> Iterable[RequestedMeeting]:
    """Yield every pair of whom somebody asked; a refusal is none, and stays secret."""
    wanted = Request.objects.filter(mission=mission).exclude(strength=Strength.NO.value)
    sides = wanted.order_by().values_list("asker", "asked").distinct()
    pairs = {(asker, asked) if asker in firms else (asked, asker) for asker, asked in sides}
    return (RequestedMeeting(f"{firm} {buyer}", firm, buyer) for firm, buyer in sorted(pairs))


def _visitors(mission: rows.Mission) -> Iterable[ReportedVisitor]:
    for note in noted(mission):
        said = note.report.one
        whence = ", ".join(str(value) for name in ("firm", "city") if (value := said(name)))
        yield ReportedVisitor(
            f"{note.party} {note.report.id}",
            note.party,
            is_booked=bool(note.report.meeting),
            is_contact=any(note.report.fields.get(name) for name in _REACHED_BY),
            on=note.made_at.astimezone(mission.fair_zone).date(),
            person="" if said("consent") == Consent.REFUSED else str(said("person")),
            whence=whence,
        )


def reported_opportunities(
    mission: rows.Mission, ids: Collection[UUID] | None = None, language: Language | None = None
) -> Iterable[ReportedOpportunity]:
    """Return the opportunities of a mission, or some of them, their goods in a language; at most five queries."""
    begun, known = _begun(events_of(mission, ids)), parties(mission, language) if language else {}
    return (
        _opportunity(opportunity, begun.get(opportunity.id), mission, known)
        for opportunity in opportunities(mission, ids)
    )


def opportunities_without_events(mission: rows.Mission, language: Language) -> Iterator[ReportedOpportunity]:
    """Yield the opportunities as they were opened, as if nothing had been told of them; three queries."""
    known = parties(mission, language)
    begun = _begun(events_of(mission))
    for row in Opportunity.objects.filter(mission=mission).order_by("id"):
        opportunity = FollowedOpportunity(
            row, from_document(core.Opportunity, row.document), core.OpportunityHistory(())
        )
        yield _opportunity(opportunity, begun.get(opportunity.id), mission, known)


def opportunities_in_parts(mission: rows.Mission, language: Language) -> Iterator[ReportedOpportunity]:
    """Yield the opportunities as they were opened, few of them in memory at once; five queries for each part."""
    ids = list(Opportunity.objects.filter(mission=mission).order_by("id").values_list("pk", flat=True))
    for first in range(0, len(ids), _IN_A_PART):
        yield from reported_opportunities(mission, ids[first : first + _IN_A_PART], language)


def _begun(events: QuerySet[OpportunityEvent]) -> Mapping[UUID, datetime]:
    """Return when something was written down of each opportunity for the first time."""
    return dict(events.order_by().values_list("opportunity_id").annotate(at=Min("recorded_at")))


def _opportunity(
    opportunity: FollowedOpportunity, first: datetime | None, mission: rows.Mission, known: Mapping[str, MissionParty]
) -> ReportedOpportunity:
    zone = mission.home_zone
    opened = opportunity.opportunity.opened_on or opportunity.row.opened_at.astimezone(zone).date()
    met_on = opened if opened <= mission.ends_on else None
    answered = any(event.said_by is Informant.EXPORTER for event in opportunity.history.events)
    first_on = first.astimezone(zone).date() if first else None
    about = goods_in(known, opportunity.row.firm, opportunity.opportunity.about)
    return ReportedOpportunity(opportunity.events, about, met_on, first_on, is_answered=answered)


def _costs(mission: rows.Mission, language: Language) -> Iterable[ReportedCost]:
    for row in costs_rows.CostItem.objects.filter(mission=mission):
        item = from_document(CostItem, row.document)
        yield ReportedCost(item.id, item.what.in_language(language), item.state, item.money, item.on)


def _agreements(mission: rows.Mission, language: Language) -> Iterable[ReportedAgreement]:
    for agreement in agreements(mission, today_of(mission)):
        said = agreement.agreement
        yield ReportedAgreement(
            said.id,
            said.subject.in_language(language),
            said.is_something_due,
            said.agreed_on,
            said.due_on,
            said.done_on,
            agreement.state,
        )
