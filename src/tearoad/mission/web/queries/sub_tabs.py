"""The pages of one part of a mission, as a line of links under its heading: one way for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from tearoad.mission.web.models import Mission
from tearoad.people import Policy
from tearoad.text import Text

SubTabs = tuple[tuple[str, str, Text], ...]

_SEE, _EDIT = Policy.SEE_MISSIONS, Policy.EDIT_MISSION
_PARTS: Mapping[str, tuple[tuple[str, str, Policy, Text], ...]] = {
    "delegation": (
        ("people", "mission-delegation", _SEE, Text("delegation_pages.people")),
        ("rooms", "mission-delegation-rooms", _SEE, Text("delegation_pages.rooms")),
        ("travel", "mission-travel-lists", Policy.IMPORT_SHEETS, Text("delegation_pages.travel")),
        ("papers", "mission-delegation-papers", Policy.SEE_PAPERS, Text("delegation_pages.papers")),
    ),
    "checklist": (
        ("tasks", "mission-checklist", _SEE, Text("checklist_pages.tasks")),
        ("templates", "mission-templates", _EDIT, Text("checklist_pages.templates")),
        ("samples", "mission-samples", _SEE, Text("checklist_pages.samples")),
        ("letters", "mission-letters", Policy.SEE_PAPERS, Text("checklist_pages.letters")),
        ("posts", "mission-posts", _SEE, Text("checklist_pages.posts")),
    ),
    "costs": (
        ("costs", "mission-costs", Policy.SEE_COSTS, Text("costs_pages.costs")),
        ("rates", "mission-rates", Policy.SEE_COSTS, Text("costs_pages.rates")),
        ("interpreters", "mission-cost-interpreters", Policy.SEE_COSTS, Text("costs_pages.interpreters")),
        ("dossiers", "mission-dossiers", Policy.SEE_COSTS, Text("costs_pages.dossiers")),
    ),
}
"""Name, address, who sees it, label; in the order of the work."""
ABOUT: Mapping[str, Text] = {
    "delegation": Text("delegation_pages.parts"),
    "checklist": Text("checklist_pages.parts"),
    "costs": Text("costs_pages.parts_of_costs"),
}
"""What a screen reader calls each line."""


def links_of(request: Any, mission: Mission, part: str) -> SubTabs:
    """Return the links that the reader may follow."""
    return tuple(
        (name, reverse(url, args=[mission.id]), label)
        for name, url, policy, label in _PARTS[part]
        if request.may(policy) and not (policy is _EDIT and mission.archived_at is not None)
    )
