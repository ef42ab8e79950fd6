"""The app `screening`."""

from __future__ import annotations

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    """What `screening` adds to the house."""

    name = "tearoad.screening.web"
    label = "screening"
    default_auto_field = "django.db.models.BigAutoField"
