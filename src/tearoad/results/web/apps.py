"""The app `results`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.text import Text
from tearoad.web.registry import add_job, add_personal_data, on, provide


class ResultsConfig(AppConfig):
    """What `results` adds to the house."""

    name = "tearoad.results.web"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        from tearoad.capture.web.actions.hubs.lost import WaysInRenewed  # noqa: PLC0415  # models are there only now
        from tearoad.mission.web.queries.navigation import (  # noqa: PLC0415  # models are there only now
            MissionPage,
            NavigationGroup,
            add_mission_page,
        )
        from tearoad.results.web.actions import personal  # noqa: PLC0415  # models are there only now
        from tearoad.results.web.actions.counting import amounts_counted_soon  # noqa: PLC0415  # models are there only now
        from tearoad.results.web.actions.survey import renew_survey_links  # noqa: PLC0415  # models are there only now
        from tearoad.results.web.tasks import JOB  # noqa: PLC0415  # models are there only now

        add_job(JOB)
        provide("amounts_by_rung", amounts_counted_soon)
        on(WaysInRenewed, renew_survey_links)
        for data in personal.declared():
            add_personal_data(data)
        label, see = Text("results_pages.results"), Policy.SEE_RESULTS
        add_mission_page(MissionPage(NavigationGroup.AFTER, 20, "results", label, see))
