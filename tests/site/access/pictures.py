"""Pictures of every page of a furnished demo, as three kinds of readers see them: `make pictures`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.browser import PHONE, View, opened

COOKIE = "session"


def take(chromium: Browser, site: str, listed: Mapping[str, Any], views: Iterable[View], folder: Path) -> int:
    """Write a picture of each page in each view; return how many."""
    taken = 0
    for view in views:
        kind = "phone" if view.width == PHONE else "desk"
        into = folder / view.language.value / f"{kind}-{view.theme}"
        into.mkdir(parents=True, exist_ok=True)
        for listed_page in listed["pages"]:
            cookies = {COOKIE: listed["cookies"][listed_page["who"]]}
            with opened(chromium, site, view, {name: value for name, value in cookies.items() if value}) as page:
                page.goto(site + listed_page["address"])
                page.screenshot(path=into / f"{name_of(listed_page)}.png", full_page=True)
                taken += 1
    return taken


def name_of(listed_page: Mapping[str, Any]) -> str:
    """Return a page's name for a file: the address's name, and what tells it from others of that name."""
    rest = re.search(r"(\w+)/[^/]+/day/$|by=(\w+)|(people)=1|design/([\w-]+)|#(\w+)", listed_page["address"])
    part = next(filter(None, rest.groups()), "") if rest else ""
    return "-".join(filter(None, (listed_page["name"], part)))
