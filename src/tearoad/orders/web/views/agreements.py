"""What officials agreed with officials."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from tearoad.mission.web import queries
from tearoad.orders.web.queries.agreements import agreements as listed
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.orders.web.views.lists import may_edit
from tearoad.people.web.policies import ActorRequest


def agreements(request: ActorRequest, mission_id: UUID) -> HttpResponse:
    """Show who said what to whom, and what is due: apart from the ladder, for it has no amount."""
    mission = queries.mission(request.actor, mission_id)
    context = {
        "mission": mission,
        "agreements": listed(mission, today_of(mission)),
        "may_edit": may_edit(request, mission),
    }
    return render(request, "orders/agreements.html", context)
