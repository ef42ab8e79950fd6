"""Exchange rates: all of them, and one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.errors import InputError
from tearoad.mission.costs import ExchangeRate
from tearoad.mission.web import queries
from tearoad.mission.web.actions.costs import items as actions
from tearoad.mission.web.forms.costs.rates import RateForm
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.costs.book import (
    book,
    home_currency,
    last_step,
    rate_row,
)
from tearoad.mission.web.queries.costs.tables import missing_of, whole
from tearoad.mission.web.views.costs.items import may_change
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import status_of_form, tell_meanwhile
from tearoad.words import told


@tells_nul
def rates(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the rates and which are missing; write one down."""
    mission = queries.mission(request.actor, mission_id)
    form = RateForm(request.words, home_currency(queries.core(mission)), request.POST or None)
    if request.method == "POST" and form.is_valid() and form.rate is not None:
        try:
            actions.add_rate(request.actor, mission, form.rate)
        except InputError as wrong:
            form.add_error("on", told(request.words, wrong.text, wrong.hint))
        else:
            return _saved(request, mission, form.rate)
    found = book(mission, request.language)
    may_edit = may_change(request, mission)
    context = {
        "mission": mission,
        "section": "rates",
        "rates": found.rates,
        "missing": missing_of(whole(found)),
        "home": found.ledger.home,
        "form": form,
        "step": last_step(mission) if may_edit else None,
        "may_edit": may_edit,
    }
    return render(request, "mission/costs/rates.html", context, status=422 if form.errors else 200)


@tells_nul
def rate(request: ActorRequest, mission_id: UUID, rate_id: UUID) -> HttpResponse:
    """Show one rate, change it, or take it away."""
    mission = queries.mission(request.actor, mission_id)
    row = rate_row(request.actor, mission, rate_id)
    if request.method == "POST" and "remove" in request.POST:
        actions.remove_rate(request.actor, row, stale.read_in(request))
        messages.success(request, request.words(Text("costs_pages.rate_removed", code=row.code)))
        return redirect("mission-rates", mission_id=mission.id)
    known = from_document(ExchangeRate, row.document)
    form = RateForm(request.words, known.quote, request.POST or None, rate=known)
    read, meanwhile = stale.shown(request, row.document), None
    if request.method == "POST" and form.is_valid() and form.rate is not None:
        try:
            actions.change_rate(request.actor, row, form.rate, read)
        except InputError as wrong:
            form.add_error(None, told(request.words, wrong.text, wrong.hint))
        except stale.Stale as met:
            row.refresh_from_db()
            theirs = RateForm(request.words, known.quote, None, rate=from_document(ExchangeRate, row.document))
            meanwhile = tell_meanwhile(form, theirs, actions.changed_by(actions.RATES, row))
            read = met.now
        else:
            return _saved(request, mission, form.rate)
    context: dict[str, Any] = {
        "mission": mission,
        "section": "rates",
        "form": form,
        "row": row,
        "read": read,
        "meanwhile": meanwhile,
        "may_edit": may_change(request, mission),
    }
    return render(request, "mission/costs/rate.html", context, status=status_of_form(form, context))


def _saved(request: ActorRequest, mission: Mission, saved: ExchangeRate) -> HttpResponse:
    messages.success(request, request.words(Text("costs_pages.rate_saved", code=saved.id)))
    return redirect("mission-rates", mission_id=mission.id)
