"""Every page of the site, as its readers see it: axe, no sideways scroll, no small target, no request to others.

By default each page is judged in one of the twelve views in turn; with EVERY_VIEW=1 (`make test-all`,
`make bench-access`) each in all twelve. PAGES="board talk" looks only at pages with these words in their name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser import EVERY_VIEW, View, chromium, faults_of, opened
from tests.site.access.conftest import Furnished
from tests.site.access.pages import COOKIE, NO_PAGES

__all__ = ["chromium"]
Look = tuple[dict[str, Any], View]
FEWEST = 60
"""A list of nothing would be without fault as well."""


def test_every_address_is_a_page_or_said_to_be_none(furnished: Furnished) -> None:
    answered = {
        page["name"]: page["status"] for page in furnished.listed["pages"] if not page["name"].startswith("design")
    }
    assert {name: status for name, status in answered.items() if NO_PAGES.get(name, "200") != str(status)} == {}
    assert [name for name, said in furnished.listed["others"].items() if not _is_known(name, said)] == []
    assert len(furnished.listed["pages"]) >= FEWEST


def test_every_hour_says_whose_it_is(furnished: Furnished) -> None:
    """The design pages show parts without a page around them."""
    pages = [page for page in furnished.listed["pages"] if not page["name"].startswith("design")]
    assert {page["address"]: page["zoneless"] for page in pages if page["zoneless"]} == {}


def _is_known(name: str, said: str) -> bool:
    status, _, kind = said.partition(" ")
    if status == "405" or name == "ready":
        return True
    return NO_PAGES.get(name) == status or (status == "200" and not kind.startswith("text/html"))


def test_everybody_can_read_every_page(chromium: Browser, furnished: Furnished) -> None:
    found = {}
    for visit, looks in groupby(sorted(_looks(furnished.listed["pages"]), key=_visit), key=_visit):
        for (listed_page, view), page in _pages(chromium, furnished, visit, list(looks)):
            if faults := faults_of(page, furnished.address + listed_page["address"], menus=False):
                found[f"{listed_page['name']} {listed_page['address']} {view}"] = faults
    assert found == {}


def _visit(look: Look) -> tuple[str, str, str]:
    """Return what one visit has in common. Whoever is nobody yet visits anew for each page: some pages sign in."""
    listed_page, view = look
    return listed_page["who"], str(view), listed_page["address"] if listed_page["who"] == "nobody" else ""


def _pages(
    chromium: Browser, furnished: Furnished, visit: tuple[str, str, str], looks: list[Look]
) -> Iterator[tuple[Look, Page]]:
    """Open an empty page for each look of a visit: who comes back has the style sheets already."""
    cookie = furnished.listed["cookies"][visit[0]]
    with opened(chromium, furnished.address, looks[0][1], {COOKIE: cookie} if cookie else {}) as first:
        for look in looks:
            page = first.context.new_page()
            yield look, page
            page.close()


def _looks(pages: list[dict[str, Any]]) -> Iterator[Look]:
    """Return which page is looked at in which view."""
    words = os.environ.get("PAGES", "").split()
    for number, page in enumerate(pages):
        if words and not any(word in page["name"] for word in words):
            continue
        # Five and twelve have no common factor: neighbours, often of one kind, are looked at differently.
        in_turn = EVERY_VIEW[number * 5 % len(EVERY_VIEW)]
        for view in EVERY_VIEW if os.environ.get("EVERY_VIEW") else (in_turn,):
            yield page, view
