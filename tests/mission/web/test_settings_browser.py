"""A mission's settings in a real browser, with a script and without."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tearoad.mission.web import queries
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, in_views, looks_of, opened

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.RU, "light", PHONE), View(Language.ZH, "dark"))
def test_somebody_to_call_is_added_among_the_settings(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, view: View
) -> None:
    new = len(queries.core(mission).contacts)
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, view, session) as page:
        page.goto(live_server.url + reverse("mission-settings", args=[mission.id]))
        page.locator(f"[name=contact_{new}_native]").fill("林清（虚构）")
        page.locator(f"[name=contact_{new}_phone]").fill("+7 495 000-00-01")
        assert looks_of(page) == []
        if PICTURES:
            page.locator("#contacts").screenshot(path=Path(PICTURES) / f"contacts {view}.png")
        with page.expect_navigation():
            page.locator("main form:has([name=slot_minutes]) button.primary").click()
    added = queries.core(Mission.objects.get(pk=mission.pk)).contacts[-1]
    assert (added.person.native, added.phone) == ("林清（虚构）", "+74950000001")
