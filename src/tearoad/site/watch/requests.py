"""The outermost layer of every request: who really asked behind a proxy, an id, a line in the log, a figure."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from uuid_utils.compat import uuid7

from tearoad.site.watch.logs import REQUEST_ID
from tearoad.site.watch.metrics import count_request

log = logging.getLogger("tearoad.request")
QUIET = frozenset({"health", "ready", "metrics"})
"""Routes that machines ask every few seconds: they leave no line."""


class WatchMiddleware:
    """Gives each request an id, and leaves one line and one count for it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer and say how that went."""
        token = REQUEST_ID.set(str(uuid7()))
        started = time.perf_counter()
        try:
            response = self.answer(request)
            took = time.perf_counter() - started
            route, method = route_of(request), _method(request)
            count_request(route, method, response.status_code, took)
            if route not in QUIET:
                extra = {"route": route, "method": method, "status": response.status_code}
                log.info("answered", extra=extra | {"took_ms": round(took * 1000, 1)})
            response.headers["X-Request-ID"] = REQUEST_ID.get()
            return response
        finally:
            REQUEST_ID.reset(token)


class ProxyMiddleware:
    """Believes the nearest proxies, as many as the settings name, and nobody else."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep what comes next."""
        self.answer = answer
        self.proxies: int = settings.PROXIES

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Put the asker's own address and scheme into the request."""
        if self.proxies:
            request.META["THROUGH_PROXY"] = "1"
            peer, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
            request.META["REMOTE_ADDR"] = address_behind(self.proxies, peer, forwarded)
        else:
            request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.answer(request)


def address_behind(proxies: int, peer: str, forwarded: str) -> str:
    """Return who really asks: the peer, or who the nearest proxies say, as many as stand before the site."""
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return hops[-proxies] if 0 < proxies <= len(hops) else peer


def route_of(request: HttpRequest) -> str:
    """Return the name of a request's route: never its path, which may hold a link's secret."""
    match = request.resolver_match
    if match is not None:
        return str(match.url_name or match.view_name or "unnamed")
    return "static" if request.path.startswith(str(settings.STATIC_URL)) else "none"


def _method(request: HttpRequest) -> str:
    return request.method if request.method in {"GET", "HEAD", "POST"} else "other"
