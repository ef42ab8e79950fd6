"""Two officers read a page and both save, in a real browser: who is later sees both versions, and decides."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tearoad.costs.web.models import WorkedDay
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.browser import View, chromium, in_views, looks_of, opened
from tests.costs.web.test_hours import page as address
from tests.costs.web.test_hours import paid

__all__ = ["chromium", "paid"]  # fixtures
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
FIELD = 'input[name="day-2027-02-09"]'


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.RU, "dark"), View(Language.ZH, "light", 360))
def test_the_later_one_sees_both_versions_and_decides(
    chromium: Browser, live_server: LiveServer, signed_in: Client, paid: Mission, view: View
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    site = live_server.url
    with opened(chromium, site, view, session) as first, opened(chromium, site, view, session) as later:
        for page in (first, later):
            page.goto(site + address(paid))
        write(first, "6")
        assert worked() == [Decimal(6)]
        write(later, "7.5")
        assert worked() == [Decimal(6)]
        assert later.locator("main td").all_inner_texts()[-2:] == ["6", "7.5"]
        assert looks_of(later) == []
        if PICTURES:
            later.screenshot(path=Path(PICTURES) / f"stale {view}.png", full_page=True)
        later.locator("main form button").click()
        later.wait_for_url("**/interpreters/")
        assert worked() == [Decimal("7.5")]


def write(page: Page, hours: str) -> None:
    page.locator(FIELD).first.fill(hours)
    with page.expect_navigation():
        page.locator(f"form:has({FIELD}) button").first.click()


def worked() -> list[Decimal]:
    return [tenant.hours for tenant in WorkedDay.across_tenants.all()]
