"""The page of the fair's own list of visitors."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.capture.web.actions import fair as actions
from tearoad.capture.web.forms import read_upload
from tearoad.capture.web.queries.fair import fair_list_summary
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text


def fair_list(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show how long the fair's list is, and take a new one in."""
    mission = queries.mission(request.actor, mission_id)
    problem = None
    if request.method == "POST":
        try:
            found = read_upload(request.FILES.get("file"))
        except InputError as met:
            problem = met
        else:
            actions.keep_list(request.actor, mission, found)
            messages.success(request, request.words(Text("fair_file.kept", count=len(found.badges))))
            for count, code in ((found.doubled, "fair_file.doubled"), (found.without, "fair_file.without")):
                if count:
                    messages.warning(request, request.words(Text(code, count=count)))
            return redirect("capture-fair-list", mission_id=mission.id)
    context = {"mission": mission, "kept": fair_list_summary(mission), "problem": problem}
    return render(request, "capture/fair.html", context, status=422 if problem else 200)


def drop(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Forget the fair's list."""
    mission = queries.mission(request.actor, mission_id)
    actions.drop_list(request.actor, mission)
    messages.success(request, request.words(Text("fair_file.dropped")))
    return redirect("capture-fair-list", mission_id=mission.id)
