"""The app `matching`."""

from __future__ import annotations

from django.apps import AppConfig


class MatchingConfig(AppConfig):
    """What `matching` adds to the house."""

    name = "tearoad.matching.web"
    label = "matching"
    default_auto_field = "django.db.models.BigAutoField"
