"""Who travels: the list with what is missing, a form for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.delegation.web.actions import delegates as actions
from tearoad.delegation.web.forms.delegate_form import DelegateForm
from tearoad.delegation.web.queries import people as people_of
from tearoad.delegation.web.views.surroundings import surroundings
from tearoad.errors import Conflict
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.names import PersonName
from tearoad.paper.sheets import Kind, Known
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form


def delegation(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who travels, house by house, with what is missing; `?missing=1` shows only those."""
    mission = queries.mission(request.actor, mission_id)
    found = people_of.delegation(mission, request.language)
    only = request.GET.get("missing") == "1"
    houses = [
        (house, shown) for house in found.houses if (shown := [one for one in house.people if one.gaps or not only])
    ]
    context = {
        **surroundings(request, mission),
        "found": found,
        "houses": houses,
        "only": only,
        "lacking": sum(bool(one.gaps) for one in found.people),
        "urgent": sum(bool(one.urgent) for one in found.people),
    }
    return render(request, "delegation/people.html", context)


@tells_nul
def new(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add a delegate."""
    mission = queries.mission(request.actor, mission_id)
    fresh = Delegate(actions.next_id(people_of.codes(mission)), PersonName())
    form = _form(request, mission, fresh)
    if request.method == "POST" and form.is_valid():
        actions.add(request.actor, mission, form.row)
        messages.success(request, request.words(Text("delegation_pages.added")))
        return redirect("mission-delegation", mission_id=mission.id)
    context = {"mission": mission, "form": form, "delegate": fresh}
    return render(request, "delegation/delegate.html", context, status=422 if form.errors else 200)


@tells_nul
def delegate_page(request: ActorRequest, mission_id: UUID, delegate_id: UUID) -> HttpResponse:
    """Show one delegate as a form, or keep what was filled in."""
    mission = queries.mission(request.actor, mission_id)
    row = people_of.delegate_row(mission, delegate_id)
    delegate = from_document(Delegate, row.document)
    form, meanwhile = _form(request, mission, delegate), None
    read = stale.stored_mark(request, row.document)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.actor, row, form.row, read)
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = _form(request, mission, from_document(Delegate, row.document), sent=False)
            by = stale.Changed("mission.delegate_changed", "delegate", row.id)
            meanwhile, read = saved_meanwhile(form, theirs, by), met.now
        else:
            messages.success(request, request.words(Text("delegation_pages.saved")))
            return redirect("mission-delegation", mission_id=mission.id)
    more = {"read": read, "meanwhile": meanwhile}
    return _person_page(request, mission, row, form, status_of_form(form, more), more)


@require_POST
def remove(request: ActorRequest, mission_id: UUID, delegate_id: UUID) -> HttpResponse:
    """Take a delegate off the list."""
    mission = queries.mission(request.actor, mission_id)
    row = people_of.delegate_row(mission, delegate_id)
    try:
        actions.remove(request.actor, row, stale.read_in(request))
    except stale.Stale:
        raise
    except Conflict as met:
        form = _form(request, mission, from_document(Delegate, row.document), sent=False)
        naming = [(one, one.title.in_language(request.language)) for one in people_of.named_in(mission, row.code)]
        more = {"read": stale.version_of(row.document), "refused": met, "naming": naming}
        return _person_page(request, mission, row, form, 409, more)
    messages.success(request, request.words(Text("delegation_pages.removed")))
    return redirect("mission-delegation", mission_id=mission.id)


def _person_page(
    request: ActorRequest,
    mission: mission_rows.Mission,
    row: mission_rows.Delegate,
    form: DelegateForm,
    status: int,
    more: dict[str, Any],
) -> HttpResponse:
    found = people_of.delegation(mission, request.language)
    person = next(one for one in found.people if one.row_id == row.id)
    context = {"mission": mission, "row": row, "form": form, "delegate": person.delegate, "person": person}
    return render(request, "delegation/delegate.html", context | {"found": found} | more, status=status)


def _form(
    request: ActorRequest, mission: mission_rows.Mission, delegate: Delegate, *, sent: bool = True
) -> DelegateForm:
    found = people_of.delegation(mission, request.language)
    firms = people_of.firm_names(mission, request.language).items()
    known = [Known(Kind.EXPORTER, firm, (name,), "") for firm, name in firms]
    known += [
        Known(Kind.DELEGATE, str(one.delegate.id), (one.name.main,), "")
        for one in found.people
        if one.delegate.id != delegate.id
    ]
    data = request.POST if sent and request.method == "POST" else None
    return DelegateForm(request.words, DELEGATES, found.mission, known, str(delegate.id), delegate, data)
