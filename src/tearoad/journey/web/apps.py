"""The app `journey`."""

from __future__ import annotations

from django.apps import AppConfig


class JourneyConfig(AppConfig):
    """What `journey` adds to the house."""

    name = "tearoad.journey.web"
    label = "journey"
    default_auto_field = "django.db.models.BigAutoField"
