"""Missions and who takes part, for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ninja import Router

from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.schemas import MissionOut, ParticipantOut
from tearoad.people import Policy
from tearoad.people.web.policies import ActorRequest
from tearoad.web.routes import serves

router = Router()


@router.get("/missions", response=list[MissionOut], url_name="missions")
@serves(Policy.SEE_MISSIONS)
def missions(request: ActorRequest) -> Iterable[Mission]:
    """Return the organisation's missions, the latest first; to a key of one mission, that one."""
    only = request.actor.mission
    found: Iterable[Mission] = Mission.objects.all() if only is None else Mission.objects.filter(pk=only)
    return found


@router.get("/missions/{uuid:mission_id}", response=MissionOut, url_name="mission")
@serves(Policy.SEE_MISSIONS)
def mission(request: ActorRequest, mission_id: UUID) -> Mission:
    """Return one mission."""
    return queries.mission(request.actor, mission_id)


@router.get("/missions/{uuid:mission_id}/participants", response=list[ParticipantOut], url_name="participants")
@serves(Policy.SEE_COMPANIES)
def participants(request: ActorRequest, mission_id: UUID) -> Iterable[ParticipantOut]:
    """Return the firms and buyers of a mission, in the officer's order."""
    row = queries.mission(request.actor, mission_id)
    return [
        ParticipantOut(
            code=participation.code,
            side=participation.company.side,
            name=participation.company.name,
            country=participation.company.country,
            standing=participation.company.standing,
        )
        for participation in Participation.objects.filter(mission=row).select_related("company")
    ]
