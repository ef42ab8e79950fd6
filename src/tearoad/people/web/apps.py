"""The app `people`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.web.registry import provide


class PeopleConfig(AppConfig):
    """Organisations, users, the ledger."""

    name = "tearoad.people.web"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare what is kept about people who sign in, and put our links into the navigation."""
        from tearoad.people.web.actions.declaring import declare  # noqa: PLC0415  # models exist only from here on
        from tearoad.people.web.queries.ledger import last_change  # noqa: PLC0415  # models exist only from here on

        declare()
        provide("last_change", last_change)
