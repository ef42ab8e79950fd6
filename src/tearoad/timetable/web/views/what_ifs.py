"""What if there were more: ask, watch, stop, read what is gained."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web.queries import mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions import what_ifs as actions
from tearoad.timetable.web.queries.planning.drafts import ready_draft
from tearoad.timetable.web.queries.planning.what_ifs import what_if, what_if_page
from tearoad.timetable.web.views.surroundings import may_plan


def page(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show what can be asked of a draft, and every answer beside the others."""
    row = mission(request.actor, mission_id)
    draft = ready_draft(row, number)
    if_page = what_if_page(row, draft, request.language)
    request.words = if_page.words
    shown = {"mission": row, "draft": draft, "page": if_page, "may_plan": may_plan(request, row)}
    return render(request, "timetable/what_if.html", shown)


def ask(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Ask the questions that were ticked."""
    row = mission(request.actor, mission_id)
    draft, questions = ready_draft(row, number), request.POST.getlist("question")
    if not questions:
        messages.warning(request, request.words(Text("board_pages.nothing_asked")))
    actions.ask(request.actor, draft, questions)
    return redirect("timetable-what-if", row.pk, number)


def stop(request: ActorRequest, mission_id: UUID, number: int, what_if_id: UUID) -> HttpResponse:
    """Stop the making of an answer."""
    row = mission(request.actor, mission_id)
    actions.cancel(request.actor, what_if(row, number, what_if_id))
    return redirect("timetable-what-if", row.pk, number)
