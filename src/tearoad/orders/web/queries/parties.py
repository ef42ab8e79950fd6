"""The firms and buyers of a mission as pages of orders name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.companies import Standing
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import buyer_of, exporter_of
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as rows
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class MissionParty:
    """A firm or buyer with its name in the reader's language."""

    id: str
    name: str
    spellings: tuple[str, ...]
    side: Side
    country: str
    is_blocked: bool
    """Screening said that it must not be met."""
    is_clear: bool


def parties(mission: rows.Mission, language: Language) -> Mapping[str, MissionParty]:
    """Return all firms and buyers in the mission's order; one query."""
    query = rows.Participation.objects.filter(mission=mission).select_related("company")
    return {one.code: _party(one, language) for one in query}


def name_in(known: Mapping[str, MissionParty], party: str) -> str:
    """Return what a party is called; its id where it is no longer in the mission."""
    return known[party].name if party in known else party


def _party(participation: rows.Participation, language: Language) -> MissionParty:
    exporter = participation.company.side == Side.EXPORTER
    company = (
        exporter_of(participation.company, participation.document)
        if exporter
        else buyer_of(participation.company, participation.document)
    )
    return MissionParty(
        participation.code,
        spelling.firm(company.name, language).main,
        company.name.written,
        Side(participation.company.side),
        participation.company.country,
        participation.company.standing == Standing.BLOCKED,
        participation.company.standing == Standing.CLEAR,
    )
