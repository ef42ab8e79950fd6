"""A firm's own list, opened by its link: what is to be done today, and what came of it, with one thumb."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad import orders as core
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.mission.web.views.portal import private, visited
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import change_step
from tearoad.orders.web.forms.first_values import corrected_event, correction_initial, event_initial
from tearoad.orders.web.forms.opportunities import EventForm, StepForm
from tearoad.orders.web.queries.board import CardsWanted, by_day, card_of
from tearoad.orders.web.queries.events import events_on_page, what_of
from tearoad.orders.web.queries.mail_copies import copy_address_of
from tearoad.orders.web.queries.opportunities import FollowedOpportunity, today_of
from tearoad.orders.web.queries.opportunities import opportunity as opportunity_of
from tearoad.orders.web.queries.parties import parties
from tearoad.orders.web.views.buyers import buyer_list
from tearoad.orders.web.views.events import evidence_of
from tearoad.orders.web.views.opportunity import step_initial
from tearoad.people import Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.input import tells_nul
from tearoad.web.routes import first
from tearoad.web.saving import stale
from tearoad.web.saving.versions import saved_meanwhile
from tearoad.words import form_problem

TRIES, PER_SECONDS = 120, 3600
"""So many times an hour one firm may send a form."""


_TAPS_ABOUT = {"confirm": core.EventType.CONFIRMED, "take_back": core.EventType.WITHDRAWN}
"""What a firm says of an entry by one tap: that it is so, or that its own was a slip."""


def own_list(request: ActorRequest, token: str) -> HttpResponse:
    """Show a firm what it has to do, what is overdue first; a buyer what firms say of business with them."""
    mission, who = visited(request)
    if who.role is Role.BUYER:
        return buyer_list(request, token)
    context = {
        "mission": mission,
        "token": token,
        "firm": who.in_language(request.language),
        "name": queries.core(mission).name.in_language(request.language),
        "cards": by_day(mission, CardsWanted(request.actor.party), parties(mission, request.language))[:],
    }
    return private(render(request, "orders/own_list.html", context))


@tells_nul
@first(look_ahead)
def own_opportunity(request: ActorRequest, token: str, opportunity_id: UUID) -> HttpResponse:
    """Show a firm one of its opportunities; keep its next step, what happened, or that there is nothing new."""
    mission, who = visited(request)
    opportunity = opportunity_of(mission, opportunity_id, request.actor.party)
    corrected = corrected_event(request, opportunity.history)
    step, event = _step(request, opportunity), _event(request, mission, opportunity, corrected)
    more: dict[str, Any] = {}
    if request.method == "POST":
        spend(f"own-orders:{mission.id}/{request.actor.party}", TRIES, PER_SECONDS)
        try:
            saved = _save_step_and_event(request, mission, opportunity, step, event)
        except stale.Stale as met:
            saved, opportunity = False, opportunity_of(mission, opportunity_id, request.actor.party)
            more = _both_versions(request, step, opportunity) | {"read": met.now}
        if saved:
            messages.success(request, request.words(Text("orders_pages.thanks")))
            return private(redirect("orders-own", token=token))
    status = 409 if more else 422 if step.errors or event.errors else 200
    context = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": queries.core(mission).name.in_language(request.language),
        "found": opportunity,
        "card": card_of(opportunity, parties(mission, request.language), today_of(mission)),
        "events": events_on_page(opportunity, mission),
        "copies": copy_address_of(opportunity.row),
        "step": step,
        "event": event,
        "corrected": what_of(corrected) if corrected else None,
        "without": [
            (without_mission.value, Text(f"orders_pages.without_{without_mission.value}"))
            for without_mission in core.WithoutMission
        ],
        "said": opportunity.history.without,
        "read": stale.stored_mark(request, opportunity.row.document),
    } | more
    return private(render(request, "orders/own_opportunity.html", context, status=status))


def _both_versions(request: ActorRequest, step: StepForm, now: FollowedOpportunity) -> dict[str, Any]:
    """Return what somebody saved while the firm had its page open, beside what the firm entered."""
    theirs = StepForm(request.words, own=True, initial=step_initial(now.opportunity))
    changed = stale.Changed("orders.step_changed", "opportunity", now.id)
    return {"meanwhile": saved_meanwhile(step, theirs, changed)}


def _step(request: ActorRequest, opportunity: FollowedOpportunity) -> StepForm:
    sent = request.POST if "next_step" in request.POST else None
    return StepForm(request.words, sent, own=True, initial=step_initial(opportunity.opportunity))


def _event(
    request: ActorRequest, mission: Mission, opportunity: FollowedOpportunity, corrected: core.OrderEvent | None
) -> EventForm:
    sent = request.POST if "what" in request.POST else None
    initial = event_initial(opportunity.history, today_of(mission), queries.core(mission).currency)
    initial |= correction_initial(corrected) if corrected else {}
    return EventForm(request.words, sent, own=True, initial=initial)


def _save_step_and_event(
    request: ActorRequest, mission: Mission, opportunity: FollowedOpportunity, step: StepForm, event: EventForm
) -> bool:
    """Keep what was sent; return whether it could be."""
    if step.is_bound:
        if not step.is_valid():
            return False
        try:
            change_step(request.actor, opportunity.row, step.changed(opportunity.opportunity), stale.read_in(request))
        except InputError as wrong:
            step.add_error("due_on", form_problem(request.words, wrong.text, wrong.hint))
        return not step.errors
    if event.is_bound:
        return event.is_valid() and event.event is not None and _save_event(request, opportunity, event, event.event)
    write_event(request.actor, opportunity.row, _tapped(request, today_of(mission)))
    return True


def _tapped(request: ActorRequest, today: date) -> core.OrderEvent:
    """Return what one tap says: of an entry that it is so, or was a slip; how much would have come; or nothing new."""
    for name, type_ in _TAPS_ABOUT.items():
        if name in request.POST:
            about = core.EventId(request.POST[name])
            return core.OrderEvent(core.EventId(""), type_, today, core.Informant.EXPORTER, about=about)
    said = request.POST.get("without", "")
    if said in set(core.WithoutMission):
        return core.OrderEvent(
            core.EventId(""),
            core.EventType.WITHOUT_MISSION,
            today,
            core.Informant.EXPORTER,
            without=core.WithoutMission(said),
        )
    if "without" in request.POST:
        raise InputError(Text("orders.without_missing"), Text("orders.without_missing_hint"))
    return core.OrderEvent(core.EventId(""), core.EventType.NOTHING_NEW, today, core.Informant.EXPORTER)


def _save_event(
    request: ActorRequest, opportunity: FollowedOpportunity, form: EventForm, event: core.OrderEvent
) -> bool:
    try:
        write_event(request.actor, opportunity.row, event, evidence_of(request))
    except (InputError, NotFoundError, Conflict) as wrong:
        form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
        return False
    return True
