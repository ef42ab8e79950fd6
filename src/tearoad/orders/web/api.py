"""Opportunities and their events, for other programs."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from tearoad.mission.web import queries
from tearoad.orders.web.queries.opportunities import opportunities_after, opportunity
from tearoad.orders.web.schemas import OpportunityOut, OpportunityPageOut, opportunity_out
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import serves

router = Router()
MOST = 200


@router.get("/missions/{uuid:mission_id}/opportunities", response=OpportunityPageOut, url_name="opportunities")
@serves(Policy.SEE_ORDERS)
def opportunities(
    request: ActorRequest,
    mission_id: UUID,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> OpportunityPageOut:
    """Return a mission's opportunities as they were opened, at most 200 at a time, those after an id."""
    mission = queries.mission(request.actor, mission_id)
    found = opportunities_after(mission, after, limit + 1)
    more = len(found) > limit
    items = [opportunity_out(one) for one in found[:limit]]
    return OpportunityPageOut(items=items, next=str(items[-1].id) if more else "")


@router.get(
    "/missions/{uuid:mission_id}/opportunities/{uuid:opportunity_id}", response=OpportunityOut, url_name="opportunity"
)
@serves(Policy.SEE_ORDERS)
def one_opportunity(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> OpportunityOut:
    """Return one opportunity with all its events."""
    return opportunity_out(opportunity(queries.mission(request.actor, mission_id), opportunity_id))
