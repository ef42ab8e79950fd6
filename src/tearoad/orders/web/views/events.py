"""What happened: written down, confirmed by another side, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tearoad import orders as core
from tearoad.errors import Conflict, InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.office.web.queries.uploads import look_ahead
from tearoad.orders.web.actions.events import SentEvidence, write_event
from tearoad.orders.web.forms.opportunities import EventForm
from tearoad.orders.web.models import OpportunityEvent
from tearoad.orders.web.queries.opportunities import event_row, today_of
from tearoad.orders.web.queries.opportunities import opportunity as opportunity_of
from tearoad.orders.web.views.opportunity import page_of
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.letters import seen
from tearoad.web.input import tells_nul
from tearoad.web.routes import first
from tearoad.words import form_problem


@tells_nul
@first(look_ahead)
def add(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Write down what happened, or say what of the form cannot be."""
    mission = queries.mission(request.actor, mission_id)
    opportunity = opportunity_of(mission, opportunity_id)
    form = EventForm(request.words, request.POST)
    if form.is_valid() and form.event is not None:
        try:
            write_event(request.actor, opportunity.row, form.event, evidence_of(request))
        except (InputError, NotFoundError, Conflict) as wrong:
            form.add_error(None, form_problem(request.words, wrong.text, wrong.hint))
        else:
            messages.success(request, request.words(Text("orders_pages.event_saved")))
            return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=opportunity_id)
    return page_of(request, mission, opportunity, event=form)


def confirm(request: ActorRequest, mission_id: UUID, event_id: UUID) -> HttpResponse:
    """Write down that another side says the same."""
    mission = queries.mission(request.actor, mission_id)
    row = event_row(mission, event_id)
    informant = request.POST.get("said_by", "")
    if informant not in set(core.Informant):
        raise InputError(Text("orders.no_such_informant"), Text("orders.no_such_informant_hint"))
    _about(request, mission, row, core.EventType.CONFIRMED, core.Informant(informant))
    messages.success(request, request.words(Text("orders_pages.event_confirmed")))
    return _to(mission, row)


def withdraw(request: ActorRequest, mission_id: UUID, event_id: UUID) -> HttpResponse:
    """Write down that an event was a mistake."""
    mission = queries.mission(request.actor, mission_id)
    row = event_row(mission, event_id)
    _about(request, mission, row, core.EventType.WITHDRAWN, core.Informant.OFFICER)
    messages.success(request, request.words(Text("orders_pages.event_withdrawn")))
    return _to(mission, row)


def opens_opportunity(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show the opportunity where an address that takes a form is opened by itself: again, after a refusal."""

    @wraps(view)
    def answered(request: ActorRequest, mission_id: UUID, **kept: UUID) -> HttpResponse:
        if request.method == "POST":
            return view(request, mission_id, **kept)
        mission = queries.mission(request.actor, mission_id)
        opportunity_id = kept.get("opportunity_id") or event_row(mission, kept["event_id"]).opportunity_id
        opportunity_of(mission, opportunity_id)
        return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=opportunity_id)

    return require_http_methods(["GET", "HEAD", "POST"])(answered)


def evidence_of(request: ActorRequest) -> SentEvidence | None:
    """Return the file that came with a form, if one did."""
    file = request.FILES.get("file")
    if file is None:
        return None
    return SentEvidence(seen(file.name or ""), file.read(), file.content_type or "")


def _about(
    request: ActorRequest, mission: Mission, row: OpportunityEvent, type_: core.EventType, said_by: core.Informant
) -> None:
    event = core.OrderEvent(core.EventId(""), type_, today_of(mission), said_by, about=core.EventId(str(row.pk)))
    write_event(request.actor, row.opportunity, event)


def _to(mission: Mission, row: OpportunityEvent) -> HttpResponse:
    return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=row.opportunity.pk)
