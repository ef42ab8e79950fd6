"""The drafts of a mission: make one, watch it, stop it, read how good it is and what it leaves out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render

from tearoad.mission.web.queries import mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.actions import pins as pin_actions
from tearoad.timetable.web.actions import planning
from tearoad.timetable.web.models import DraftState
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.planning import pages
from tearoad.timetable.web.views.planned_consent import meetings_by_consent
from tearoad.timetable.web.views.surroundings import may_plan, may_publish
from tearoad.web.numbers import whole

STOP_POLLING = 286
"""The answer that ends htmx's asking."""


def plan(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show every draft, what is being planned, and what is pinned."""
    row = mission(request.actor, mission_id)
    plan_page = pages.plan_page(row, request.language)
    request.words = plan_page.words
    may = {"may_plan": may_plan(request, row), "may_publish": may_publish(request, row)}
    return render(request, "timetable/plan.html", {"mission": row, "page": plan_page, **may})


def make(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Ask for a new plan, from scratch or from a draft on, and go where its progress is shown."""
    row = mission(request.actor, mission_id)
    seconds = whole(request.POST.get("seconds", ""))
    before = queries.running(row)
    first = request.POST.get("begin_with", "")
    begin_with = queries.ready_draft(row, whole(first) or 0) if first else None
    made = planning.ask_for_plan(request.actor, row, seconds=60 if seconds is None else seconds, begin_with=begin_with)
    if before is not None and made.pk == before.pk:
        said = Text("board_pages.planned_already", number=made.number, seconds=made.seconds)
        messages.info(request, request.words(said))
    return redirect("timetable-draft", row.pk, made.number)


def stop(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Stop a plan's making."""
    row = mission(request.actor, mission_id)
    planning.cancel(request.actor, queries.draft(row, number))
    messages.info(request, request.words(Text("board_pages.stopping_note")))
    return redirect("timetable-plan", mission_id=row.pk)


def progress(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show how far a plan is: asked again and again, answered in full only when something changed."""
    row = mission(request.actor, mission_id)
    draft = queries.draft(row, number)
    standing = queries.standing(draft)
    over = queries.state_of(draft) is not DraftState.PLANNING
    if not over and request.headers.get("If-None-Match") == f'"{standing.mark}"':
        return HttpResponseNotModified(headers={"ETag": f'"{standing.mark}"'})
    shown = {"mission": row, "draft": draft, "standing": standing, "over": over, "may_plan": may_plan(request, row)}
    answer = render(request, "timetable/progress.html", shown, status=STOP_POLLING if over else 200)
    answer.headers["ETag"] = f'"{standing.mark}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    if over:
        answer.headers["HX-Refresh"] = "true"
    return answer


def draft(request: ActorRequest, mission_id: UUID, number: int) -> HttpResponse:
    """Show how good a draft is, what it leaves out and why."""
    row = mission(request.actor, mission_id)
    draft_page = pages.draft_page(row, queries.draft(row, number), request.language)
    request.words = draft_page.words
    may = {"may_plan": may_plan(request, row), "may_publish": may_publish(request, row)}
    consent = meetings_by_consent(row, draft_page.pairs, request.language) if draft_page.levels else ()
    shown = {"mission": row, "page": draft_page, "draft": draft_page.draft, "consent": consent, **may}
    return render(request, "timetable/draft.html", shown)


def remove_pin(request: ActorRequest, mission_id: UUID, pin_id: UUID) -> HttpResponse:
    """Take a pin out of the list."""
    row = mission(request.actor, mission_id)
    pin_actions.remove(request.actor, row, pin_id)
    messages.info(request, request.words(Text("board_pages.pin_removed")))
    return redirect("timetable-plan", mission_id=row.pk)
