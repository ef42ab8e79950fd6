"""Every address: each stage brings its own."""

from __future__ import annotations

from django.urls import include, path

from tearoad.site import api

urlpatterns = [
    path("", include("tearoad.people.web.urls")),
    path("", include("tearoad.office.web.urls")),
    path("", include("tearoad.companies.web.urls")),
    path("", include("tearoad.screening.web.urls")),
    path("", include("tearoad.mission.web.urls")),
    path("", include("tearoad.matching.web.urls")),
    path("", include("tearoad.timetable.web.urls")),
    path("", include("tearoad.journey.web.urls")),
    path("", include("tearoad.site.addresses")),
    path("api/", include((api.addresses(), "api"))),
]
