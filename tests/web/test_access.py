"""Whether everybody can use the pages: axe, phone width, targets, in every language and both themes.

By default every part is looked at in three views and each other page in one of them; with EVERY_VIEW=1 all in all.
LOOK_AT may name more addresses of a running site, separated by spaces, and LOOK_SESSION the session cookie of
somebody who is signed in there: `LOOK_AT="http://localhost:8000/ ..." pytest tests/web/test_access.py`.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import pytest
from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tearoad.values import Language
from tests.browser import EVERY_VIEW, PHONE, View, chromium, faults_of, in_views, looks_of, opened

__all__ = ["chromium"]  # a fixture
PARTS = "/design/"
"""The page that shows every part of a page."""
ADDRESSES = (
    "/nowhere/",
    "/design/input/",
    "/design/many/",
    "/design/fault/",
)
NAMED = ("people-sign-in",)
USUAL = (View(), View(Language.ZH, "dark", PHONE), View(Language.RU, "light", PHONE))
WHOLE = bool(os.environ.get("EVERY_VIEW"))
ELSEWHERE = tuple(os.environ.get("LOOK_AT", "").split())


def seen_in(view: View) -> tuple[str, ...]:
    """Return which pages are looked at in a view: all parts in each; the others in turn."""
    others = (*ADDRESSES, *named())
    return (PARTS, *others) if WHOLE else (PARTS, *others[USUAL.index(view) :: len(USUAL)])


@in_views(*USUAL)
def test_everybody_can_use_the_pages(
    chromium: Browser, live_server: LiveServer, settings: Settings, view: View
) -> None:
    settings.DESIGN_PAGE = True
    found = {}
    for address in seen_in(view):
        with opened(chromium, live_server.url, view) as page:
            found[address] = faults_of(page, live_server.url + address, menus=address == PARTS)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.skipif(not ELSEWHERE, reason="LOOK_AT names no page")
@pytest.mark.parametrize("view", EVERY_VIEW, ids=str)
@pytest.mark.parametrize("address", ELSEWHERE)
def test_everybody_can_use_the_pages_of_a_running_site(chromium: Browser, address: str, view: View) -> None:
    site = "{0.scheme}://{0.netloc}/".format(urlsplit(address))
    session = os.environ.get("LOOK_SESSION", "")
    cookies = {name: session for name in ("sessionid", "session") if session}
    with opened(chromium, site, view, cookies) as page:
        assert faults_of(page, address) == []


def named() -> tuple[str, ...]:
    """Return the addresses of pages that other rooms bring, where they are there."""
    found = []
    for name in NAMED:
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return tuple(found)


def test_of_parts_that_look_alike_one_that_looks_otherwise_is_judged(chromium: Browser) -> None:
    """The fast suite passes over the third row and those after it only where nothing but words differs."""
    cell = '<tr><td style="background: #fff; color: {}">{}</td></tr>'
    rows = [cell.format("#000", word) for word in ("tea", "rice", "sauce", "salt")]
    page = chromium.new_page()
    page.set_content(f"<table>{''.join(rows)}</table>")
    alike = [fault for fault in looks_of(page) if fault.startswith("color-contrast")]
    page.set_content(f"<table>{''.join(rows)}{cell.format('#eee', 'oil')}</table>")
    pale = [fault for fault in looks_of(page) if fault.startswith("color-contrast")]
    page.close()
    assert (alike, len(pale), ">oil<" in pale[0]) == ([], 1, True)
