"""The app `hub`: what only the whole house can do for a hall, as stages ask for it."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.web.registry import add_job


class HubConfig(AppConfig):
    """What `site.hub` adds to the house."""

    name = "tearoad.site.hub"
    label = "hub"

    def ready(self) -> None:
        """Fill the extension points."""
        from tearoad.site.hub.jobs import JOB  # noqa: PLC0415  # models are there only now

        add_job(JOB)
