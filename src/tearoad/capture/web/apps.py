"""The app `capture`."""

from __future__ import annotations

from django.apps import AppConfig


class CaptureConfig(AppConfig):
    """What `capture` adds to the house."""

    name = "tearoad.capture.web"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"
