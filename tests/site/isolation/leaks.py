"""Leaks to plant, one a kind: what a tired developer might write. The matrix must find each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import clear_url_caches, path

from tearoad.companies.web.models import Company
from tearoad.companies.web.queries import register as companies
from tearoad.mission.web.models import Mission, Participation, SignedLink
from tearoad.office.web.models import FeedToken, Job, StoredFile
from tearoad.people import Policy
from tearoad.people.web import middleware, policies
from tearoad.people.web.models import acting_for
from tearoad.people.web.models.tenancy import ScopedManager
from tearoad.site import urls
from tearoad.timetable.web.queries.publishing import days
from tearoad.timetable.web.views import days as day_views
from tearoad.web.routes import page
from tests.site.isolation.world import House

Plant = Callable[[pytest.MonkeyPatch, Mapping[str, House]], None]


def _add(patch: pytest.MonkeyPatch, pattern: Any) -> None:  # noqa: ANN401  # Django's
    patch.setattr(urls, "urlpatterns", [*urls.urlpatterns, pattern])
    clear_url_caches()


def an_address_without_a_policy(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """Someone wrote `path` instead of `page`."""
    _add(patch, path("planted/", lambda _request: HttpResponse("planted"), name="planted"))


def a_page_open_to_everybody(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """A list of firms was declared open."""
    house = next(iter(houses.values()))

    def planted(_request: HttpRequest) -> HttpResponse:
        with acting_for(house.organisation.id):
            return HttpResponse("\n".join(Company.objects.values_list("name", flat=True)))

    _add(patch, page("planted/", planted, policy=Policy.ANYONE, name="planted"))


def a_gate_that_does_not_ask(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """The gate lets every role into everything."""
    patch.setattr(middleware, "allowed", lambda _role, _policy, _scope: True)


def an_action_that_does_not_ask(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """Gate and actions both forgot: an auditor changes things."""
    a_gate_that_does_not_ask(patch, houses)
    patch.setattr(policies, "allowed", lambda _role, _policy, _scope: True)


def rows_of_every_organisation(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """The scoped manager forgot its scope."""
    patch.setattr(ScopedManager, "get_queryset", models.Manager.get_queryset)


def a_mission_of_any_organisation(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """A mission is looked up across organisations; it opens its pages, exports and papers."""
    patch.setattr(Mission, "objects", Mission.across_tenants)


def companies_of_any_organisation(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """The register is read across organisations."""
    patch.setattr(companies, "visible", lambda _to: Company.across_tenants.all())


def files_of_any_organisation(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """A file is served by its id alone."""
    patch.setattr(StoredFile, "objects", StoredFile.across_tenants)


def jobs_of_any_organisation(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """Pages and the API tell how another's job is doing."""
    patch.setattr(Job, "objects", Job.across_tenants)


def another_firms_day(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """A visitor's page takes the first firm's day instead of the visitor's own."""
    shown = days.own_days
    first = next(iter(next(iter(houses.values())).tokens))

    def planted(mission: Any, row: Any, _role: Any, _party: str, language: Any) -> Any:  # noqa: ANN401  # its own
        return shown(mission, row, *first, language)

    patch.setattr(day_views, "own_days", planted)


def a_note_on_a_visitors_page(patch: pytest.MonkeyPatch, _houses: Mapping[str, House]) -> None:
    """The office's private note about a buyer stands on the buyer's page."""
    shown = day_views.day_panel

    def planted(request: Any, mission: Any) -> Any:  # noqa: ANN401  # its own
        found = shown(request, mission)
        company = next(
            participation.company
            for participation in Participation.objects.filter(mission=mission).select_related("company")
            if participation.company.document.get("note")
        )
        return found and found | {"base": company.document["note"]}

    patch.setattr(day_views, "day_panel", planted)


def a_link_that_was_taken_back(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """A revoked link opens its pages as before."""
    del patch
    for house in houses.values():
        with acting_for(house.organisation.id):
            SignedLink.objects.filter(revoked_at__isnull=False).update(revoked_at=None)


def a_feed_that_outlives_its_link(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """A calendar goes on answering although the link of its owner was taken back."""
    del patch
    for house in houses.values():
        with acting_for(house.organisation.id):
            FeedToken.objects.filter(revoked_at__isnull=False).update(revoked_at=None)


def a_feed_of_somebody_else(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """A feed's address opens another party's calendar."""
    del patch
    for house in houses.values():
        with acting_for(house.organisation.id):
            subject = FeedToken.objects.order_by("id").values_list("subject", flat=True)[0]
            FeedToken.objects.update(subject=subject)


def an_export_of_every_organisation(patch: pytest.MonkeyPatch, houses: Mapping[str, House]) -> None:
    """The register's download was made by a query of its own."""

    def planted(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("\n".join(Company.across_tenants.values_list("name", flat=True)))

    del houses
    _add(patch, page("planted.csv", planted, policy=Policy.EXPORT_SHEETS, name="planted"))


LEAKS: Mapping[Plant, str] = {
    an_address_without_a_policy: "planted",
    a_page_open_to_everybody: "planted",
    a_gate_that_does_not_ask: "people-",
    an_action_that_does_not_ask: "mission-archive",
    rows_of_every_organisation: "office-",
    a_mission_of_any_organisation: "mission-",
    companies_of_any_organisation: "compan",
    files_of_any_organisation: "office-file",
    jobs_of_any_organisation: "job",
    another_firms_day: "timetable-own-day",
    a_note_on_a_visitors_page: "timetable-own-day",
    a_link_that_was_taken_back: "mission-portal",
    a_feed_that_outlives_its_link: "timetable-feed",
    a_feed_of_somebody_else: "timetable-feed",
    an_export_of_every_organisation: "planted",
}
"""Each leak, and how the names of the addresses begin where it shows first: the matrix is tried there, to save time."""
