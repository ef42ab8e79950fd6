"""Every address: each stage brings its own."""

from __future__ import annotations

from django.urls import include, path

from tearoad.people import Policy
from tearoad.site import api
from tearoad.web import urls as web

urlpatterns = [
    path("", include("tearoad.people.web.urls")),
    path("", include("tearoad.office.web.urls")),
    path("", include("tearoad.companies.web.urls")),
    path("", include("tearoad.screening.web.urls")),
    path("", include("tearoad.market.web.urls")),
    path("", include("tearoad.mission.web.urls")),
    path("", include("tearoad.matching.web.urls")),
    path("", include("tearoad.timetable.web.urls")),
    path("", include("tearoad.capture.web.urls")),
    path("", include("tearoad.journey.web.urls")),
    path("", include("tearoad.site.addresses")),
    *web.addresses(Policy.ANYONE),
    path("api/", include((api.addresses(), "api"))),
]
handler400 = "tearoad.web.handlers.bad_request"
handler403 = "tearoad.web.handlers.denied"
handler404 = "tearoad.web.handlers.not_found"
handler500 = "tearoad.web.handlers.fault"
