"""Costs: totals with their rows; one cost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.costs import By, CostItem
from tearoad.costs.web.forms.items import ItemForm
from tearoad.costs.web.queries.book import Book, book, item_row
from tearoad.costs.web.queries.stored_kinds import STORED_COSTS
from tearoad.costs.web.queries.tables import groups, missing_of, whole
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.mission.web.actions import rows as actions
from tearoad.mission.web.models import Mission
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile, status_of_form
from tearoad.words import form_problem


def costs(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what the mission costs, grouped as the reader wants it."""
    mission = queries.mission(request.actor, mission_id)
    found = book(mission, request.language)
    wanted = request.GET.get("by", "")
    by = By(wanted) if wanted in set(By) else By.FIRM
    total = whole(found)
    may_edit = may_change(request, mission)
    context = {
        "mission": mission,
        "groups": groups(found, by),
        "whole": total,
        "missing": missing_of(total),
        "home": found.ledger.home,
        "by": by.value,
        "bys": [(grouping.value, Text(f"costs_pages.by_{grouping.value}")) for grouping in By],
        "may_edit": may_edit,
    }
    return render(request, "costs/costs.html", context)


@tells_nul
def new(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Write down a cost."""
    mission = queries.mission(request.actor, mission_id)
    found = book(mission, request.language)
    form = ItemForm(request.words, found, request.POST or None)
    if request.method == "POST" and form.is_valid() and form.item is not None:
        try:
            actions.add(request.actor, mission, STORED_COSTS, form.item)
        except InputError as wrong:
            form.add_error("code", form_problem(request.words, wrong.text, wrong.hint))
        else:
            return _saved(request, mission, form.item)
    return _form(request, mission, found, form, {})


@tells_nul
def item(request: ActorRequest, mission_id: UUID, cost_id: UUID) -> HttpResponse:
    """Show one cost, change it, or take it away."""
    mission = queries.mission(request.actor, mission_id)
    row = item_row(request.actor, mission, cost_id)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove(request.actor, mission, STORED_COSTS, row, stale.read_in(request))
        messages.success(request, request.words(Text("costs_pages.item_removed", code=row.code)))
        return redirect("mission-costs", mission_id=mission.id)
    found = book(mission, request.language)
    known = from_document(CostItem, row.document)
    form = ItemForm(request.words, found, request.POST or None, item=known)
    if request.method == "POST" and form.is_valid() and form.item is not None:
        try:
            actions.change(request.actor, mission, STORED_COSTS, row, form.item, stale.read_in(request))
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = ItemForm(request.words, found, None, item=from_document(CostItem, row.document))
            meanwhile = saved_meanwhile(form, theirs, actions.changed_by(mission, STORED_COSTS, row.code))
            return _form(request, mission, found, form, {"row": row, "read": met.now, "meanwhile": meanwhile})
        return _saved(request, mission, form.item)
    return _form(request, mission, found, form, {"row": row, "read": stale.stored_mark(request, row.document)})


def may_change(request: ActorRequest, mission: Mission) -> bool:
    """Whether the reader may change the costs of a mission."""
    return allowed(request.actor.role, Policy.EDIT_COSTS) and mission.archived_at is None


def _saved(request: ActorRequest, mission: Mission, saved: CostItem) -> HttpResponse:
    messages.success(request, request.words(Text("costs_pages.item_saved", code=saved.id)))
    return redirect("mission-costs", mission_id=mission.id)


def _form(request: ActorRequest, mission: Mission, found: Book, form: ItemForm, more: dict[str, Any]) -> HttpResponse:
    context = {
        "mission": mission,
        "form": form,
        "firms": found.firms.items(),
        "payers": [payer.in_language(found.language) for payer in found.payers],
        "may_edit": may_change(request, mission),
    } | more
    return render(request, "costs/item.html", context, status=status_of_form(form, context))
