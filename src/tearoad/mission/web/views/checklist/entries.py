"""One sample, one diplomatic post: add it, change it, take it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.actions.checklist import entries as actions
from tearoad.mission.web.forms.row_form import POST, SAMPLE, RowForm, RowKind
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.delegation.people import firm_names
from tearoad.mission.web.views.checklist.tasks import around
from tearoad.paper.sheets import Kind, Known
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import status_of_form, tell_meanwhile


@dataclass(frozen=True, slots=True)
class _Page:
    """What differs between the pages of samples and of posts."""

    name: str
    kind: RowKind
    part: str
    prefix: str

    @property
    def back(self) -> str:
        """Where the list is."""
        return f"mission-{self.part}"


_SAMPLE, _POST = _Page("sample", SAMPLE, "samples", "S"), _Page("post", POST, "posts", "P")


@tells_nul
def new_sample(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add a sample."""
    return _new(request, mission_id, _SAMPLE)


@tells_nul
def sample(request: ActorRequest, mission_id: UUID, sample_id: UUID) -> HttpResponse:
    """Show a sample as a form, change it, or take it away."""
    return _one(request, mission_id, _SAMPLE, sample_id)


@tells_nul
def new_post(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add a post of the mission's country."""
    return _new(request, mission_id, _POST)


@tells_nul
def post(request: ActorRequest, mission_id: UUID, post_id: UUID) -> HttpResponse:
    """Show a post as a form, change it, or take it away."""
    return _one(request, mission_id, _POST, post_id)


def _new(request: ActorRequest, mission_id: UUID, page: _Page) -> HttpResponse:
    mission = queries.mission(request.actor, mission_id)
    taken = set(actions.rows_of(mission, page.kind.core).values_list("code", flat=True))
    id_ = next(code for number in range(1, len(taken) + 2) if (code := f"{page.prefix}{number:02d}") not in taken)
    form = _form(request, mission, page, id_, None)
    if request.method == "POST" and form.is_valid():
        actions.add(request.actor, mission, form.row)
        return _kept(request, mission, page)
    return _shown(request, mission, page, form, {"id": id_})


def _one(request: ActorRequest, mission_id: UUID, page: _Page, row_id: UUID) -> HttpResponse:
    mission = queries.mission(request.actor, mission_id)
    row = actions.rows_of(mission, page.kind.core).filter(pk=row_id).first()
    if row is None:
        raise NotFoundError(Text(f"checklist.no_such_{page.name}"), Text(f"checklist.no_such_{page.name}_hint"))
    entry = from_document(page.kind.core, row.document)
    more: dict[str, Any] = {"id": entry.id, "row": row, "read": stale.shown(request, row.document)}
    if request.method == "POST" and "remove" in request.POST:
        try:
            actions.remove(request.actor, mission, row, entry, typed=request.POST.get("typed", ""), read=more["read"])
        except InputError as wrong:
            form = _form(request, mission, page, entry.id, entry, sent=False)
            return _shown(request, mission, page, form, more | {"wrong": wrong})
        return _kept(request, mission, page, "removed")
    form = _form(request, mission, page, entry.id, entry)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.actor, mission, row, form.row, more["read"])
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = _form(request, mission, page, entry.id, from_document(page.kind.core, row.document), sent=False)
            by = actions.changed_by(mission, entry)
            more |= {"read": met.now, "meanwhile": tell_meanwhile(form, theirs, by)}
        else:
            return _kept(request, mission, page)
    return _shown(request, mission, page, form, more)


def _form(request: ActorRequest, mission: Mission, page: _Page, id_: str, was: object, *, sent: bool = True) -> RowForm:
    firms = firm_names(mission, request.language) if page.kind is SAMPLE else {}
    known = [Known(Kind.EXPORTER, firm, (name,), "") for firm, name in firms.items()]
    data = request.POST if sent and request.method == "POST" else None
    return RowForm(request.words, page.kind, queries.core(mission), known, id_, was, data)


def _kept(request: ActorRequest, mission: Mission, page: _Page, what: str = "kept") -> HttpResponse:
    messages.success(request, request.words(Text(f"checklist_pages.{what}")))
    return redirect(page.back, mission_id=mission.id)


def _shown(request: ActorRequest, mission: Mission, page: _Page, form: RowForm, more: dict[str, Any]) -> HttpResponse:
    is_new = "row" not in more
    context = (
        around(request, mission, page.part)
        | more
        | {
            "form": form,
            "title": Text(f"checklist_pages.{'new' if is_new else 'change'}_{page.name}"),
            "lead": Text(f"checklist_pages.{page.name}_form_lead"),
            "back": reverse(page.back, args=[mission.id]),
        }
    )
    status = 422 if more.get("wrong") else status_of_form(form, more)
    return render(request, "mission/checklist/entry.html", context, status=status)
