"""The list of tasks, and one task: tick it, leave it out, take that back, change it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.checklist import Evidence
from tearoad.checklist.web.actions import tasks as actions
from tearoad.checklist.web.forms import TaskForm, refuse_nul, task_ids, upload
from tearoad.checklist.web.models import ChecklistTask
from tearoad.checklist.web.queries import tasks as found_tasks
from tearoad.checklist.web.queries.people import colleagues, travellers
from tearoad.checklist.web.queries.stored_kinds import STORED_TASKS
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows
from tearoad.mission.web.models import Mission
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.refused import shows_again
from tearoad.web.routes import first
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form

ON_A_PAGE = 60


def checklist(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show a mission's tasks by day, by owner or by firm; late ones first."""
    mission = queries.mission(request.actor, mission_id)
    by = request.GET.get("by", "") if request.GET.get("by") in found_tasks.BY else "due"
    every = found_tasks.lines(request.actor, mission, request.language)
    counts = dict(found_tasks.counts(every))
    state = request.GET.get("state", "") if request.GET.get("state") in counts else "open"
    page = Paginator(found_tasks.chosen(every, state, by), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "groups": found_tasks.groups(page, by, request.language),
        "page": page,
        "by": by,
        "state": state,
        "ways": [(text, Text(f"checklist_pages.by_{text}")) for text in found_tasks.BY],
        "states": [(count, Text(f"checklist_pages.state_{count}"), counts[count]) for count in counts],
        "any": bool(every),
    }
    return render(request, "checklist/tasks.html", around(request, mission) | context)


def task(request: ActorRequest, mission_id: UUID, task_id: UUID) -> HttpResponse:
    """Show one task with everything that can be done about it."""
    mission = queries.mission(request.actor, mission_id)
    row = found_tasks.task_row(mission, task_id)
    return _task_page(request, mission, row)


@first(look_ahead)
@tells_nul
@require_POST
def tick(request: ActorRequest, mission_id: UUID, task_id: UUID) -> HttpResponse:
    """Tick a task, leave it out, or take that back."""
    mission = queries.mission(request.actor, mission_id)
    row = found_tasks.task_row(mission, task_id)
    what, note = request.POST.get("do", "done"), request.POST.get("note", "")
    try:
        refuse_nul(note)
        if what == "reopen":
            actions.reopen(request.actor, mission, row.pk)
        elif what == "not_needed":
            actions.not_needed(request.actor, mission, row.pk, note)
        else:
            actions.done(request.actor, mission, row.pk, note, upload(request.FILES.get("file")))
    except InputError as wrong:
        return _task_page(request, mission, row, wrong=wrong, note=note, status=422)
    messages.success(request, request.words(Text("checklist_pages.kept")))
    return redirect("mission-checklist-task", mission_id=mission.id, task_id=row.pk)


@require_POST
def remove(request: ActorRequest, mission_id: UUID, task_id: UUID) -> HttpResponse:
    """Take a task off the list; the list offers to put it back."""
    mission = queries.mission(request.actor, mission_id)
    row = found_tasks.task_row(mission, task_id)
    rows.remove(request.actor, mission, STORED_TASKS, row, stale.read_in(request))
    messages.success(request, request.words(Text("checklist_pages.removed")))
    return redirect("mission-checklist", mission_id=mission.id)


@shows_again({"checklist.note_long": "note", "checklist_pages.note_nul": "note"}, typed=("note",), page=checklist)
@tells_nul
@require_POST
def tick_several(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Tick several tasks with one note."""
    mission = queries.mission(request.actor, mission_id)
    chosen = task_ids(request.POST.getlist("task"))
    note = request.POST.get("note", "")
    refuse_nul(note)
    count = actions.done_several(request.actor, mission, chosen, note)
    messages.success(request, request.words(Text("checklist_pages.kept_several", count=count)))
    return redirect("mission-checklist", mission_id=mission.id)


@tells_nul
def change(request: ActorRequest, mission_id: UUID, task_id: UUID) -> HttpResponse:
    """Change what a task is, its day, its owner."""
    mission = queries.mission(request.actor, mission_id)
    row = found_tasks.task_row(mission, task_id)
    now = found_tasks.task_of(row)
    read, meanwhile = stale.stored_mark(request, found_tasks.as_planned(now)), None
    form = _form(request, mission, now, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.change(request.actor, mission, row.pk, form.task(), read)
        except stale.Stale as met:
            row.refresh_from_db()
            by = rows.changed_by(mission, STORED_TASKS, row.code)
            theirs = _form(request, mission, found_tasks.task_of(row), None)
            meanwhile, read = saved_meanwhile(form, theirs, by), met.now
        else:
            messages.success(request, request.words(Text("checklist_pages.kept")))
            return redirect("mission-checklist-task", mission_id=mission.id, task_id=row.pk)
    context = around(request, mission) | {"form": form, "row": row, "title": Text("checklist_pages.change")}
    context |= {"read": read, "meanwhile": meanwhile}
    return render(request, "checklist/form.html", context, status=status_of_form(form, context))


@tells_nul
def new(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add a task of the office's own."""
    mission = queries.mission(request.actor, mission_id)
    form = _form(request, mission, None, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        made = actions.add(request.actor, mission, form.task())
        messages.success(request, request.words(Text("checklist_pages.kept")))
        return redirect("mission-checklist-task", mission_id=mission.id, task_id=made.pk)
    context = around(request, mission) | {"form": form, "title": Text("checklist_pages.new")}
    return render(request, "checklist/form.html", context, status=422 if form.is_bound else 200)


def around(request: ActorRequest, mission: Mission) -> dict[str, Any]:
    """Return what every page of checklists shows."""
    return {
        "mission": mission,
        "may_edit": allowed(request.actor.role, Policy.EDIT_MISSION) and mission.archived_at is None,
        "most_note": actions.MOST_NOTE,
    }


def _form(request: ActorRequest, mission: Mission, now: Any, data: Any) -> TaskForm:
    return TaskForm(request.words, travellers(mission), colleagues(request.actor.tenant), now, data)


def _task_page(
    request: ActorRequest,
    mission: Mission,
    row: ChecklistTask,
    *,
    wrong: InputError | None = None,
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    line = found_tasks.line(request.actor, mission, row, request.language)
    context = {
        "line": line,
        "row": row,
        "read": stale.version_of(row.document),
        "wrong": wrong,
        "note": note or line.task.note,
        "takes_file": line.task.evidence is not Evidence.NOTE,
        "wants_note": line.task.evidence is Evidence.NOTE,
        "evidence": Text(f"checklist_pages.evidence_{line.task.evidence.value}"),
        "state_said": Text(f"checklist_pages.state_{line.task.state.value}"),
    }
    return render(request, "checklist/task.html", around(request, mission) | context, status=status)
