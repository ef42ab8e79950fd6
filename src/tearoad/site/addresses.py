"""What the site itself answers: health, metrics."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from tearoad.people import Policy
from tearoad.web.routes import page


def health(_request: HttpRequest) -> HttpResponse:
    """Answer that the process is alive."""
    return HttpResponse("ok", content_type="text/plain")


urlpatterns: list[URLPattern] = [page("healthz", health, policy=Policy.ANYONE, name="health")]
