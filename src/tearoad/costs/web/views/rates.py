"""Exchange rates: all of them, and which are missing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.costs.web.queries.book import book
from tearoad.costs.web.queries.tables import missing_of, whole
from tearoad.costs.web.views.items import may_change
from tearoad.mission.web import queries
from tearoad.people.web.policies import ActorRequest


def rates(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the rates and which are missing."""
    mission = queries.mission(request.actor, mission_id)
    found = book(mission, request.language)
    context = {
        "mission": mission,
        "rates": found.rates,
        "missing": missing_of(whole(found)),
        "home": found.ledger.home,
        "may_edit": may_change(request, mission),
    }
    return render(request, "costs/rates.html", context)
