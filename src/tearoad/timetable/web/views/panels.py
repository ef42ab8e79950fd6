"""What publishing shows on pages of earlier stages."""

from __future__ import annotations

from typing import Any

from tearoad.mission.web.models import Mission
from tearoad.people.web.policies import ActorRequest
from tearoad.timetable.web.queries.publishing.histories import card as card_of
from tearoad.timetable.web.queries.publishing.impossible import impossible_in_force
from tearoad.timetable.web.views.days import day_panel
from tearoad.timetable.web.views.surroundings import may_plan


def card(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return the plan in force for the mission's page."""
    impossible = impossible_in_force(mission)
    shown = {"impossible": impossible, "impossible_named": impossible.named(request.language)}
    return shown | {"card": card_of(mission), "mission": mission, "may_plan": may_plan(request, mission)}


def day(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return a visitor's own day."""
    return day_panel(request, mission)
