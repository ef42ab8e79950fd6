"""What other stages' pages show of the floor."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.mission.web import models as rows


def own_floor(request: Any, _mission: rows.Mission) -> dict[str, Any]:
    """Return where somebody's link opens the phone's page."""
    return {"address": reverse("floor-start", args=[request.resolver_match.kwargs["token"]])}
