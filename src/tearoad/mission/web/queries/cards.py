"""What the mission's own cards show."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from tearoad.companies import MAY_BE_MET
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import party_of
from tearoad.mission.naming import country_called, with_names
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries.missions import CompanyWithIds, companies_twice, core
from tearoad.mission.web.queries.people import days_of
from tearoad.names import spelling
from tearoad.text import Text
from tearoad.values import Language


def facts(request: Any, row: rows.Mission) -> dict[str, Any]:
    """Return the trip at a glance; no query."""
    mission = with_names(core(row))
    language = request.language
    tables = sum(place.capacity for place in mission.places if place.kind == "table")
    return {
        "fair": mission.fair.in_language(language),
        "where": " · ".join(filter(None, (mission.venue.in_language(language), mission.city.in_language(language)))),
        "country": country_called(mission, mission.country, language),
        "days": days_of(mission, language),
        "number_of_days": len(mission.days),
        "slot": mission.slot_minutes,
        "pause": mission.pause_minutes,
        "tables": tables,
    }


def counts(_request: Any, row: rows.Mission) -> dict[str, Any]:
    """Return how many take part, a company under two ids once; four queries."""
    sides = {Side.EXPORTER.value: 0, Side.BUYER.value: 0}
    clear = 0
    taking_part = rows.Participation.objects.filter(mission=row).order_by()
    for counted in taking_part.values("company__side", "company__standing").annotate(
        count=Count("company", distinct=True)
    ):
        sides[counted["company__side"]] += counted["count"]
        clear += counted["count"] if counted["company__standing"] in MAY_BE_MET else 0
    return {
        "exporters": sides[Side.EXPORTER.value],
        "buyers": sides[Side.BUYER.value],
        "clear": clear,
        "delegates": rows.Delegate.objects.filter(mission=row).count(),
        "interpreters": rows.Interpreter.objects.filter(mission=row).count(),
        "items": rows.ProgrammeItem.objects.filter(mission=row).count(),
    }


def same_companies(request: Any, row: rows.Mission) -> dict[str, Any] | None:
    """Return the companies that take part under several ids; nothing where there is none; two queries at most."""
    found = [_same_company(ids, request.language) for ids in companies_twice(row)]
    return {"companies": found} if found else None


def _same_company(ids: CompanyWithIds, language: Language) -> dict[str, Any]:
    name = spelling.firm(party_of(ids.company).name, language).main
    text = Text("mission_pages.same_company_ids", ids=language.listed(ids.ids), name=name, first=ids.ids[0])
    return {"text": text, "company": ids.company, "table": f"{ids.company.side}s"}


def missions_link(request: Any, _subject: object) -> dict[str, Any]:
    """Return the link to all missions."""
    here = request.path == "/" or request.path.startswith("/missions/")
    return {"url": "/", "label": Text("mission_pages.missions"), "current": here}
