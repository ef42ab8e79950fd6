"""One opportunity: what is known, what is to be done, what happened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.companies.web.models import Side
from tearoad.errors import Conflict, InputError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.same_company import same_in
from tearoad.orders.opportunity import due_for
from tearoad.orders.web.actions.opportunities import change_step, open_opportunity
from tearoad.orders.web.forms.first_values import accepted_initial, corrected_event, correction_initial, event_initial
from tearoad.orders.web.forms.opportunities import EventForm, OpportunityForm, StepForm
from tearoad.orders.web.queries.board import card_of
from tearoad.orders.web.queries.buyers import open_for_buyer
from tearoad.orders.web.queries.events import events_on_page, what_of
from tearoad.orders.web.queries.mail_copies import copy_address_of
from tearoad.orders.web.queries.offers import offers_on_page
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, same_business, today_of
from tearoad.orders.web.queries.opportunities import opportunity as opportunity_of
from tearoad.orders.web.queries.parties import parties
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values import PartyId
from tearoad.web.input import tells_nul
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile
from tearoad.words import form_problem


@tells_nul
def new(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Open an opportunity."""
    mission = queries.mission(request.actor, mission_id)
    known = parties(mission, request.language)
    further = same_in(mission)  # a company under two ids is offered once
    offered = [
        [(party.id, party.name) for party in known.values() if party.side == side and PartyId(party.id) not in further]
        for side in Side
    ]
    today = today_of(mission)
    initial = {"next_step": NextStep.CALL.value, "due_on": due_for(NextStep.CALL, today)}
    form = OpportunityForm(request.words, offered[0], offered[1], request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and not form.is_valid():
        status = 422
    elif request.method == "POST":
        try:
            row = open_opportunity(request.actor, mission, form.opened(today))
        except (InputError, Conflict) as wrong:
            field = "due_on" if wrong.text.code == "orders.step_day" else None
            form.add_error(field, form_problem(request.words, wrong.text, wrong.hint))
            status = 409 if isinstance(wrong, Conflict) else 422
        else:
            return _to(mission, row.pk)
    context = {"mission": mission, "form": form, "may_edit": may_edit(request, mission)}
    return render(request, "orders/new.html", context, status=status)


def opportunity(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Show one opportunity."""
    mission = queries.mission(request.actor, mission_id)
    return page_of(request, mission, opportunity_of(mission, opportunity_id))


@tells_nul
def step(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Keep what is to be done next."""
    mission = queries.mission(request.actor, mission_id)
    followed_opportunity = opportunity_of(mission, opportunity_id)
    form = StepForm(request.words, request.POST)
    if not form.is_valid():
        return page_of(request, mission, followed_opportunity, step=form)
    try:
        change_step(
            request.actor,
            followed_opportunity.row,
            form.changed(followed_opportunity.opportunity),
            stale.read_in(request),
        )
    except stale.Stale as met:
        followed_opportunity = opportunity_of(mission, opportunity_id)
        theirs = StepForm(request.words, initial=step_initial(followed_opportunity.opportunity))
        changed = stale.Changed("orders.step_changed", "opportunity", opportunity_id)
        more = {"read": met.now, "meanwhile": saved_meanwhile(form, theirs, changed)}
        return page_of(request, mission, followed_opportunity, step=form, more=more)
    except InputError as wrong:
        form.add_error("due_on", form_problem(request.words, wrong.text, wrong.hint))
        return page_of(request, mission, followed_opportunity, step=form)
    messages.success(request, request.words(Text("orders_pages.step_saved")))
    return _to(mission, opportunity_id)


def step_initial(known: core.Opportunity) -> dict[str, Any]:
    """Return with what the form of the next step begins."""
    return {
        "next_step": known.next_step.value,
        "due_on": known.due_on,
        "owner": known.owner,
        "step_note": known.step_note,
    }


def page_of(
    request: ActorRequest,
    mission: Mission,
    followed_opportunity: FollowedOpportunity,
    *,
    step: StepForm | None = None,
    event: EventForm | None = None,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show one opportunity, with the form that was refused where one was."""
    known, today = parties(mission, request.language), today_of(mission)
    currency = queries.core(mission).currency
    offers = offers_on_page(followed_opportunity.row, followed_opportunity.history, today)
    card = card_of(followed_opportunity, known, today)
    accepted = next((offer for offer in offers if str(offer.id) == request.GET.get("accepted")), None)
    initial = event_initial(followed_opportunity.history, today, currency) | (
        accepted_initial(accepted) if accepted else {}
    )
    corrected = corrected_event(request, followed_opportunity.history)
    initial |= correction_initial(corrected) if corrected else {}
    context: dict[str, Any] = {
        "mission": mission,
        "found": followed_opportunity,
        "card": card,
        "same": same_business(mission, followed_opportunity, known),
        "events": events_on_page(followed_opportunity, mission),
        "step": step or StepForm(request.words, initial=step_initial(followed_opportunity.opportunity)),
        "event": event or EventForm(request.words, initial=initial),
        "event_open": event is not None or accepted is not None or corrected is not None,
        "corrected": what_of(corrected) if corrected else None,
        "offers": offers,
        "copies": copy_address_of(followed_opportunity.row),
        "accepted": accepted,
        "read": stale.stored_mark(request, followed_opportunity.row.document)
        if step
        else stale.version_of(followed_opportunity.row.document),
        "informants": [(informant.value, Text(f"orders.by_{informant.value}")) for informant in core.Informant],
        "may_edit": may_edit(request, mission),
        "may_ask_buyer": may_edit(request, mission)
        and bool(open_for_buyer(followed_opportunity.history))
        and card.blocked is None,
    } | (more or {})
    status = 409 if "meanwhile" in context else 422 if step or event else 200
    return render(request, "orders/opportunity.html", context, status=status)


def _to(mission: Mission, opportunity_id: UUID) -> HttpResponse:
    return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=opportunity_id)
