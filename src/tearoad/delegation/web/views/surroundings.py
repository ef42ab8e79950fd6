"""What every page of the delegation knows."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web import models as mission_rows
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest


def surroundings(request: ActorRequest, mission: mission_rows.Mission) -> dict[str, Any]:
    """Return the mission and what its reader may do here."""
    is_open = mission.archived_at is None
    return {
        "mission": mission,
        "may_edit": is_open and allowed(request.actor.role, Policy.EDIT_MISSION),
    }
