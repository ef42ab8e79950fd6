"""The app `call`."""

from __future__ import annotations

from django.apps import AppConfig


class CallConfig(AppConfig):
    """What `call` adds to the house."""

    name = "tearoad.call.web"
    label = "call"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Add the tab and the campaigns, kinds of file, a job, personal data."""
        from tearoad.call.web.actions.declaring import declare  # noqa: PLC0415  # models are there only now

        declare()
