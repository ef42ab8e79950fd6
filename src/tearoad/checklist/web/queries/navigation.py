"""Where the checklists stand in a mission's navigation."""

from __future__ import annotations

from tearoad.mission.web.queries.navigation import MissionPage, NavigationGroup, SubPage, add_mission_page
from tearoad.people import Policy
from tearoad.text import Text


def add_pages() -> None:
    """Give the checklists and what belongs to them their place; called once, when the site starts."""
    sub_pages = (
        SubPage("mission-checklist", Text("checklist_pages.tasks")),
        SubPage("mission-templates", Text("checklist_pages.templates"), Policy.EDIT_MISSION, changes=True),
        SubPage("mission-samples", Text("checklist_pages.samples")),
        SubPage("mission-letters", Text("checklist_pages.letters"), Policy.SEE_PAPERS),
        SubPage("mission-posts", Text("checklist_pages.posts")),
    )
    label, see = Text("checklist_pages.checklists"), Policy.SEE_MISSIONS
    add_mission_page(MissionPage(NavigationGroup.PREPARE, 60, "mission-checklist", label, see, sub_pages))
