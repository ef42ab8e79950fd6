"""What publishing would change, and publishing."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import mission as mission_of
from tearoad.people.web.policies import ActorRequest
from tearoad.timetable.web.actions.publishing import publish, publish_again
from tearoad.timetable.web.forms.publishing import seen
from tearoad.timetable.web.queries.publishing.candidates import Candidate, of_draft, of_published
from tearoad.timetable.web.queries.publishing.differences import difference
from tearoad.timetable.web.queries.publishing.in_force import draft_of, published
from tearoad.timetable.web.queries.publishing.lacking import lacking
from tearoad.timetable.web.views.planned_consent import meetings_by_consent
from tearoad.timetable.web.views.surroundings import surroundings


def draft_difference(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show what a draft changes for whom; a POST publishes it."""
    mission = mission_of(request.actor, mission_id)
    draft = draft_of(mission, number)
    if request.method == "POST":
        said = seen(request.POST)
        row = publish(
            request.actor, draft, said.revision, seen_number=said.number, although_outdated=said.although_outdated
        )
        return redirect("timetable-changes", mission_id, row.number)
    found = difference(mission, of_draft(draft), request.language)
    return render(
        request,
        "timetable/difference.html",
        surroundings(request, mission)
        | {"draft": draft, "difference": found, "lacking": lacking(mission)}
        | _consent(request, mission, of_draft(draft)),
    )


def again_difference(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show what putting a former plan into force again changes for whom; a POST does it."""
    mission = mission_of(request.actor, mission_id)
    former = published(mission, number)
    if request.method == "POST":
        row = publish_again(request.actor, former, seen_number=seen(request.POST).number)
        return redirect("timetable-changes", mission_id, row.number)
    found = difference(mission, of_published(former), request.language)
    return render(
        request,
        "timetable/difference.html",
        surroundings(request, mission)
        | {"former": former, "difference": found, "lacking": lacking(mission)}
        | _consent(request, mission, of_published(former)),
    )


def _consent(request: ActorRequest, mission: Mission, candidate: Candidate) -> dict[str, object]:
    pairs = ((str(meeting.exporter), str(meeting.buyer)) for meeting in candidate.announced)
    return {"consent": meetings_by_consent(mission, pairs, request.language)}
