"""What stands around every page, in a real browser: with and without scripts, by keyboard, on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as site_settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tearoad.people import Role
from tearoad.people.web.models import Membership, Organisation, User
from tests.browser import DESK, PHONE, View, chromium, opened

__all__ = ["chromium"]  # a fixture


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    settings.DESIGN_PAGE = True
    return str(live_server.url)


@pytest.fixture
def session(site: str) -> dict[str, str]:
    """The cookie of an officer who is signed in."""
    del site
    user = User.objects.create_user("officer@example.org", name="Officer Example")
    house = Organisation.objects.create(name="Example Province (fictional)")
    Membership.objects.create(user=user, organisation=house, role=Role.OFFICER)
    client = Client()
    client.force_login(user)
    name = site_settings.SESSION_COOKIE_NAME
    return {name: client.cookies[name].value}


@pytest.fixture
def desk(chromium: Browser, site: str) -> Iterator[Page]:
    with opened(chromium, site, View(width=DESK)) as page:
        page.goto(f"{site}/design/")
        yield page


def test_the_first_stop_of_the_keyboard_leads_past_the_head(desk: Page) -> None:
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.className") == "skip"
    desk.keyboard.press("Enter")
    assert desk.evaluate("document.activeElement.id") == "main"


def test_a_menu_closes_by_escape_and_gives_the_focus_back(desk: Page) -> None:
    summary = desk.locator("details.menu > summary").last
    summary.click()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Escape")
    assert desk.locator("details.menu[open]").count() == 0
    assert desk.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_menu_closes_by_a_click_beside_it(desk: Page) -> None:
    desk.locator("details.menu > summary").last.click()
    desk.locator("h1").click()
    assert desk.locator("details.menu[open]").count() == 0


def test_what_scrolls_sideways_is_reached_by_keyboard(desk: Page) -> None:
    assert desk.locator(".board").get_attribute("tabindex") == "0"


def test_what_htmx_was_refused_is_told_where_it_is_heard(desk: Page) -> None:
    desk.evaluate("htmx.ajax('GET', '/design/input/', {target: 'h1', swap: 'none'})")
    notice = desk.locator("#messages[role=status] .notice.bad")
    notice.wait_for()
    assert notice.locator("p").all_inner_texts() == [
        "The sheet holds two problems",
        "Mend them in the spreadsheet and import it again.",
        "“0902” has four digits; an HS code has six or more, such as 090210.",
        "Four companies are held, so they have no meetings.",
    ]


def test_a_change_by_htmx_carries_the_token_of_forms(desk: Page) -> None:
    with desk.expect_request("**/theme/") as sent:
        desk.evaluate("htmx.ajax('POST', '/theme/', {target: 'h1', swap: 'none', values: {theme: 'dark'}})")
    assert len(sent.value.headers["x-csrftoken"]) == 64


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_language_and_theme_are_chosen_without_a_script(chromium: Browser, site: str, width: int) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{site}/design/")
    page.locator("details.menu > summary").last.click()
    page.get_by_role("button", name="Русский").click()
    assert page.locator("html").get_attribute("lang") == "ru"
    assert page.url == f"{site}/design/"
    page.locator("details.menu > summary").last.click()
    page.get_by_role("button", name="Тёмное").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    context.close()


def test_the_navigation_is_a_line_on_a_desk_and_a_menu_on_a_phone_without_a_script(
    chromium: Browser, site: str, session: dict[str, str]
) -> None:
    for width, shown in ((DESK, True), (PHONE, False)):
        context = chromium.new_context(java_script_enabled=False, viewport={"width": width, "height": 800})
        context.add_cookies([{"name": name, "value": value, "url": site} for name, value in session.items()])
        page = context.new_page()
        page.goto(f"{site}/design/")
        nav = page.locator(".nav nav")
        assert nav.is_visible() is shown, width
        if not shown:
            page.locator(".nav > summary").click()
            assert nav.is_visible()
        context.close()


def test_paper_shows_no_head_and_no_buttons(desk: Page) -> None:
    desk.emulate_media(media="print")
    assert desk.locator(".button:visible, .tabs:visible, .foot:visible").count() == 0
    assert desk.locator("h1").is_visible()


def test_forced_colours_keep_the_chosen_apart(desk: Page) -> None:
    desk.emulate_media(forced_colors="active")
    outline = desk.locator("td.target").first.evaluate("one => getComputedStyle(one).outlineStyle")
    assert outline == "solid"
