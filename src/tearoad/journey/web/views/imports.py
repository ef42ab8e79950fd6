"""Sheets in: upload, look, say what headers mean, apply, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.journey.web.actions import imports as actions
from tearoad.journey.web.forms import mapping_fields, read_choice, read_mapping, uploads
from tearoad.journey.web.models import ImportState, SheetImport
from tearoad.journey.web.queries.imports import imports_of, sheet_import
from tearoad.journey.web.queries.joined_rows import read_same
from tearoad.journey.web.queries.mended_cells import CELLS, problem_groups, read_mended
from tearoad.journey.web.queries.previews import MAP_BELOW, kind_previews, likely_duplicates, problems_in_order
from tearoad.journey.web.queries.questions import questions, read_answers
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import text_from_document
from tearoad.web.input import tells_nul
from tearoad.web.numbers import whole
from tearoad.web.saving.stale import read_in


def imports(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show a mission's imports and take new sheets in."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        sent = uploads(request.FILES.getlist("files"))
        made = actions.start(request.actor, mission, sent, request.language)
        return redirect("journey-import", mission_id=mission.id, import_id=made.id)
    return render(request, "journey/imports.html", {"mission": mission, "imports": imports_of(mission)})


def import_page(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Show what an import found and would change, or changed."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    return render(request, "journey/import.html", _context(request, mission, found))


@require_POST
def mapping(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again with headers meant as the officer says."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.read_again(request.actor, found, read_mapping(found.found, request.POST), seen=_seen(request))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def answers(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again with cells meant as the officer answers."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    said = read_answers(found.found, request.POST.dict())
    actions.read_again(request.actor, found, said, seen=_seen(request))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
@tells_nul
def mend(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again with the cells that were corrected on the page."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.read_again(request.actor, found, read_mended(found, request.POST.dict()), seen=_seen(request))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def same(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again with rows taken for one company, or parted again."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.read_again(request.actor, found, read_same(found.found, request.POST.dict()), seen=_seen(request))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def again(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again against the rows of this moment."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.read_again(request.actor, found)
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def apply(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Write what was previewed."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.apply(request.actor, found, read_choice(found.found, request.POST), seen=_seen(request))
    messages.success(request, request.words(Text("journey_pages.applied_now")))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def undo(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Put the rows back as they were."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.undo(request.actor, found)
    messages.success(request, request.words(Text("journey_pages.undone_now")))
    return redirect("journey-import", mission_id=mission.id, import_id=found.id)


@require_POST
def discard(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Put an import aside."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    actions.discard(request.actor, found)
    messages.success(request, request.words(Text("journey_pages.discarded_now")))
    return redirect("journey-imports", mission_id=mission.id)


def problems(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Hand out the officer's own sheets with the bad cells marked."""
    _mission, found = _mission_and_import(request, mission_id, import_id)
    if found.marked is None:
        raise NotFoundError(Text("journey_pages.no_problems"), Text("journey_pages.no_problems_hint"))
    response = HttpResponse(content_of(found.marked), content_type=found.marked.media_type)
    response["Content-Disposition"] = 'attachment; filename="problems.xlsx"'
    return response


def _seen(request: ActorRequest) -> int | None:
    """Return which reading the page showed from which this was sent."""
    return whole(read_in(request))


def _mission_and_import(request: ActorRequest, mission_id: UUID, import_id: UUID) -> tuple[Mission, SheetImport]:
    mission = queries.mission(request.actor, mission_id)
    return mission, sheet_import(request.actor, mission, import_id)


def _context(request: ActorRequest, mission: Mission, found: SheetImport) -> dict[str, Any]:
    failed = found.found.get("failed")
    problems = problems_in_order(found)
    asked = questions(found.found, request.language)
    step = found.job.progress.get("step") if found.job else None
    stuck = found.job is not None and found.job.state in {"failed", "cancelled"}
    return {
        "mission": mission,
        "import": found,
        "state": Text(f"journey_pages.state_{found.state}"),
        "is_reading": found.state == ImportState.READING,
        "is_open": found.state == ImportState.PREVIEW,
        "is_applied": found.state == ImportState.APPLIED,
        "is_stuck": found.state == ImportState.READING and stuck,
        "step": text_from_document(step) if step else None,
        "failed": text_from_document(failed["text"]) if failed else None,
        "failed_hint": text_from_document(failed["hint"]) if failed and failed["hint"] else None,
        "is_stale": found.state == ImportState.PREVIEW and found.mission_revision != mission.revision,
        "sheets": mapping_fields(found.found, request.language),
        "kinds": kind_previews(found, request.language),
        "groups": problem_groups(found),
        "is_mended": bool(found.mapping.get(CELLS)) and found.marked is not None,
        "questions": asked,
        "can_answer": any(one.may_be_answered for one in asked),
        "unknown_sheets": any(not one["kind"] for one in found.found.get("sheets", ())),
        "unknown_headers": any(one.hint == MAP_BELOW for one in problems),
        "duplicates": likely_duplicates(found),
        "may_join": found.found.get("joined") or any(one.get("same") for one in found.found.get("duplicates", ())),
        "found": found.found,
    }
