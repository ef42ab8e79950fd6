"""What can be asked about requests and matches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from django.db.models import Exists, OuterRef, QuerySet

from tearoad.companies import Buyer, Exporter, may_be_planned
from tearoad.matching import Match, Request
from tearoad.matching.decisions import PairVerdict
from tearoad.matching.fair_shortlist import ShortlistFigures
from tearoad.matching.matching_changes import MatchChange, MatchingChanges
from tearoad.matching.web import models as rows
from tearoad.mission import Delegate, Interpreter, Mission
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import parties
from tearoad.office.web.actions.jobs import UNFINISHED
from tearoad.office.web.models import Job
from tearoad.values import PartyId, Reason, Score
from tearoad.values.document import from_document, text_from_document

MATCH = "matching.match"
"""The kind of the job."""


class MatchWanted(TypedDict):
    """Which mission is matched."""

    mission: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a mission, as far as they may be met, and the requests between everybody."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    buyers: tuple[Buyer, ...]
    requests: tuple[Request, ...]
    interpreters: tuple[Interpreter, ...]
    delegates: tuple[Delegate, ...]
    left_out: tuple[Exporter | Buyer, ...]
    """Who takes part but is not clear, or declined to come."""


def requests(row: mission_rows.Mission) -> tuple[Request, ...]:
    """Return a mission's requests in the officer's order; one query."""
    return tuple(from_document(Request, request.document) for request in rows.Request.objects.filter(mission=row))


def sides(row: mission_rows.Mission) -> Sides:
    """Return who may be matched: companies that are clear and did not decline; eight queries whatever the size."""
    found = parties(row)
    everyone: tuple[Exporter | Buyer, ...] = (*found.exporters, *found.buyers)
    return Sides(
        found.mission,
        tuple(exporter for exporter in found.exporters if may_be_planned(exporter)),
        tuple(buyer for buyer in found.buyers if may_be_planned(buyer)),
        requests(row),
        found.interpreters,
        found.delegates,
        tuple(company for company in everyone if not may_be_planned(company)),
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a mission was matched, whether that still holds, and whether a worker is at it."""

    matched_at: datetime | None
    is_fresh: bool
    under_way: bool


def request_rows(row: mission_rows.Mission) -> QuerySet[rows.Request]:
    """Return the rows of a mission's requests, in the officer's order."""
    query: QuerySet[rows.Request] = rows.Request.objects.filter(mission=row)
    return query


def freshness(row: mission_rows.Mission) -> Freshness:
    """Return when a mission was matched; `row` is as it was read for this page; two queries."""
    matched: rows.Matched | None = rows.Matched.objects.filter(mission=row).first()
    under_way = Job.objects.filter(kind=MATCH, key=str(row.pk), state__in=UNFINISHED).exists()
    if matched is None:
        return Freshness(None, is_fresh=False, under_way=under_way)
    return Freshness(matched.matched_at, matched.mission_revision == row.revision, under_way)


def shortlist_figures(row: mission_rows.Mission) -> ShortlistFigures | None:
    """Return what the last shortlist is worth and what its fairness costs; None where there is none. One query."""
    found = rows.Matched.objects.filter(mission=row).first()
    return from_document(ShortlistFigures, found.shortlist) if found and found.shortlist else None


def matching_changes(row: mission_rows.Mission) -> MatchingChanges:
    """Return what the last matching found otherwise than the one before it; one query."""
    found = rows.Matched.objects.filter(mission=row).first()
    return from_document(MatchingChanges, found.changes) if found else MatchingChanges()


def is_fresh(row: mission_rows.Mission) -> bool:
    """Whether the stored matches were made from the mission as it is now."""
    now = mission_rows.Mission.objects.filter(pk=row.pk).values("revision")
    return rows.Matched.objects.filter(mission=row, mission_revision__in=now).exists()


def matches(row: mission_rows.Mission) -> QuerySet[rows.Match]:
    """Return the pairs that may fit, the best first, as the last matching saw them."""
    query: QuerySet[rows.Match] = rows.Match.objects.filter(mission=row)
    return query


def matches_only(row: mission_rows.Mission, only: str) -> QuerySet[rows.Match]:
    """Return the matches on the shortlist, those the last matching changed so, or those somebody decided so about."""
    query = matches(row)
    if only == "proposed":
        return query.filter(proposed=True)
    if only in set(MatchChange):
        return query.filter(change=only)
    if only in set(PairVerdict):
        held = rows.PairDecision.objects.filter(mission=row, replaced_at=None, verdict=only)
        return query.filter(Exists(held.filter(exporter=OuterRef("exporter"), buyer=OuterRef("buyer"))))
    return query


def refusals(row: mission_rows.Mission) -> QuerySet[rows.Refusal]:
    """Return the pairs that must not meet, as the last matching saw them; for the office only."""
    query: QuerySet[rows.Refusal] = rows.Refusal.objects.filter(mission=row)
    return query


def match_of(row: rows.Match) -> Match:
    """Return a stored match as matching made it."""
    return Match(PartyId(row.exporter), PartyId(row.buyer), Score(row.score, reasons_of(row)))


def reasons_of(row: rows.Match) -> tuple[Reason, ...]:
    """Return why a match has its score, the heaviest reason first."""
    return tuple(Reason(text_from_document(reason["text"]), reason["points"]) for reason in row.reasons)
