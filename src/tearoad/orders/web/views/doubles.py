"""Events that seem to tell of the same business: a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad import orders as core
from tearoad.errors import NotFoundError
from tearoad.mission.web import queries
from tearoad.orders.web.actions.doubles import decide_double, undo_double
from tearoad.orders.web.queries.board import label_of
from tearoad.orders.web.queries.doubles import doubles as doubles_of
from tearoad.orders.web.queries.parties import MissionParty, name_in, parties
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text


def doubles(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the pairs that wait and those that were decided; keep a decision."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        pair = (_id(request.POST.get("first", "")), _id(request.POST.get("second", "")))
        made = decide_double(request.actor, mission, pair, is_same=request.POST.get("same") == "yes")
        said = "orders_pages.counted_once" if made.is_same else "orders_pages.counted_apart"
        messages.success(request, request.words(Text(said)))
        return redirect("orders-doubles", mission_id=mission.id)
    known = parties(mission, request.language)
    doubles_page = doubles_of(mission, known)
    context = {
        "mission": mission,
        "waiting": [_pair_on_page(pair, known) for pair in doubles_page.waiting],
        "decided": [_pair_on_page(pair, known) | {"decision": row} for pair, row in doubles_page.decided],
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/doubles.html", context)


def undo(request: ActorRequest, mission_id: UUID, double_id: UUID) -> HttpResponse:
    """Take a decision back."""
    mission = queries.mission(request.actor, mission_id)
    undo_double(request.actor, mission, double_id)
    messages.success(request, request.words(Text("orders_pages.decision_undone")))
    return redirect("orders-doubles", mission_id=mission.id)


def _id(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError as wrong:
        raise NotFoundError(Text("orders.no_such_event"), Text("orders.no_such_event_hint")) from wrong


def _pair_on_page(pair: core.LikelyDouble, known: Mapping[str, MissionParty]) -> dict[str, Any]:
    return {
        "pair": pair,
        "sides": [
            {
                "business": business,
                "firm": name_in(known, business.firm),
                "buyer": name_in(known, business.buyer),
                "rung": label_of(business.rung),
                "by": Text(f"orders.by_{business.said_by.value}"),
            }
            for business in (pair.first, pair.second)
        ],
    }
