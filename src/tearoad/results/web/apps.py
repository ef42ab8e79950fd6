"""The app `results`."""

from __future__ import annotations

from typing import Any

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

<<<<<<< HEAD
        open_tab = tab("results", Text("results_pages.results"))
        add_panel(Panel(PanelPlace.MISSION_TAB, "results", 67, Policy.SEE_RESULTS, "web/parts/tab.html", open_tab))
        see = Policy.SEE_RESULTS
        add_panel(Panel(PanelPlace.NAVIGATION, "results", 70, see, "results/navigation.html", _navigation))


def _navigation(request: Any, _subject: object) -> dict[str, Any]:
    return {"here": request.path.startswith("/results/")}
=======
        label = Text("results_pages.results")
        add_mission_page(MissionPage(NavigationGroup.AFTER, 20, "results", label, Policy.SEE_RESULTS))
>>>>>>> main
