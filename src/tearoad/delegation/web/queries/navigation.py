"""Where the delegation stands in a mission's navigation."""

from __future__ import annotations

from tearoad.mission.web.queries.navigation import MissionPage, NavigationGroup, SubPage, add_mission_page
from tearoad.people import Policy
from tearoad.text import Text


def add_pages() -> None:
    """Give the delegation and what belongs to it their place; called once, when the site starts."""
    sub_pages = (
        SubPage("mission-delegation", Text("delegation_pages.people")),
        SubPage("mission-delegation-rooms", Text("delegation_pages.rooms")),
        SubPage("mission-travel-lists", Text("delegation_pages.travel"), Policy.IMPORT_SHEETS),
        SubPage("mission-delegation-papers", Text("delegation_pages.papers"), Policy.SEE_PAPERS),
    )
    group, see = NavigationGroup.PARTICIPANTS, Policy.SEE_MISSIONS
    add_mission_page(
        MissionPage(group, 20, "mission-delegation", Text("delegation_pages.delegation"), see, sub_pages),
        MissionPage(group, 30, "mission-people", Text("mission_pages.people"), see),
    )
