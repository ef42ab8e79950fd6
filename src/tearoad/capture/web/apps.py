"""The app `capture`."""

from __future__ import annotations

from django.apps import AppConfig

from tearoad.people import Policy
from tearoad.web.registry import Panel, PanelPlace, add_panel


class CaptureConfig(AppConfig):
    """What `capture` adds to the house."""

    name = "tearoad.capture.web"
    label = "capture"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the extension points."""
        _phones()


def _phones() -> None:
    """What the phone's page adds: the way to it on a firm's own page."""
    from tearoad.capture.web.queries import panels  # noqa: PLC0415  # models are there only now

    add_panel(Panel(PanelPlace.PORTAL, "floor", 5, Policy.CAPTURE, "capture/portal.html", panels.own_floor))
