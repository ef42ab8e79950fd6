"""Nothing in an archived mission is changed, at a hub nothing of home's: one guard before every page of every stage."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from tearoad.errors import Conflict
from tearoad.mission.web.actions import visits
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived, refuse_at_hub
from tearoad.web.clock import fair_now
from tearoad.web.errors import answer_of

READS = frozenset({"GET", "HEAD", "OPTIONS"})
OPENED_HEADER = "X-Opened"
"""With it a page's own script tells that somebody touched, typed or scrolled; no other site can send it."""
VIEWED = "viewed"
"""The cookie by which a second view is known, under the link alone; it holds when a view was last noted."""
NOTHING_TO_SAY = 204


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


class OpenedLinkMiddleware:
    """Notes that a person opened a link, never that a program fetched the page behind it.

    Messengers, mail filters and preview programs fetch every address they see. A person is known by what those do not
    do: their browser comes a second time and brings back the cookie of the first view, for another page or a form; or
    the page's own script tells that somebody touched, typed or scrolled. A HEAD is never a person.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; where a person shows, note it at most once a minute for each browser."""
        start = visits.link_start(request.path)
        if start is None or request.method not in {"GET", "POST"}:
            return self.answer(request)
        if request.method == "GET" and OPENED_HEADER in request.headers:
            visits.note_opened(start)
            return HttpResponse(status=NOTHING_TO_SAY)
        response = self.answer(request)
        if getattr(request, "actor", None) is not None:
            _note_second_view(request, response, start)
        return response


def _note_second_view(request: HttpRequest, response: HttpResponseBase, start: str) -> None:
    before, at = request.COOKIES.get(VIEWED), int(fair_now().timestamp())
    noted = int(before) if before and before.isascii() and before.isdigit() and len(before) < len(str(at)) + 2 else 0
    if before is not None and at - noted < visits.SEEN_EVERY.total_seconds():
        return
    if before is not None:
        visits.note_opened(start)
    is_secure = bool(settings.SESSION_COOKIE_SECURE)
    value = str(at) if before is not None else "0"
    response.set_cookie(VIEWED, value, path=start, secure=is_secure, httponly=True, samesite="Lax")


def _refuse_archived(mission: UUID) -> None:
    row = Mission.objects.filter(pk=mission).first()
    if row is not None:
        refuse_archived(row)
