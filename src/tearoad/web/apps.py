"""The app `web`."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The page kit."""

    name = "tearoad.web"
    label = "web"
