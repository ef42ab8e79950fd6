"""Exchange rates: all of them, and which are missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.mission.web import queries
from tearoad.mission.web.queries.costs.book import book
from tearoad.mission.web.queries.costs.tables import missing_of, whole
from tearoad.mission.web.views.costs.items import may_change
from tearoad.people.web.policies import ActorRequest


def rates(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the rates and which are missing."""
    mission = queries.mission(request.actor, mission_id)
    found = book(mission, request.language)
    context = {
        "mission": mission,
        "section": "rates",
        "rates": found.rates,
        "missing": missing_of(whole(found)),
        "home": found.ledger.home,
        "may_edit": may_change(request, mission),
    }
    return render(request, "mission/costs/rates.html", context)
