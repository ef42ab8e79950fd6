"""Sheets in: upload, look, say what headers mean, apply, undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from tearoad.errors import NotFoundError
from tearoad.journey.web.actions import imports as actions
from tearoad.journey.web.answers import MendAnswer, MendClash
from tearoad.journey.web.forms import mapping_fields, read_choice, read_sent, uploads
from tearoad.journey.web.models import ImportState, SheetImport
from tearoad.journey.web.queries.import_page import import_table, pages_around, sheet_remarks
from tearoad.journey.web.queries.imports import imports_of, sheet_import
from tearoad.journey.web.queries.mended_cells import CELLS, ImportCellClash
from tearoad.journey.web.queries.previews import MAP_BELOW, kind_previews, problems_in_order, sameness_questions
from tearoad.journey.web.queries.questions import questions
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import content_of
from tearoad.paper.sheets import Severity
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
    return render(request, "journey/import.html", _context(request, mission, found, request.GET.dict()))


@require_POST
@tells_nul
def mend(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Keep all that was said on the page, and read the sheets again where it changes what they say."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    taken = actions.take_in(request.actor, found, read_sent(found, request.POST))
    if not request.accepts("text/html"):
        clashes = tuple(MendClash(clash.theirs, request.words(clash.text)) for clash in taken.clashes)
        return JsonResponse(asdict(MendAnswer(clashes)))
    return _clashes(request, mission, found, taken) or redirect(_place(request, found))


@require_POST
@tells_nul
def again(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Read the sheets again against the rows of this moment."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    taken = actions.take_in(request.actor, found, read_sent(found, request.POST))
    if clashed := _clashes(request, mission, found, taken):
        return clashed
    if not taken.is_read_again:
        actions.read_again(request.actor, found)
    return redirect(_place(request, found))


@require_POST
@tells_nul
def apply(request: ActorRequest, mission_id: UUID, import_id: UUID) -> HttpResponse:
    """Write what was previewed; what was typed and not read yet is read first."""
    mission, found = _mission_and_import(request, mission_id, import_id)
    taken = actions.PageTakenIn(is_read_again=False)
    if found.state == ImportState.PREVIEW:
        taken = actions.take_in(request.actor, found, read_sent(found, request.POST))
    if clashed := _clashes(request, mission, found, taken):
        return clashed
    if taken.is_read_again or found.state == ImportState.READING:
        messages.warning(request, request.words(Text("journey_pages.read_first")))
    else:
        actions.apply(request.actor, found, read_choice(found.found, request.POST), seen=_seen(request))
        messages.success(request, request.words(Text("journey_pages.applied_now")))
    return redirect("journey-import", mission_id=mission_id, import_id=import_id)


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


def _clashes(
    request: ActorRequest, mission: Mission, found: SheetImport, taken: actions.PageTakenIn
) -> HttpResponse | None:
    """Show the page again where somebody else was faster: at each such cell what both entered, mine in its field."""
    if not taken.clashes:
        return None
    found.refresh_from_db()
    clashes = {clash.field: clash for clash in taken.clashes}
    where = QueryDict(request.POST.get("here", "")).dict()
    return render(request, "journey/import.html", _context(request, mission, found, where, clashes), status=409)


def _seen(request: ActorRequest) -> int | None:
    """Return which reading the page showed from which this was sent."""
    return whole(read_in(request))


def _mission_and_import(request: ActorRequest, mission_id: UUID, import_id: UUID) -> tuple[Mission, SheetImport]:
    mission = queries.mission(request.actor, mission_id)
    return mission, sheet_import(request.actor, mission, import_id)


def _place(request: ActorRequest, found: SheetImport) -> str:
    """Return where one goes on: the sheet, page and row that a button asked for, else where one was."""
    immutable_query_dict = QueryDict(request.POST.get("go") or request.POST.get("here", ""))
    kept = {
        name: str(immutable_query_dict[name])[:40]
        for name in ("sheet", "page", "row")
        if immutable_query_dict.get(name)
    }
    where = f"#row-{kept['row']}" if kept.get("row", "").isdecimal() else "#import-rows" if "go" in request.POST else ""
    address = reverse("journey-import", args=[found.mission_id, found.id])
    return f"{address}?{urlencode(kept)}{where}" if kept or where else address


def _context(
    request: ActorRequest,
    mission: Mission,
    found: SheetImport,
    where: Mapping[str, str],
    clashes: Mapping[str, ImportCellClash] | None = None,
) -> dict[str, Any]:
    failed = found.found.get("failed")
    problems = problems_in_order(found)
    open_questions = questions(found.found, request.language)
    step = found.job.progress.get("step") if found.job else None
    stuck = found.job is not None and found.job.state in {"failed", "cancelled"}
    table = import_table(found, request.language, where, clashes)
    remarks = sheet_remarks(found)
    sheets = mapping_fields(found.found, request.language)
    position = urlencode({"sheet": table.kind, "page": str(table.page)}) if table else ""
    return {
        "mission": mission,
        "import": found,
        "state": Text(f"journey_pages.state_{found.state}"),
        "is_reading": found.state == ImportState.READING,
        "is_open": found.state == ImportState.PREVIEW,
        "is_applied": found.state == ImportState.APPLIED,
        "is_stuck": found.state == ImportState.READING and stuck,
        "may_mend": found.state in {ImportState.PREVIEW, ImportState.READING} and not mission.archived_at,
        "step": text_from_document(step) if step else None,
        "failed": text_from_document(failed["text"]) if failed else None,
        "failed_hint": text_from_document(failed["hint"]) if failed and failed["hint"] else None,
        "is_stale": found.state == ImportState.PREVIEW and found.mission_revision != mission.revision,
        "table": table,
        "totals": table.totals if table else (),
        "position": position,
        "here": f"?{position}" if position else "",
        "shown_pages": pages_around(table.page, table.pages) if table else (),
        "sheet_remarks": remarks,
        "sheet_remarks_weigh": any(remark.problem.severity is Severity.ERROR for remark in remarks),
        "known_sheets": [sheet for sheet in sheets if sheet.kind],
        "strange_sheets": [sheet for sheet in sheets if not sheet.kind],
        "kinds": kind_previews(found, request.language),
        "marked": found.marked is not None,
        "is_mended": bool(found.mapping.get(CELLS)) and not problems,
        "questions": open_questions,
        "can_answer": any(question.may_be_answered for question in open_questions),
        "unknown_headers": any(problem.hint == MAP_BELOW for problem in problems),
        "duplicates": sameness_questions(found),
        "may_join": found.found.get("joined")
        or any(duplicate.get("same") for duplicate in found.found.get("duplicates", ())),
        "found": found.found,
    }
