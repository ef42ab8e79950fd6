"""One row of any kind as a page: add it, change it, take it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows as actions
from tearoad.mission.web.forms.row_form import RowForm
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.plan_rules import known_parties
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.paper.sheets import Known
from tearoad.people import allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.rows import Widget
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form
from tearoad.words import form_problem

View: TypeAlias = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPage:
    """What the page of a kind of row has of its own."""

    template: str = "mission/row.html"
    form: type[RowForm] = RowForm
    known: Callable[[ActorRequest, Mission, str], Sequence[Known]] | None = None
    """Whom its cells may name, given its id; None: the companies that its fields name."""
    context: Callable[[ActorRequest, Mission, Any], dict[str, Any]] = lambda _request, _mission, _row: {}
    """What its template shows besides; given the row, None of a new one."""


_PLAIN = RowPage()
_MOST_REMARKS = 3
"""Of one row; its table tells of the rest."""
_KindAndPage: TypeAlias = tuple[StoredKind[Any], RowPage]


def new_row(stored: StoredKind[Any], page: RowPage = _PLAIN) -> View:
    """Return the page that adds a row of a kind."""

    @tells_nul
    def view(request: ActorRequest, mission_id: UUID) -> HttpResponse:
        mission = queries.mission(request.actor, mission_id)
        id_ = stored.free_id(mission) if stored.kind.id else ""
        form = _form(request, mission, (stored, page), id_)
        if request.method == "POST" and form.is_valid():
            try:
                # Somebody may have taken the id that the form showed.
                actions.add(request.actor, mission, stored, replace(form.row, id="") if stored.kind.id else form.row)
            except InputError as wrong:
                form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
            else:
                return _saved(request, mission, stored, form)
        return _form_page(request, mission, (stored, page), form, {"id": id_})

    return view


def change_row(stored: StoredKind[Any], page: RowPage = _PLAIN) -> View:
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
            return _remove(request, mission, (stored, page), row, more)
        form = _form(request, mission, (stored, page), row.code, was)
        if request.method == "POST" and form.is_valid():
            try:
                actions.change(request.actor, mission, stored, row, form.row, more["read"])
            except InputError as wrong:
                form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
            except stale.Stale as met:
                row.refresh_from_db()
                theirs = _form(request, mission, (stored, page), row.code, stored.read(row), sent=False)
                by = actions.changed_by(mission, stored, row.code)
                more |= {"read": met.now, "meanwhile": saved_meanwhile(form, theirs, by)}
            else:
                return _saved(request, mission, stored, form)
        return _form_page(request, mission, (stored, page), form, more)

    return view


@require_POST
def undo_change(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Put back what the last change of a row changed."""
    mission = queries.mission(request.actor, mission_id)
    return _back(request, mission, actions.undo(request.actor, mission, request.POST.get("change", "")), "undone")


def _remove(request: ActorRequest, mission: Mission, of: _KindAndPage, row: Any, more: dict[str, Any]) -> HttpResponse:
    """Take a row out, or show it with what still needs it."""
    stored, _page = of
    try:
        actions.remove(request.actor, mission, stored, row, more["read"])
    except stale.Stale:
        raise
    except Conflict as refused:
        form = _form(request, mission, of, row.code, stored.read(row), sent=False)
        return _form_page(request, mission, of, form, more | {"refused": refused})
    return _back(request, mission, stored, "removed")


def _form(
    request: ActorRequest, mission: Mission, of: _KindAndPage, id_: str, was: object = None, *, sent: bool = True
) -> RowForm:
    stored, page = of
    known: Sequence[Known] = page.known(request, mission, id_) if page.known else _companies(request, mission, stored)
    data = request.POST if sent and request.method == "POST" else None
    return page.form(request.words, stored.kind, queries.core(mission), known, id_, was, data)


def _companies(request: ActorRequest, mission: Mission, stored: StoredKind[Any]) -> Sequence[Known]:
    kinds = {kind for field in stored.kind.fields if field.codec.widget is Widget.PARTY for kind in field.codec.kinds}
    return known_parties(mission, request.language, kinds) if kinds else ()


def _saved(request: ActorRequest, mission: Mission, stored: StoredKind[Any], form: RowForm) -> HttpResponse:
    for remark in form.remarks[:_MOST_REMARKS]:
        messages.info(request, form_problem(request.words, remark.text, remark.hint))
    return _back(request, mission, stored, "saved")


def _back(request: ActorRequest, mission: Mission, stored: StoredKind[Any], what: str) -> HttpResponse:
    is_planned = stored.touches_plans and stored.planned_with is None and what != "undone"
    messages.success(request, request.words(Text(f"rows.{what}_of_plan" if is_planned else f"rows.{what}")))
    return redirect(stored.list_page, mission_id=mission.id)


def _form_page(
    request: ActorRequest, mission: Mission, of: _KindAndPage, form: RowForm, more: dict[str, Any]
) -> HttpResponse:
    stored, page = of
    context = more | {
        "mission": mission,
        "form": form,
        "title": Text(f"rows.{'change' if 'row' in more else 'new'}_{stored.noun}"),
        "lead": Text(f"rows.{stored.noun}_lead"),
        "list_title": Text(f"rows.{stored.kind.name}"),
        "back": reverse(stored.list_page, args=[mission.id]),
        "may_edit": allowed(request.actor.role, stored.policy) and mission.archived_at is None,
    }
    context |= page.context(request, mission, more.get("row"))
    status = 409 if "refused" in more else status_of_form(form, context)
    return render(request, page.template, context, status=status)
