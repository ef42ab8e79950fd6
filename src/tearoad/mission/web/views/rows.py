"""One row of any kind as a page: add it, change it, take it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows as actions
from tearoad.mission.web.forms.row_form import RowForm
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.plan_rules import known_parties
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.people import allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.rows import Widget
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form
from tearoad.words import form_problem

View: TypeAlias = Callable[..., HttpResponse]


def new_row(stored: StoredKind[Any]) -> View:
    """Return the page that adds a row of a kind."""

    @tells_nul
    def view(request: ActorRequest, mission_id: UUID) -> HttpResponse:
        mission = queries.mission(request.actor, mission_id)
        id_ = stored.free_id(mission) if stored.kind.id else ""
        form = _form(request, mission, stored, id_)
        if request.method == "POST" and form.is_valid():
            try:
                actions.add(request.actor, mission, stored, form.row)
            except InputError as wrong:
                form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
            else:
                return _back(request, mission, stored, "saved")
        return _form_page(request, mission, stored, form, {"id": id_})

    return view


def change_row(stored: StoredKind[Any]) -> View:
    """Return the page that shows a row of a kind as a form, changes it, or takes it out."""

    @tells_nul
    def view(request: ActorRequest, mission_id: UUID, **named: UUID) -> HttpResponse:
        (row_id,) = named.values()
        mission = queries.mission(request.actor, mission_id)
        row = stored.rows_of(mission).filter(pk=row_id).first()
        if row is None:
            raise NotFoundError(Text("rows.no_such_row"), Text("rows.no_such_row_hint"))
        was = stored.read(row)
        more: dict[str, Any] = {"id": row.code, "row": row, "read": stale.stored_mark(request, row.document)}
        if request.method == "POST" and "remove" in request.POST:
            actions.remove(request.actor, mission, stored, row, more["read"])
            return _back(request, mission, stored, "removed")
        form = _form(request, mission, stored, row.code, was)
        if request.method == "POST" and form.is_valid():
            try:
                actions.change(request.actor, mission, stored, row, form.row, more["read"])
            except InputError as wrong:
                form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
            except stale.Stale as met:
                row.refresh_from_db()
                theirs = _form(request, mission, stored, row.code, stored.read(row), sent=False)
                by = actions.changed_by(mission, stored, row.code)
                more |= {"read": met.now, "meanwhile": saved_meanwhile(form, theirs, by)}
            else:
                return _back(request, mission, stored, "saved")
        return _form_page(request, mission, stored, form, more)

    return view


@require_POST
def undo_change(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Put back what the last change of a row changed."""
    mission = queries.mission(request.actor, mission_id)
    return _back(request, mission, actions.undo(request.actor, mission, request.POST.get("change", "")), "undone")


def _form(
    request: ActorRequest, mission: Mission, stored: StoredKind[Any], id_: str, was: object = None, *, sent: bool = True
) -> RowForm:
    kinds = {kind for one in stored.kind.fields if one.codec.widget is Widget.PARTY for kind in one.codec.kinds}
    known = known_parties(mission, request.language, kinds) if kinds else ()
    data = request.POST if sent and request.method == "POST" else None
    return RowForm(request.words, stored.kind, queries.core(mission), known, id_, was, data)


def _back(request: ActorRequest, mission: Mission, stored: StoredKind[Any], what: str) -> HttpResponse:
    of_plan = "_of_plan" if stored.touches_plans and what != "undone" else ""
    messages.success(request, request.words(Text(f"rows.{what}{of_plan}")))
    return redirect(stored.list_page, mission_id=mission.id)


def _form_page(
    request: ActorRequest, mission: Mission, stored: StoredKind[Any], form: RowForm, more: dict[str, Any]
) -> HttpResponse:
    context = more | {
        "mission": mission,
        "form": form,
        "title": Text(f"rows.{'change' if 'row' in more else 'new'}_{stored.noun}"),
        "lead": Text(f"rows.{stored.noun}_lead"),
        "list_title": Text(f"rows.{stored.kind.name}"),
        "back": reverse(stored.list_page, args=[mission.id]),
        "may_edit": allowed(request.actor.role, stored.policy) and mission.archived_at is None,
    }
    return render(request, "mission/row.html", context, status=status_of_form(form, context))
