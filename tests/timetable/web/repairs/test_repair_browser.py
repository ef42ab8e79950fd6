"""Repair on a phone: three taps from the plan in force to a plan that is published and told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.office.web.tasks.worker import Kinds, work
from tearoad.timetable.repair import Kind, Scene
from tearoad.timetable.web.models import Published
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.timetable.web.repairs.conftest import busiest
from tests.waiting import PATIENCE_S

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def working() -> Iterator[None]:
    """Let a worker do the quick jobs."""
    stop = threading.Event()
    thread = threading.Thread(target=work, args=(Kinds.QUICK, stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE_S)
        connection.close()


class Thumb:
    """Taps, and counts."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, target: Locator) -> None:
        """Tap what is large enough for a thumb."""
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        target.tap()
        self.taps += 1


def session(browser: Client) -> dict[str, str]:
    return {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value}


def mended(page: Page) -> Locator:
    """The button that publishes, once the worker has made the proposal."""
    button = page.get_by_role("button", name="Publish and tell")
    expect(button).to_be_visible()
    return button


def test_three_taps_from_the_plan_in_force_to_published_and_told(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, scene: Scene
) -> None:
    view, thumb = View(Language.EN, "light", PHONE), Thumb()
    with opened(chromium, live_server.url, view, session(signed_in)) as page, working():
        page.goto(f"{live_server.url}/missions/{mission.pk}/published/")
        thumb.tap(page.get_by_role("link", name="Something went wrong"))
        thumb.tap(page.locator(f'form[action$="/repair/interpreter/"] button[value="{busiest(scene)}"]'))
        thumb.tap(mended(page))
        page.wait_for_url("**/published/2/changes/")
        expect(page.locator("#messages")).to_contain_text("Plan 2 is in force")
    assert thumb.taps == 3
    assert Published.objects.filter(mission=mission).count() == 2
    assert Message.objects.filter(kind="told").count() > 0


def test_without_script_the_same_three_presses_do(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, scene: Scene
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 800})
    context.add_cookies(
        [{"name": name, "value": value, "url": live_server.url} for name, value in session(signed_in).items()]
    )
    page = context.new_page()
    with working():
        page.goto(f"{live_server.url}/missions/{mission.pk}/published/")
        page.get_by_role("link", name="Something went wrong").click()
        page.locator(f'form[action$="/repair/interpreter/"] button[value="{busiest(scene)}"]').click()
        mended(page).click()
        page.wait_for_url("**/published/2/changes/")
    context.close()
    assert Published.objects.filter(mission=mission).count() == 2


@in_views(View(Language.ZH, "light", PHONE))
def test_everybody_can_read_the_page_while_a_repair_is_made(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, scene: Scene, view: View
) -> None:
    base = f"{live_server.url}/missions/{mission.pk}"
    signed_in.post(f"/missions/{mission.pk}/repair/{Kind.INTERPRETER.value}/", {"who": busiest(scene)})
    with opened(chromium, live_server.url, view, session(signed_in)) as page:
        assert faults_of(page, f"{base}/repairs/2/", menus=False) == []
