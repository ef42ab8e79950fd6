"""The office's page of what came from servers in halls and could not be read."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.capture.web.actions.hubs import deciding
from tearoad.capture.web.queries import unread, weighed
from tearoad.mission.web import queries
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text


def page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what waits, and what was decided."""
    mission = queries.mission(request.actor, mission_id)
    context = {
        "mission": mission,
        "waiting": unread.waiting(mission),
        "count": unread.count(mission),
        "aside": weighed.count(mission),
        "decided": unread.decided(mission),
        "may_decide": allowed(request.actor.role, Policy.EDIT_MISSION) and mission.archived_at is None,
    }
    return render(request, "capture/unread.html", context)


def download(request: ActorRequest, mission_id: UUID, unread_id: UUID) -> HttpResponse:
    """Send one part whole, as it came."""
    found = unread.part(queries.mission(request.actor, mission_id), unread_id)
    response = HttpResponse(found.content.encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{found.part}-{found.digest[:12]}.json"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def again(request: ActorRequest, mission_id: UUID, unread_id: UUID) -> HttpResponse:
    """Try to take one part in."""
    mission = queries.mission(request.actor, mission_id)
    deciding.try_again(request.actor, unread.part(mission, unread_id))
    messages.success(request, request.words(Text("hub_pages.was_taken_in")))
    return redirect("capture-unread", mission_id=mission.id)


def aside(request: ActorRequest, mission_id: UUID, unread_id: UUID) -> HttpResponse:
    """Decide against one part."""
    mission = queries.mission(request.actor, mission_id)
    deciding.put_aside(request.actor, unread.part(mission, unread_id))
    messages.success(request, request.words(Text("capture_pages.was_put_aside")))
    return redirect("capture-unread", mission_id=mission.id)
