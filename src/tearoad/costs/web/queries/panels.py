"""What costs show on pages of earlier stages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad.costs.web.queries.dossiers import own_dossier
from tearoad.mission.web.models import Mission


def own_card(request: Any, mission: Mission) -> dict[str, Any]:
    """Return what a firm's own dossier lacks, and where its link opens it."""
    on_page = own_dossier(request.actor, mission, request.language)
    token = request.resolver_match.kwargs["token"]
    return {"dossier": on_page, "url": reverse("mission-own-dossier", args=[token])}
