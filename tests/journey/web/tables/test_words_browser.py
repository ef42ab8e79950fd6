"""On a small phone no Russian word of a mission's pages is broken inside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.browser import PHONE, View, broken_words, chromium, looks_of, opened
from tests.journey.web.tables.conftest import table_url

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
PAGES = (
    *("mission-page", "journey-tables", "mission-people", "mission-settings", "mission-plan-rules"),
    *("mission-programme", "journey-imports", "journey-export", "mission-links"),
)


def addresses(mission: Mission) -> list[str]:
    """Return every table of a mission, a form of each of its kinds, and its other pages."""
    found = [reverse(name, args=[mission.pk]) for name in PAGES]
    for name, table in TABLE_KINDS.items():
        every = "&".join(f"col={one}" for one in table.by_field)
        found.append(f"{table_url('', mission, name)}?{every}")
        found += [table_url("-row", mission, name, row.pk) for row in rows_of(table, mission)[:1]]
    return found


@pytest.mark.django_db(transaction=True)
def test_no_word_is_broken_on_a_small_phone(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission
) -> None:
    session = {name: one.value for name, one in signed_in.cookies.items()}
    found = {}
    with opened(chromium, live_server.url, View(Language.RU, "light", PHONE), session) as page:
        for address in addresses(mission):
            page.goto(live_server.url + address)
            found[address] = broken_words(page)
            if PICTURES:
                name = address.partition("?")[0].strip("/").replace("/", "-")
                page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        page.goto(live_server.url + table_url("", mission, "places"))
        assert looks_of(page) == []
    assert {address: words for address, words in found.items() if words} == {}
