"""The app `office`."""

from __future__ import annotations

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """What `office` adds to the house."""

    name = "tearoad.office.web"
    label = "office"
    default_auto_field = "django.db.models.BigAutoField"
