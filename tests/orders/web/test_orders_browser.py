"""Every page of orders and results in a real browser: readable, nothing too wide, nothing too small to press."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tearoad.people import Actor, Role, Scope
from tearoad.results.web.actions.survey import send_survey
from tearoad.site.play.following import follow
from tearoad.values import Language
from tests.browser import View, chromium, in_views, looks_of, opened
from tests.mission.web.conftest import mission

__all__ = ["chromium", "mission"]  # fixtures
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
PAGES = (
    "orders/",
    "orders/days/",
    "orders/asked/",
    "orders/agreements/",
    "orders/doubles/",
    "orders/new/",
    "orders/letters/templates/",
    "results/",
    "results/rows/contract_amount/",
    "results/editions/1/",
    "results/survey/",
)


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.RU, "light", 360), View(Language.ZH, "dark"))
def test_every_page_of_orders_and_results_can_be_read(  # fixtures
    chromium: Browser, live_server: LiveServer, signed_in: Client, officer: Actor, mission: Mission, view: View
) -> None:
    Mission.objects.update(starts_on=mission.starts_on.replace(year=2023), ends_on=mission.ends_on.replace(year=2023))
    mission.refresh_from_db()
    follow(officer, mission)
    row = Opportunity.objects.order_by("id")[0]
    own = urlsplit(links.make(officer, mission, Role.EXPORTER, row.firm, Scope.FOLLOW).address).path
    send_survey(officer, mission)
    by_link = [(Role.EXPORTER, "E01", Scope.SURVEY), (Role.BUYER, row.buyer, Scope.FOLLOW)]
    base = f"/missions/{mission.pk}/"
    addresses = [base + page for page in PAGES]
    addresses += [f"{base}orders/{row.pk}/", f"{base}orders/{row.pk}/offers/new/", own, f"{own}{row.pk}/"]
    addresses += [urlsplit(links.link_for(officer, mission, *link)).path for link in by_link]
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    wrong: dict[str, list[str]] = {}
    with opened(chromium, live_server.url, view, session) as page:
        for place, address in enumerate(addresses):
            answer = page.goto(live_server.url + address)
            assert answer is not None
            assert (address, answer.status) == (address, 200)
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{place:02d} {view}.png", full_page=True)
            if found := [str(look) for look in looks_of(page)]:
                wrong[address] = found
    assert wrong == {}
