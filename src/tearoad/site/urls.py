"""Every address: each stage brings its own."""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from tearoad.people import Policy
from tearoad.site import api
from tearoad.web import urls as web

urlpatterns = [
    *(path("", include(f"tearoad.{stage}.web.urls")) for stage in settings.STAGES[1:]),
    path("", include("tearoad.site.addresses")),
    *web.addresses(Policy.ANYONE),
    path("api/", include((api.addresses(), "api"))),
]
handler400 = "tearoad.web.handlers.bad_request"
handler403 = "tearoad.web.handlers.denied"
handler404 = "tearoad.web.handlers.not_found"
handler500 = "tearoad.web.handlers.fault"
