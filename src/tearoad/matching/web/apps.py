"""The app `matching`."""

from __future__ import annotations

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """What `matching` adds to the house."""

    name = "tearoad.matching.web"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the job, the cards and tabs of the mission, and hear of changed standings."""
        from tearoad.delegation.web.actions.delegates import DelegateLeaves  # noqa: PLC0415  # models must be loaded first
        from tearoad.matching.web import tasks  # noqa: PLC0415  # models must be loaded first
        from tearoad.matching.web.actions import personal  # noqa: PLC0415  # models must be loaded first
        from tearoad.matching.web.actions.matching import keep_requested_delegate, standing_changed  # noqa: PLC0415  # models must be loaded first
        from tearoad.matching.web.views import panels  # noqa: PLC0415  # models must be loaded first
        from tearoad.mission.web.queries.navigation import add_mission_page  # noqa: PLC0415  # models must be loaded first
        from tearoad.screening.web.actions.standing import StandingChanged  # noqa: PLC0415  # models must be loaded first
        from tearoad.web import registry  # noqa: PLC0415  # models must be loaded first

        registry.add_job(tasks.JOB)
        for data in personal.declared():
            registry.add_personal_data(data)
        for panel in panels.PANELS:
            registry.add_panel(panel)
        add_mission_page(*panels.PAGES)
        registry.on(StandingChanged, standing_changed)
        registry.on(DelegateLeaves, keep_requested_delegate)
