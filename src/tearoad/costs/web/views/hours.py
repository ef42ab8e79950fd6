"""What interpreters are owed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tearoad.costs.web.actions import hours as actions
from tearoad.costs.web.queries import settlements
from tearoad.costs.web.views.items import may_change
from tearoad.errors import InputError
from tearoad.mission.web import queries
from tearoad.paper.sheets.written.numbers import read_number
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.web.saving import stale


def interpreters(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show hours booked, worked and to be paid, day by day; enter them into the costs."""
    mission = queries.mission(request.actor, mission_id)
    if request.method == "POST":
        changed = actions.enter(request.actor, mission, settlements.settlements(mission))
        messages.success(request, request.words(Text("costs_pages.entered", count=changed)))
        return redirect("mission-cost-interpreters", mission_id=mission.id)
    found = settlements.settlements_on_page(mission, request.language)
    context = {
        "mission": mission,
        "people": found,
        "doubts": settlements.doubts(found),
        "to_enter": sum(settled.settlement.money is not None and not settled.is_entered for settled in found),
        "may_edit": may_change(request, mission),
    }
    return render(request, "costs/interpreters.html", context)


@require_POST
def hours(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Keep the hours that one interpreter really worked."""
    mission = queries.mission(request.actor, mission_id)
    who = request.POST.get("interpreter", "")
    sent = {name.removeprefix("day-"): value for name, value in request.POST.dict().items() if name.startswith("day-")}
    said = {_day(name): _hours(value) for name, value in sent.items()}
    actions.write_hours(request.actor, mission, who, said, stale.read_in(request))
    messages.success(request, request.words(Text("costs_pages.hours_saved")))
    return redirect("mission-cost-interpreters", mission_id=mission.id)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as wrong:
        hint = Text("costs.bad_hours_hint")
        raise InputError(Text("costs_pages.bad_day", found=written[:40]), hint) from wrong


def _hours(written: str) -> Decimal | None:
    if not written.strip():
        return None
    return read_number(written) if len(written) < 12 else Decimal(-1)
