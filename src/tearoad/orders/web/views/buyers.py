"""A buyer's list by their link: what firms say of business with them, and whether it is so."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad import orders as core
from tearoad.errors import InputError, NotFoundError
from tearoad.mission.web import queries
from tearoad.mission.web.views.portal import private, visited
from tearoad.orders.web.actions.buyers import ask_buyer
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.queries.buyers import BOTH_KNOW, claimed_events
from tearoad.orders.web.queries.opportunities import event_row, own_ids, today_of
from tearoad.orders.web.queries.opportunities import opportunity as opportunity_of
from tearoad.people import Role
from tearoad.people.web.actions.limits import spend
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.refused import shows_again

TRIES, PER_SECONDS = 120, 3600
"""So many times an hour one buyer may answer."""
_ANSWERS = {"yes": core.EventType.CONFIRMED, "no": core.EventType.DISPUTED}


def ask(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Write to the buyer of an opportunity."""
    mission = queries.mission(request.actor, mission_id)
    written = ask_buyer(request.actor, opportunity_of(mission, opportunity_id).row)
    code = "buyer_written" if written else "buyer_written_today"
    messages.success(request, request.words(Text(f"orders_pages.{code}")))
    return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=opportunity_id)


def buyer_list(request: ActorRequest, token: str) -> HttpResponse:
    """Show a buyer what firms say of business with them, what they did not answer yet first."""
    mission, who = visited(request)
    context = {
        "mission": mission,
        "token": token,
        "who": who,
        "name": queries.core(mission).name.in_language(request.language),
        "most_letters": core.MOST_IN_A_NOTE,
        "events": claimed_events(mission, request.actor.party, request.language),
    }
    return private(render(request, "orders/buyer_list.html", context))


def _list_again(request: ActorRequest, token: str, event_id: UUID) -> HttpResponse:
    del event_id
    return buyer_list(request, token)


@shows_again({"orders.too_long": "note"}, typed=("note",), page=_list_again)
def answer(request: ActorRequest, token: str, event_id: UUID) -> HttpResponse:
    """Keep that the buyer says the same, or otherwise."""
    mission, _who = visited(request)
    if request.method != "POST":
        return private(redirect("orders-own", token=token))
    row = event_row(mission, event_id)
    event = from_document(core.OrderEvent, row.document)
    if request.actor.role is not Role.BUYER or row.opportunity.buyer not in own_ids(mission, request.actor.party):
        raise NotFoundError(Text("orders.no_such_event"), Text("orders.no_such_event_hint"))
    if event.rung not in BOTH_KNOW:
        raise NotFoundError(Text("orders.no_such_event"), Text("orders.no_such_event_hint"))
    said = _ANSWERS.get(request.POST.get("answer", ""))
    if said is None:
        raise InputError(Text("orders.no_such_answer"), Text("orders.no_such_answer_hint"))
    spend(f"buyer-orders:{mission.id}/{request.actor.party}", TRIES, PER_SECONDS)
    wanted = core.OrderEvent(
        core.EventId(""),
        said,
        today_of(mission),
        core.Informant.BUYER,
        about=core.EventId(str(row.pk)),
        note=request.POST.get("note", "").strip(),
    )
    write_event(request.actor, row.opportunity, wanted)
    messages.success(request, request.words(Text("orders_pages.thanks")))
    return private(redirect("orders-own", token=token))
