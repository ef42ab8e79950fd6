"""What every page of a mission's published plans needs beside its own matter."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest


def may_plan(request: ActorRequest, mission: Mission) -> bool:
    """Whether the reader sees the buttons that plan; the actions ask again."""
    return mission.archived_at is None and allowed(request.actor.role, Policy.PLAN)


def may_publish(request: ActorRequest, mission: Mission) -> bool:
    """Whether the reader sees the buttons that publish; the actions ask again."""
    return mission.archived_at is None and allowed(request.actor.role, Policy.PUBLISH)


def surroundings(request: ActorRequest, mission: Mission) -> dict[str, Any]:
    """Return the mission, the fair's clock, and which buttons the reader sees; the actions ask again."""
    is_open = mission.archived_at is None
    return {
        "mission": mission,
        "zone": core(mission).fair_zone,
        "may_publish": may_publish(request, mission),
        "may_plan": may_plan(request, mission),
        "may_send": is_open and allowed(request.actor.role, Policy.SEND_LINKS),
    }
