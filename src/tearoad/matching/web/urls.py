"""The addresses of matching."""

from __future__ import annotations

from django.urls import URLPattern

from tearoad.matching.web.views import companies, matches, requests
from tearoad.people import Policy
from tearoad.web.routes import page

_ONE = "missions/<uuid:mission_id>/"
urlpatterns: list[URLPattern] = [
    page(f"{_ONE}companies/", companies.companies, policy=Policy.SEE_COMPANIES, name="matching-companies"),
    page(f"{_ONE}requests/", requests.requests, policy=Policy.SEE_MATCHES, name="matching-requests"),
    page(f"{_ONE}matches/", matches.matches, policy=Policy.SEE_MATCHES, name="matching-matches"),
    page(f"{_ONE}matches/refusals/", matches.refusals, policy=Policy.SEE_MATCHES, name="matching-refusals"),
    page(f"{_ONE}matches/again/", matches.again, policy=Policy.PLAN, name="matching-again"),
]
