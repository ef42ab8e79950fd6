"""Quotas and precedences of meetings as an officer reads them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import parties
from tearoad.mission.web.queries.people import names_of, span
from tearoad.paper.sheets import Kind, Known
from tearoad.values import Language
from tearoad.values.document import from_document

_KINDS = {Side.EXPORTER: Kind.EXPORTER, Side.BUYER: Kind.BUYER}


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """A quota in the list."""

    id: UUID
    who: str
    when: str
    """Empty for the whole fair."""
    quota: MeetingQuota


@dataclass(frozen=True, slots=True)
class PrecedenceLine:
    """A precedence in the list."""

    id: UUID
    code: str
    """How messages name it."""
    first: str
    then: str


@dataclass(frozen=True, slots=True)
class PlanRules:
    """What the page of a mission's rules lists."""

    quotas: tuple[QuotaLine, ...]
    precedences: tuple[PrecedenceLine, ...]


def plan_rules(row: rows.Mission, language: Language) -> PlanRules:
    """Return quotas and precedences; nine queries."""
    found = parties(row)
    names = names_of(found, language)
    quotas = [
        (meeting_quota.pk, quota_of(meeting_quota)) for meeting_quota in rows.MeetingQuota.objects.filter(mission=row)
    ]
    precedences = [
        (meeting_precedence.pk, precedence_of(meeting_precedence))
        for meeting_precedence in rows.MeetingPrecedence.objects.filter(mission=row)
    ]
    zone = found.mission.fair_zone
    return PlanRules(
        tuple(
            QuotaLine(
                pk, names.get(quota.who, quota.who), span(quota.window, zone, language) if quota.window else "", quota
            )
            for pk, quota in quotas
        ),
        tuple(
            PrecedenceLine(pk, precedence.id, _pair(precedence.first, names), _pair(precedence.then, names))
            for pk, precedence in precedences
        ),
    )


def quota_of(row: rows.MeetingQuota) -> MeetingQuota:
    """Return a quota as written."""
    return from_document(MeetingQuota, row.document)


def precedence_of(row: rows.MeetingPrecedence) -> MeetingPrecedence:
    """Return a precedence as written."""
    return from_document(MeetingPrecedence, row.document)


def known_parties(row: rows.Mission, language: Language, kinds: Collection[Kind]) -> tuple[Known, ...]:
    """Return everyone of these kinds who may be chosen, exporters and buyers by name; one query."""
    sides = [side for side, kind in _KINDS.items() if kind in kinds]
    query = rows.Participation.objects.filter(mission=row, company__side__in=sides).select_related("company")
    firms = [
        exporter_of(participation.company, participation.document)
        for participation in query
        if participation.company.side == Side.EXPORTER
    ]
    buyers = [
        buyer_of(participation.company, participation.document)
        for participation in query
        if participation.company.side == Side.BUYER
    ]
    return (
        *(Known(Kind.EXPORTER, firm.id, (spelling.firm(firm.name, language).main,), "") for firm in firms),
        *(Known(Kind.BUYER, buyer.id, (spelling.firm(buyer.name, language).main,), "") for buyer in buyers),
    )


def _pair(pair: tuple[str, str], names: Mapping[str, str]) -> str:
    return " – ".join(names.get(party, party) for party in pair)
