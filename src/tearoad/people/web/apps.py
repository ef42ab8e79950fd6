"""The app `people`."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, users, the ledger."""

    name = "tearoad.people.web"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
