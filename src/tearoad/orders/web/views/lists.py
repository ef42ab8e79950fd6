"""The board by rung, the list by day, and what the floor proposes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render

from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.follow_up_mails import send_own_lists, switch_buyers
from tearoad.orders.web.actions.opportunities import accept_proposal
from tearoad.orders.web.forms.cards import CardFilter
from tearoad.orders.web.queries.agreements import agreements_due
from tearoad.orders.web.queries.board import (
    CardList,
    CardsWanted,
    at_rung,
    blocked_of,
    by_day,
    column_label,
    step_label,
)
from tearoad.orders.web.queries.board import board as board_of
from tearoad.orders.web.queries.follow_up_rounds import follow_up_page
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.orders.web.queries.parties import name_in, parties
from tearoad.orders.web.queries.proposals import proposals
from tearoad.orders.web.queries.walk_ins import walk_ins
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text

PER_PAGE = 50
"""So many opportunities stand on a page of a list."""


def board(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show how many stand at each rung and the first of them, each rung with its own total."""
    mission = queries.mission(request.actor, mission_id)
    context = {
        "mission": mission,
        "board": board_of(request.actor, mission, request.language),
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/board.html", context)


def rung(request: ActorRequest, mission_id: UUID, rung: str) -> HttpResponse:
    """Show all that stands at one rung, or was lost, some at a time."""
    mission = queries.mission(request.actor, mission_id)
    known = parties(mission, request.language)
    form = CardFilter(request.words, known.values(), request.GET)
    found = at_rung(mission, rung, form.wanted, known)
    context = {"mission": mission, "rung": column_label(rung)} | _some(request, form, found)
    return render(request, "orders/rung.html", context)


def days(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what is to be done, what is overdue first; then what officials owe each other."""
    mission = queries.mission(request.actor, mission_id)
    known = parties(mission, request.language)
    form = CardFilter(request.words, known.values(), request.GET)
    context = {
        "mission": mission,
        "agreements": agreements_due(mission, today_of(mission)),
        "may_edit": may_edit(request, mission),
    } | _some(request, form, by_day(mission, form.wanted, known))
    return render(request, "orders/days.html", context)


def _some(request: ActorRequest, form: CardFilter, found: CardList) -> dict[str, object]:
    """Return the page of a list that is asked for, with what chose its opportunities."""
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return {"form": form, "is_narrowed": form.wanted != CardsWanted(), "page": page, "cards": list(page)}


def follow_up_rounds_page(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show which firms were asked what came of the fair, who answered, and whom to telephone."""
    mission = queries.mission(request.actor, mission_id)
    context = {
        "mission": mission,
        "asking": follow_up_page(mission, request.language, today_of(mission)),
        "may_edit": may_edit(request, mission),
        "may_switch": allowed(request.actor.role, Policy.SEND_LINKS) and mission.archived_at is None,
    }
    return render(request, "orders/follow_up_rounds.html", context)


def ask_buyers(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Switch on or off that buyers are asked by rounds, in every mission of the organisation."""
    mission = queries.mission(request.actor, mission_id)
    is_on = request.POST.get("on") == "1"
    if switch_buyers(request.actor, is_on=is_on):
        messages.success(request, request.words(Text(f"orders_pages.buyers_{'on' if is_on else 'off'}")))
    return redirect("orders-asked", mission_id=mission.id)


def send_lists(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Send firms the links to their own lists."""
    mission = queries.mission(request.actor, mission_id)
    sent = send_own_lists(request.actor, mission)
    messages.success(request, request.words(Text("orders_pages.lists_sent", count=sent)))
    return redirect("orders-asked", mission_id=mission.id)


def proposed(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show what the floor proposes, and take one over."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        row = accept_proposal(request.actor, mission, request.POST.get("key", ""))
        messages.success(request, request.words(Text("orders_pages.taken_over")))
        return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=row.pk)
    known = parties(mission, request.language)
    found = [
        {
            "proposal": proposal,
            "firm": name_in(known, proposal.opportunity.firm),
            "buyer": name_in(known, proposal.opportunity.buyer),
            "step": step_label(proposal.opportunity.next_step),
            "blocked": blocked_of(proposal.opportunity.firm, proposal.opportunity.buyer, known),
            "warmth": Text(f"capture.warmth_{proposal.warmth}") if proposal.warmth else None,
        }
        for proposal in proposals(mission, request.language)
    ]
    context = {
        "mission": mission,
        "proposals": found,
        "walk_ins": [
            {
                "met": walk_in,
                "step": step_label(walk_in.next_step),
                "warmth": Text(f"capture.warmth_{walk_in.warmth}") if walk_in.warmth else None,
            }
            for walk_in in walk_ins(mission, request.language)
        ],
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/proposals.html", context)


def may_edit(request: ActorRequest, mission: Mission) -> bool:
    """Whether the reader may change the orders of a mission."""
    return allowed(request.actor.role, Policy.EDIT_ORDERS) and mission.archived_at is None
