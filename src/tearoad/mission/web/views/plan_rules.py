"""The rules of a mission's plans: objectives, rules switched off, quotas and orders of meetings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import missions as mission_actions
from tearoad.mission.web.actions import plan_rules as actions
from tearoad.mission.web.forms.plan_rules import ORDER, PlanRulesForm, quota_kind
from tearoad.mission.web.forms.row_form import RowForm, RowKind
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.plan_rules import known_parties
from tearoad.mission.web.queries.plan_rules import plan_rules as rules_of
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import Meanwhile, status_of_form, tell_meanwhile
from tearoad.words import told


@tells_nul
def plan_rules(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the rules of a mission's plans; change objectives and what is switched off."""
    row = queries.mission(request.actor, mission_id)
    if request.method != "POST":
        return _page(request, row, PlanRulesForm(request.words, queries.core(row)))
    form = PlanRulesForm(request.words, queries.core(row), request.POST)
    read = stale.read_in(request)
    if not form.is_valid():
        return _page(request, row, form, read)
    try:
        mission_actions.change(request.actor, row, form.mission, read)
    except stale.Stale:
        row = queries.mission(request.actor, mission_id)
        theirs = PlanRulesForm(request.words, queries.core(row))
        meanwhile = tell_meanwhile(form, theirs, stale.Changed("mission.changed", "mission", row.id))
        return _page(request, row, form, meanwhile=meanwhile)
    messages.success(request, request.words(Text("plan_rules.kept")))
    return redirect("mission-plan-rules", mission_id=row.id)


def _page(
    request: ActorRequest, row: Mission, form: PlanRulesForm, read: str = "", meanwhile: Meanwhile | None = None
) -> HttpResponse:
    context = {
        "mission": row,
        "form": form,
        "rules": rules_of(row, request.language),
        "read": read or stale.version_of(row.document),
        "meanwhile": meanwhile,
        "may_edit": _may_edit(request, row),
    }
    return render(request, "mission/plan_rules.html", context, status=status_of_form(form, context))


@dataclass(frozen=True, slots=True)
class _Entry:
    """What differs between quotas and orders."""

    name: str
    kind: RowKind
    prefix: str


def _quota(mission: Mission) -> _Entry:
    return _Entry("quota", quota_kind(mission.fair_zone), "Q")


def _order(_mission: Mission) -> _Entry:
    return _Entry("order", ORDER, "O")


@tells_nul
def new_quota(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add a quota."""
    mission = queries.mission(request.actor, mission_id)
    return _new(request, mission, _quota(mission))


@tells_nul
def quota(request: ActorRequest, mission_id: UUID, quota_id: UUID) -> HttpResponse:
    """Show a quota as a form, change it, or take it away."""
    mission = queries.mission(request.actor, mission_id)
    return _one(request, mission, _quota(mission), quota_id)


@tells_nul
def new_order(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Add an order of two meetings."""
    mission = queries.mission(request.actor, mission_id)
    return _new(request, mission, _order(mission))


@tells_nul
def order(request: ActorRequest, mission_id: UUID, order_id: UUID) -> HttpResponse:
    """Show an order as a form, change it, or take it away."""
    mission = queries.mission(request.actor, mission_id)
    return _one(request, mission, _order(mission), order_id)


def _new(request: ActorRequest, mission: Mission, entry: _Entry) -> HttpResponse:
    taken = set(actions.rows_of(mission, entry.kind.core).values_list("code", flat=True))
    id_ = next(code for number in range(1, len(taken) + 2) if (code := f"{entry.prefix}{number:02d}") not in taken)
    form = _form(request, mission, entry, id_)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add(request.actor, mission, form.row)
        except InputError as wrong:
            form.add_error(None, told(request.words, wrong.text, wrong.hint))
        else:
            return _back(request, mission, "kept")
    return _shown(request, mission, entry, form, {"id": id_})


def _one(request: ActorRequest, mission: Mission, entry: _Entry, row_id: UUID) -> HttpResponse:
    row = actions.rows_of(mission, entry.kind.core).filter(pk=row_id).first()
    if row is None:
        raise NotFoundError(Text("plan_rules.no_such_entry"), Text("plan_rules.no_such_entry_hint"))
    was = from_document(entry.kind.core, row.document)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove(request.actor, mission, row, was, stale.read_in(request))
        return _back(request, mission, "removed")
    form = _form(request, mission, entry, was.id, was)
    more: dict[str, Any] = {"id": was.id, "row": row, "read": stale.shown(request, row.document)}
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(request.actor, mission, row, form.row, more["read"])
        except InputError as wrong:
            form.add_error(None, told(request.words, wrong.text, wrong.hint))
        except stale.Stale as met:
            row.refresh_from_db()
            by = actions.changed_by(mission, was)
            theirs = _form(request, mission, entry, was.id, from_document(entry.kind.core, row.document), sent=False)
            more |= {"read": met.now, "meanwhile": tell_meanwhile(form, theirs, by)}
        else:
            return _back(request, mission, "kept")
    return _shown(request, mission, entry, form, more)


def _form(
    request: ActorRequest, mission: Mission, entry: _Entry, id_: str, was: object = None, *, sent: bool = True
) -> RowForm:
    data = request.POST if sent and request.method == "POST" else None
    known = known_parties(mission, request.language)
    return RowForm(request.words, entry.kind, queries.core(mission), known, id_, was, data)


def _back(request: ActorRequest, mission: Mission, what: str) -> HttpResponse:
    messages.success(request, request.words(Text(f"plan_rules.{what}")))
    return redirect("mission-plan-rules", mission_id=mission.id)


def _shown(request: ActorRequest, mission: Mission, entry: _Entry, form: RowForm, more: dict[str, Any]) -> HttpResponse:
    context = more | {
        "mission": mission,
        "form": form,
        "title": Text(f"plan_rules.{'change' if 'row' in more else 'new'}_{entry.name}"),
        "lead": Text(f"plan_rules.{entry.name}_lead"),
        "may_edit": _may_edit(request, mission),
    }
    return render(request, "mission/plan_rule.html", context, status=status_of_form(form, context))


def _may_edit(request: ActorRequest, mission: Mission) -> bool:
    return allowed(request.actor.role, Policy.EDIT_MISSION) and mission.archived_at is None
