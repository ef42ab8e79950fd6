"""Where the costs stand in a mission's navigation."""

from __future__ import annotations

from tearoad.mission.web.queries.navigation import MissionPage, NavigationGroup, SubPage, add_mission_page
from tearoad.people import Policy
from tearoad.text import Text


def add_pages() -> None:
    """Give the costs and what belongs to them their place; called once, when the site starts."""
    see = Policy.SEE_COSTS
    sub_pages = tuple(
        SubPage(url_name, Text(code), see)
        for url_name, code in (
            ("mission-costs", "costs_pages.costs"),
            ("mission-rates", "costs_pages.rates"),
            ("mission-cost-interpreters", "costs_pages.interpreters"),
            ("mission-dossiers", "costs_pages.dossiers"),
        )
    )
    add_mission_page(
        MissionPage(NavigationGroup.PREPARE, 70, "mission-costs", Text("costs_pages.costs"), see, sub_pages)
    )
