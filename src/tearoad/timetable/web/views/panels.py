"""What publishing shows on pages of earlier stages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.people.web.policies import ActorRequest
from tearoad.text import Text
from tearoad.timetable.web.queries.publishing.histories import card as card_of
from tearoad.timetable.web.views.days import day_panel
from tearoad.timetable.web.views.surroundings import may_plan


def card(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return the plan in force for the mission's page."""
    return {"card": card_of(mission), "mission": mission, "may_plan": may_plan(request, mission)}


def published_tab(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return the tab of published plans."""
    return _tab(request, reverse("timetable-published", args=[mission.pk]), Text("publish_pages.tab_published"))


def papers_tab(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return the tab of papers."""
    return _tab(request, reverse("timetable-papers", args=[mission.pk]), Text("publish_pages.tab_papers"))


def _tab(request: ActorRequest, address: str, label: Text) -> dict[str, Any]:
    return {"address": address, "label": label, "current": request.path.startswith(address)}


def day(request: ActorRequest, mission: Mission) -> dict[str, Any] | None:
    """Return a visitor's own day."""
    return day_panel(request, mission)
