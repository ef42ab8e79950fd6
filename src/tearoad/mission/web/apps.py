"""The app `mission`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import Panel, PanelPlace, add_panel, add_personal_data, on, provide


class MissionConfig(AppConfig):
    """What `mission` adds to the house."""

    name = "tearoad.mission.web"
    label = "mission"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the mission's own cards and pages, tell who a link belongs to, declare personal data."""
        from tearoad.companies.web.actions.merging import (  # noqa: PLC0415  # models are there only now
            CompaniesMerged,
            CompaniesParted,
        )
        from tearoad.mission.web.actions import missions, personal, visits  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries import cards  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.missions import (  # noqa: PLC0415  # models are there only now
            mission_exporters,
            mission_names,
        )
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
            MissionPage,
            NavigationGroup,
            add_mission_page,
        )
        from tearoad.mission.web.queries.stored_kinds import (  # noqa: PLC0415  # models are there only now
            STORED_PRECEDENCES,
            STORED_QUOTAS,
            add_stored_kinds,
        )

        on(CompaniesMerged, missions.companies_merged)
        on(CompaniesParted, missions.companies_parted)
        see, tab = Policy.SEE_MISSIONS, "web/parts/tab.html"
        for place, name, order, template, load in (
            (PanelPlace.NAVIGATION, "missions", 10, tab, cards.missions_link),
            (PanelPlace.MISSION, "facts", 10, "mission/cards/facts.html", cards.facts),
            (PanelPlace.MISSION, "same-company", 12, "mission/cards/same_company.html", cards.same_companies),
            (PanelPlace.MISSION, "people", 15, "mission/cards/people.html", cards.counts),
        ):
            add_panel(Panel(place, name, order, see, template, load))
        group, label = NavigationGroup, Text("mission_pages.settings")
        add_mission_page(
            MissionPage(group.OVERVIEW, 10, "mission-page", Text("mission_pages.overview"), see),
            MissionPage(group.PARTICIPANTS, 40, "mission-links", Text("portal_pages.links"), Policy.SEND_LINKS),
            MissionPage(group.SETTINGS, 10, "mission-settings", label, Policy.EDIT_MISSION, covers=("archive/",)),
            MissionPage(group.SETTINGS, 20, "mission-plan-rules", Text("plan_rules.title"), see),
        )
        add_stored_kinds(STORED_QUOTAS, STORED_PRECEDENCES)
        for data in personal.declared():
            add_personal_data(data)
        provide("mission_exporters", mission_exporters)
        provide("mission_names", mission_names)
        provide("visitor", visits.visitor)
        provide("link_language", visits.link_language)
        provide("link_home", visits.link_home)
        provide("link_closed", visits.link_closed)
        provide("link_start", visits.link_start)
