"""The app `timetable`."""

from __future__ import annotations

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """What `timetable` adds to the house."""

    name = "tearoad.timetable.web"
    label = "timetable"
    default_auto_field = "django.db.models.BigAutoField"
