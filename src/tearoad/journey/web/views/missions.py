"""The list of missions: where each is, and what comes next."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.journey.web.queries.progress import groups
from tearoad.people.web.policies import ActorRequest


def missions(request: ActorRequest) -> HttpResponse:
    """Show running, coming and past missions."""
    return render(request, "journey/missions.html", {"groups": groups(request.actor, request.language)})
