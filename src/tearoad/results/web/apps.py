"""The app `results`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text


class ResultsConfig(AppConfig):
    """What `results` adds to the house."""

    name = "tearoad.results.web"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the page its place."""
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
            MissionPage,
            NavigationGroup,
            add_mission_page,
        )

        label = Text("results_pages.results")
        add_mission_page(MissionPage(NavigationGroup.AFTER, 20, "results", label, Policy.SEE_RESULTS))
