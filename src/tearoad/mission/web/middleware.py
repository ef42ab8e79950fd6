"""Nothing in an archived mission is changed: one guard before every page of a mission, whichever stage it is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
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
        request: Any,  # noqa: ANN401  # the gate's actor is set on it
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Refuse what would change an archived mission; None lets Django call the view."""
        reads = request.method in READS or getattr(view, "even_archived", False)
        if reads or request.actor is None or "mission_id" not in kwargs:
            return None
        row = Mission.objects.filter(pk=kwargs["mission_id"]).first()
        try:
            if row is not None:
                refuse_archived(row)
        except Conflict as error:
            return answer_of(request, error)
        return None
