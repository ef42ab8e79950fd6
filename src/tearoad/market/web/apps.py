"""The app `market`."""

from __future__ import annotations

from django.apps import AppConfig


class MarketConfig(AppConfig):
    """What `market` adds to the house."""

    name = "tearoad.market.web"
    label = "market"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Bring the job and the link in the navigation, and say what is kept about people."""
        from tearoad.market.web import tasks  # noqa: PLC0415  # models must be loaded first
        from tearoad.market.web.actions import personal  # noqa: PLC0415  # models must be loaded first
        from tearoad.market.web.views.briefs import NAVIGATION  # noqa: PLC0415  # models must be loaded first
        from tearoad.market.web.views.cards import MISSION_CARD  # noqa: PLC0415  # models must be loaded first
        from tearoad.web import registry  # noqa: PLC0415  # models must be loaded first

        registry.add_job(tasks.JOB)
        for data in personal.declared():
            registry.add_personal_data(data)
        registry.add_panel(NAVIGATION)
        registry.add_panel(MISSION_CARD)
