"""What the call adds to the house: a page of the mission, the campaigns, kinds of file, a job, personal data."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.call.web.actions import personal
from tearoad.call.web.queries.applications import call_applicants
from tearoad.call.web.queries.uploads import declared_kinds
from tearoad.mission.web.queries.navigation import MissionPage, NavigationGroup, add_mission_page
from tearoad.office.web.policies import add_file_kind
from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, add_job, add_panel, add_personal_data, provide

_TAB = "web/parts/tab.html"


def declare() -> None:
    """Register everything; called once, when the rows are ready."""
    see = Policy.SEE_CALL
    add_panel(Panel(PanelPlace.NAVIGATION, "campaigns", 15, see, _TAB, campaigns_link))
    add_mission_page(MissionPage(NavigationGroup.PREPARE, 10, "mission-call", Text("call_pages.call"), see))
    for kind in declared_kinds():
        add_file_kind(kind)
    for data in personal.declared():
        add_personal_data(data)
    add_job(personal.JOB)
    provide("call_applicants", call_applicants)


def campaigns_link(request: Any, _subject: object) -> dict[str, Any]:
    """Return the link to the campaigns."""
    url = reverse("mission-campaigns")
    return {"url": url, "label": Text("call_pages.campaigns"), "current": request.path.startswith(url)}
