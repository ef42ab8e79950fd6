"""Who travels, and where things are."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.delegation.web.queries.everyone import rolls
from tearoad.mission.web import queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest


def everyone(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show delegates, interpreters, programme, places and absences."""
    mission = queries.mission(request.actor, mission_id)
    may_edit = allowed(request.actor.role, Policy.EDIT_MISSION) and mission.archived_at is None
    context = {"mission": mission, "rolls": rolls(mission, request.language), "may_edit": may_edit}
    return render(request, "delegation/everyone.html", context)
