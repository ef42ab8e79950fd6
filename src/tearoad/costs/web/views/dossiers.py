"""Dossiers: of all firms, of one; the parts that are wanted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.costs.dossier import PartKind
from tearoad.costs.web.actions import dossiers as actions
from tearoad.costs.web.actions.dossiers import Sent
from tearoad.costs.web.forms.parts import fields_of, read_parts, rows_of
from tearoad.costs.web.queries import dossiers as found_in
from tearoad.costs.web.queries.tables import totals_of
from tearoad.costs.web.views.items import may_change
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.office.web.policies import file_kind
from tearoad.office.web.queries import jobs
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import to_document
from tearoad.values.letters import seen
from tearoad.web.routes import first
from tearoad.web.saving import stale


def dossiers(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show every firm with what is missing in its dossier."""
    mission = queries.mission(request.actor, mission_id)
    found = found_in.overview(mission, request.language)
    context = {
        "mission": mission,
        "firms": found,
        "complete": sum(firm_line.standing.is_complete for firm_line in found),
        "may_edit": may_change(request, mission),
    }
    return render(request, "costs/dossiers.html", context)


def parts(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Change which parts a dossier needs."""
    mission = queries.mission(request.actor, mission_id)
    error: InputError | None = None
    if request.method == "POST":
        try:
            actions.change_parts(request.actor, mission, read_parts(request.POST.dict()), stale.read_in(request))
        except stale.Stale as met:
            raise met.of(fields_of(found_in.wanted(mission))) from met
        except InputError as wrong:
            error = wrong
        else:
            messages.success(request, request.words(Text("costs_pages.parts_saved")))
            return redirect("mission-dossiers", mission_id=mission.id)
    context = {
        "mission": mission,
        "rows": rows_of(found_in.wanted(mission)),
        "read": stale.stored_mark(request, to_document(found_in.wanted(mission))),
        "kinds": [(part_kind, Text(f"costs_pages.part_kind_{part_kind.value}")) for part_kind in PartKind],
        "error": error,
        "may_edit": may_change(request, mission),
    }
    return render(request, "costs/parts.html", context, status=422 if error else 200)


def dossier(request: ActorRequest, mission_id: UUID, firm: str) -> HttpResponse:
    """Show one firm's dossier."""
    mission = queries.mission(request.actor, mission_id)
    return _dossier(request, mission, firm)


@first(look_ahead)
def upload(request: ActorRequest, mission_id: UUID, firm: str) -> HttpResponse:
    """Put files into a part, or say which file cannot be taken and why."""
    mission = queries.mission(request.actor, mission_id)
    if request.method != "POST":
        return redirect("mission-dossier", mission_id=mission.id, firm=firm)
    part = request.POST.get("part", "")
    try:
        sent = sent_files(request)
        added = actions.add_files(request.actor, mission, firm, part, sent, request.POST.get("person", ""))
    except InputError as wrong:
        return _dossier(request, mission, firm, wrong, part)
    report_added(request, added)
    return _back(mission, firm, part)


def report_added(request: ActorRequest, added: actions.Added) -> None:
    """Tell how many files are new, and which were there already."""
    if added.new:
        messages.success(request, request.words(Text("costs_pages.files_added", count=added.new)))
    for text in added.there:
        messages.info(request, request.words(text))


def sent_files(request: ActorRequest) -> list[Sent]:
    """Return the files that were sent; one that is too large is refused before any is read."""
    most, files = file_kind(found_in.PART).max_bytes, request.FILES.getlist("files")
    for file in files:
        if (file.size or 0) > most:
            text = Text("costs_pages.file_large", name=seen(file.name or ""), most=most // 1_000_000)
            raise InputError(text, Text("costs_pages.kind_refused_hint"))
    return [
        Sent(seen(uploaded_file.name or ""), uploaded_file.read(), uploaded_file.content_type or "")
        for uploaded_file in files
    ]


@require_POST
def confirm(request: ActorRequest, mission_id: UUID, firm: str) -> HttpResponse:
    """Confirm a part, or take the confirmation back."""
    mission = queries.mission(request.actor, mission_id)
    part = request.POST.get("part", "")
    if "back" in request.POST:
        actions.untick(request.actor, mission, firm, part)
        return _back(mission, firm, part)
    try:
        actions.tick(request.actor, mission, firm, part)
    except InputError as wrong:
        return _dossier(request, mission, firm, wrong, part)
    return _back(mission, firm, part)


@require_POST
def drop(request: ActorRequest, mission_id: UUID, piece_id: UUID) -> HttpResponse:
    """Take a file out of a dossier."""
    mission = queries.mission(request.actor, mission_id)
    row = found_in.file_row(request.actor, mission, piece_id)
    actions.drop_file(request.actor, row)
    messages.success(request, request.words(Text("costs_pages.file_dropped")))
    return _back(mission, row.firm, row.part)


@require_POST
def archive(request: ActorRequest, mission_id: UUID, firm: str) -> HttpResponse:
    """Ask for the ZIP."""
    mission = queries.mission(request.actor, mission_id)
    actions.ask_for_archive(request.actor, mission, firm, request.language)
    return redirect("mission-dossier", mission_id=mission.id, firm=firm)


def _back(mission: Mission, firm: str, part: str) -> HttpResponse:
    response = redirect("mission-dossier", mission_id=mission.id, firm=firm)
    response["Location"] += f"#part-{part}" if part.isascii() and part.replace("-", "").isalnum() else ""
    return response


def _dossier(
    request: ActorRequest, mission: Mission, firm: str, error: InputError | None = None, at: str = ""
) -> HttpResponse:
    on_page = found_in.dossier(request.actor, mission, firm, request.language)
    archive = found_in.archive_of(mission, firm)
    job = jobs.latest(request.actor, found_in.JOB, actions.archive_key(mission, firm))
    context: dict[str, Any] = {
        "mission": mission,
        "dossier": on_page,
        "totals": totals_of(on_page.book, on_page.costs),
        "home": on_page.book.ledger.home,
        "error": error,
        "error_at": at,
        "archive": archive,
        "older": (job is None or job.is_over) and found_in.is_older(on_page.standing, on_page.costs, archive),
        "newer": found_in.newer(on_page.standing, archive),
        "job": job,
        "may_run": allowed(request.actor.role, Policy.RUN_OFFICE),
        "may_edit": may_change(request, mission),
    }
    return render(request, "costs/dossier.html", context, status=422 if error else 200)
