"""The app `site`: what only the whole house can do, as stages ask for it."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.web.registry import add_job


class SiteConfig(AppConfig):
    """What `site` adds to the house."""

    name = "tearoad.site"
    label = "site"

    def ready(self) -> None:
        """Fill the extension points."""
        from tearoad.site.hub.jobs import JOB  # noqa: PLC0415  # models are there only now

        add_job(JOB)
