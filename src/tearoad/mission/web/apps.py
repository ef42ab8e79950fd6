"""The app `mission`."""

from __future__ import annotations

from django.apps import AppConfig


class MissionConfig(AppConfig):
    """What `mission` adds to the house."""

    name = "tearoad.mission.web"
    label = "mission"
    default_auto_field = "django.db.models.BigAutoField"
