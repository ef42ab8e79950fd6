"""What the site answers to machines: alive, ready, figures."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse

from tearoad.errors import Denied
from tearoad.site.watch import state
from tearoad.text import Text

HERE = frozenset({"127.0.0.1", "::1"})


def health(_request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive."""
    return HttpResponse("ok", content_type="text/plain")


def ready(_request: HttpRequest) -> HttpResponse:
    """Answer whether people can be let in: 200, or 503 with what is not well."""
    try:
        parts = dict(state.ready())
    except DatabaseError:
        parts = {"database": False}
    return JsonResponse(parts, status=200 if all(parts.values()) else 503)


def figures(request: HttpRequest) -> HttpResponse:
    """Answer Prometheus, on this machine or with the token."""
    if not _may_see(request):
        raise Denied(Text("site.metrics_denied"), Text("site.metrics_denied_hint"))
    from tearoad.site.watch import metrics  # noqa: PLC0415  # counted where the server's process says, once it has begun

    return HttpResponse(metrics.page(), content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_see(request: HttpRequest) -> bool:
    token: str = settings.CONFIG.metrics_token
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return request.META.get("REMOTE_ADDR") in HERE and not forwarded
