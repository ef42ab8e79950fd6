"""Opportunities, their events and the contacts, for other programs: read by pages, written once, never over another."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpResponseBase
from ninja import Query, Router

from tearoad.mission.web import queries
from tearoad.mission.web.actions.programs import policy_first
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import change_step, open_opportunity
from tearoad.orders.web.queries.contacts import contacts_after
from tearoad.orders.web.queries.opportunities import (
    opportunities_after,
    opportunities_with_events_after,
    opportunity,
    today_of,
)
from tearoad.orders.web.schemas import (
    HandedContactPageOut,
    OpportunityIn,
    OpportunityOut,
    OpportunityPageOut,
    OrderEventIn,
    OrderEventOut,
    OrderEventPageOut,
    StepIn,
    contact_out,
    events_out,
    opportunity_out,
)
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import serves
from tearoad.web.saving.programs import CREATED, IdempotencyKey, IfMatch, created, version_in

router = Router()
MOST = 200
_EVERY = "/missions/{uuid:mission_id}/opportunities"
_ONE = "/missions/{uuid:mission_id}/opportunities/{uuid:opportunity_id}"


@router.get(_EVERY, response=OpportunityPageOut, url_name="opportunities")
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
    items = [opportunity_out(followed_opportunity) for followed_opportunity in found[:limit]]
    return OpportunityPageOut(items=items, next=str(items[-1].id) if more else "")


@router.post(
    _EVERY, response={CREATED: OpportunityOut}, url_name="opportunities", auth=policy_first(Policy.EDIT_ORDERS)
)
@serves(Policy.EDIT_ORDERS)
def open_one(
    request: ActorRequest, mission_id: UUID, wanted: OpportunityIn, idempotency_key: IdempotencyKey
) -> HttpResponseBase:
    """Open an opportunity; an open one of the two for the same goods is returned instead of a second one."""
    del idempotency_key  # read from the request itself

    def work() -> OpportunityOut:
        mission = queries.mission(request.actor, mission_id)
        row = open_opportunity(request.actor, mission, wanted.opened(today_of(mission)))
        return opportunity_out(opportunity(mission, row.pk))

    return created(request, work)


@router.get(_ONE, response=OpportunityOut, url_name="opportunity")
@serves(Policy.SEE_ORDERS)
def one_opportunity(request: ActorRequest, mission_id: UUID, opportunity_id: UUID) -> OpportunityOut:
    """Return one opportunity with all its events."""
    return opportunity_out(opportunity(queries.mission(request.actor, mission_id), opportunity_id))


@router.patch(_ONE, response=OpportunityOut, url_name="opportunity", auth=policy_first(Policy.EDIT_ORDERS))
@serves(Policy.EDIT_ORDERS)
def change_one(
    request: ActorRequest, mission_id: UUID, opportunity_id: UUID, step: StepIn, if_match: IfMatch
) -> OpportunityOut:
    """Say what is to be done next, unless somebody changed it since it was read."""
    mission = queries.mission(request.actor, mission_id)
    followed_opportunity = opportunity(mission, opportunity_id)
    change_step(
        request.actor, followed_opportunity.row, step.changed(followed_opportunity.opportunity), version_in(if_match)
    )
    return opportunity_out(opportunity(mission, opportunity_id))


@router.post(
    f"{_ONE}/events",
    response={CREATED: OrderEventOut},
    url_name="opportunity-events",
    auth=policy_first(Policy.EDIT_ORDERS),
)
@serves(Policy.EDIT_ORDERS)
def write_one(
    request: ActorRequest,
    mission_id: UUID,
    opportunity_id: UUID,
    wanted: OrderEventIn,
    idempotency_key: IdempotencyKey,
) -> HttpResponseBase:
    """Write down what happened. Nothing is changed or taken away: a correction is an event too."""
    del idempotency_key  # read from the request itself

    def work() -> OrderEventOut:
        mission = queries.mission(request.actor, mission_id)
        row = write_event(request.actor, opportunity(mission, opportunity_id).row, wanted.event())
        return next(out for out in events_out(opportunity(mission, opportunity_id)) if out.id == row.pk)

    return created(request, work)


@router.get("/missions/{uuid:mission_id}/events", response=OrderEventPageOut, url_name="mission-events")
@serves(Policy.SEE_ORDERS)
def events(
    request: ActorRequest,
    mission_id: UUID,
    after: UUID | None = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> OrderEventPageOut:
    """Return a mission's events as they were written down, at most 200 at a time, those after an id."""
    mission = queries.mission(request.actor, mission_id)
    wanted, found = opportunities_with_events_after(mission, after, limit + 1)
    by_id = {out.id: out for whose in found for out in events_out(whose)}
    items = [by_id[uuid] for uuid in wanted[:limit]]
    return OrderEventPageOut(items=items, next=str(items[-1].id) if len(wanted) > limit else "")


@router.get("/missions/{uuid:mission_id}/contacts", response=HandedContactPageOut, url_name="mission-contacts")
@serves(Policy.SEE_CAPTURED)
def contacts(
    request: ActorRequest,
    mission_id: UUID,
    after: Annotated[str, Query(max_length=120)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> HandedContactPageOut:
    """Return whom the firms of a mission met, at most 200 at a time, those after `next` of the answer before."""
    found = contacts_after(queries.mission(request.actor, mission_id), after, limit + 1)
    items = [contact_out(contact) for contact in found[:limit]]
    return HandedContactPageOut(items=items, next=found[limit - 1].key if len(found) > limit else "")
