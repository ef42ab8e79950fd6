"""Rooms, buses, and the travel agent's lists."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.delegation.web import models as rows
from tearoad.delegation.web.actions import travel as actions
from tearoad.delegation.web.forms.travel_upload import LEFT_OUT, columns, read_decisions, read_list, read_meaning
from tearoad.delegation.web.queries import travel as found_in
from tearoad.delegation.web.queries.lodging import guests, lodging, named
from tearoad.delegation.web.queries.people import delegation
from tearoad.delegation.web.views.surroundings import surroundings
from tearoad.errors import InputError
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web import queries
from tearoad.mission.web.forms.upload import on_the_page
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text


def rooms(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who sleeps where and which bus fetches whom."""
    mission = queries.mission(request.actor, mission_id)
    found = delegation(mission, request.language)
    shown = lodging(found, request.words.language)
    unnamed = dict.fromkeys(shown.rooming.unnamed, request.words(Text("delegation.guest_unnamed")))
    context = {
        **surroundings(request, mission),
        "found": found,
        "lodging": shown,
        "hotels": [
            (hotel, [(room, (*guests(room.people, found, unnamed), *room.strangers)) for room in hotel.rooms])
            for hotel in shown.hotels
        ],
        "unnamed": named(shown.rooming.unnamed, found),
        "without": named(shown.rooming.without, found),
        "no_arrival": named(shown.transfers.no_arrival, found),
        "no_departure": named(shown.transfers.no_departure, found),
    }
    return render(request, "delegation/rooms.html", context)


def lists(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show the travel agent's lists and take a new one in."""
    mission = queries.mission(request.actor, mission_id)
    problem = None
    if request.method == "POST":
        try:
            made = actions.take_in(request.actor, mission, read_list(request.FILES.get("file")))
        except InputError as met:
            problem = met
        else:
            return redirect("mission-travel-list", mission_id=mission.id, travel_id=made.id)
    context = surroundings(request, mission) | {"lists": found_in.travel_lists(mission), "problem": problem}
    return render(request, "delegation/lists.html", context, status=422 if problem else 200)


def one_list(request: ActorRequest, mission_id: UUID, travel_id: UUID) -> HttpResponse:
    """Show what an agent's list says and whom each row seems to mean."""
    mission, travel_list = _mission_and_list(request, mission_id, travel_id)
    return _list_page(request, mission, travel_list)


@require_POST
def explain(request: ActorRequest, mission_id: UUID, travel_id: UUID) -> HttpResponse:
    """Read a list again with headers meant as the officer says."""
    mission, travel_list = _mission_and_list(request, mission_id, travel_id)
    sheet = found_in.sheet_of(travel_list, queries.core(mission))
    actions.explain(request.actor, travel_list, read_meaning(sheet.headings, request.POST))
    return redirect("mission-travel-list", mission_id=mission.id, travel_id=travel_list.id)


@require_POST
def take_over(request: ActorRequest, mission_id: UUID, travel_id: UUID) -> HttpResponse:
    """Write what the list says of those whom a person chose."""
    mission, travel_list = _mission_and_list(request, mission_id, travel_id)
    sheet = found_in.sheet_of(travel_list, queries.core(mission))
    try:
        changed = actions.take_over(request.actor, travel_list, read_decisions(sheet.lines, request.POST))
    except InputError as met:
        return _list_page(request, mission, travel_list, met)
    messages.success(request, request.words(Text("delegation_pages.taken_over", count=changed)))
    return redirect("mission-delegation-rooms", mission_id=mission.id)


@require_POST
def put_aside(request: ActorRequest, mission_id: UUID, travel_id: UUID) -> HttpResponse:
    """Forget a list."""
    mission, travel_list = _mission_and_list(request, mission_id, travel_id)
    actions.put_aside(request.actor, travel_list)
    messages.success(request, request.words(Text("delegation_pages.put_aside")))
    return redirect("mission-travel-lists", mission_id=mission.id)


def _mission_and_list(
    request: ActorRequest, mission_id: UUID, travel_id: UUID
) -> tuple[mission_rows.Mission, rows.TravelList]:
    mission = queries.mission(request.actor, mission_id)
    return mission, found_in.travel_list(mission, travel_id)


def _list_page(
    request: ActorRequest,
    mission: mission_rows.Mission,
    travel_list: rows.TravelList,
    problem: InputError | None = None,
) -> HttpResponse:
    people = delegation(mission, request.language)
    sheet = found_in.sheet_of(travel_list, people.mission)
    proposals = found_in.proposals(travel_list, sheet, people.delegates) if travel_list.applied_at is None else ()
    context = {
        **surroundings(request, mission),
        "list": travel_list,
        "found": people,
        "problem": problem,
        "headings": list(enumerate(sheet.headings)),
        "columns": columns(request.words),
        "left_out": LEFT_OUT,
        "problems": on_the_page(sheet.problems) if travel_list.applied_at is None else (),
        "proposals": [
            (
                proposal,
                people.names.get(proposal.fit.who, proposal.fit.who) if proposal.fit.who else "",
                [Text(f"delegation_pages.field_{field}") for field in proposal.changes],
            )
            for proposal in proposals
        ],
        "doubtful": sum(proposal.state == "doubtful" for proposal in proposals),
        "nobody": sum(proposal.state == "nobody" for proposal in proposals),
    }
    return render(request, "delegation/list.html", context, status=422 if problem else 200)
