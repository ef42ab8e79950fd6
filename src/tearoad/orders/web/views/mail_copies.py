"""The address to which copies of mails about an opportunity go."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from tearoad.mission.web import queries
from tearoad.orders.web.actions.mail_copies import open_copy_address
from tearoad.orders.web.queries.opportunities import opportunity
from tearoad.people.web.policies import ActorRequest


def open_address(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> HttpResponse:
    """Make the address; a second time it is the same."""
    mission = queries.mission(request.actor, mission_id)
    open_copy_address(request.actor, opportunity(mission, opportunity_id).row)
    return redirect("orders-opportunity", mission_id=mission.id, opportunity_id=opportunity_id)
