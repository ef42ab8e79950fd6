"""The page of a body that was not taken: in the reader's language, JSON for a program, before a session is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from tearoad.text import Text
from tearoad.web.handlers import refused
from tearoad.web.limits.bodies import KEY, BodyRefusal


class RefusalMiddleware:
    """Answers for a request whose body the front refused; all others go on."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        refusal: BodyRefusal | None = request.META.get(KEY)
        if refusal is None:
            return self.answer(request)
        try:  # for the line in the log, and the figures
            request.resolver_match = resolve(request.path_info)
        except Resolver404:
            request.resolver_match = None
        return refused(request, refusal, limit_sentence(refusal))


def limit_sentence(refusal: BodyRefusal) -> Text:
    """Return what of the limit is told."""
    most, found = _kb(refusal.most_bytes), _kb(refusal.found_bytes)
    if refusal.found_bytes:
        return Text("web.most_body_found", most=most, found=found)
    return Text("web.most_body", most=most)


def _kb(size: int) -> int:
    """Return a size in KB, rounded up."""
    return -(-size // 1000)
