"""Nothing in an archived mission is changed, at a hub nothing of home's: one guard before every page of every stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived, refuse_at_hub
from tearoad.web.errors import answer_of

READS = frozenset({"GET", "HEAD", "OPTIONS"})


class ArchiveMiddleware:
    """Stands behind the gate: who may not enter is told so first."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.answer(request)

    def process_view(
        self,
        request: Any,
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse what would change an archived mission, or home's matters at a hub; None lets Django call the view."""
        if request.method in READS:
            return None
        try:
            refuse_at_hub(view)
            if request.actor is not None and "mission_id" in kwargs and not getattr(view, "even_archived", False):
                _refuse_archived(kwargs["mission_id"])
        except Conflict as error:
            return answer_of(request, error)
        return None


def _refuse_archived(mission: UUID) -> None:
    row = Mission.objects.filter(pk=mission).first()
    if row is not None:
        refuse_archived(row)
