"""On a small phone no word of a mission's pages is broken inside, in any language."""

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
from tearoad.mission.web.models import Mission, Participation
from tearoad.values import Language
from tests.browser import PHONE, View, broken_words, chromium, looks_of, opened
from tests.journey.web.tables.conftest import table_url

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
PAGES = (
    *("mission-page", "journey-tables", "mission-people", "mission-settings", "mission-plan-rules"),
    *("mission-programme", "journey-imports", "journey-export", "mission-links"),
    *("matching-companies", "matching-requests", "matching-matches", "matching-refusals"),
)


def addresses(mission: Mission) -> list[str]:
    """Return every table of a mission, a form of each of its kinds, and its other pages."""
    found = [reverse(name, args=[mission.pk]) for name in PAGES]
    companies = Participation.objects.filter(mission=mission).values_list("company", flat=True)
    found += [reverse("companies-list"), *(reverse("companies-company", args=[company]) for company in companies)]
    for name, table in TABLE_KINDS.items():
        every = "&".join(f"col={text}" for text in table.by_field)
        found.append(f"{table_url('', mission, name)}?{every}")
        found += [table_url("-row", mission, name, row.pk) for row in rows_of(table, mission)[:1]]
    return found


NARROW = "<p style='width: 4em; overflow-wrap: anywhere'>{} a@example.org</p>"


@pytest.mark.parametrize("word", ["Unterbrechungen", "переводчиками"])
def test_a_word_that_is_broken_inside_is_found(chromium: Browser, word: str) -> None:
    with opened(chromium, "http://localhost", View(width=PHONE)) as page:
        page.set_content(NARROW.format(word))
        assert broken_words(page) == [word]
        page.set_content(NARROW.format(word[:4]))
        assert broken_words(page) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", Language)
def test_no_word_is_broken_on_a_small_phone(
    chromium: Browser, live_server: LiveServer, signed_in: Client, mission: Mission, language: Language
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    found = {}
    with opened(chromium, live_server.url, View(language, "light", PHONE), session) as page:
        for address in addresses(mission):
            page.goto(live_server.url + address)
            found[address] = broken_words(page)
            if PICTURES:
                name = address.partition("?")[0].strip("/").replace("/", "-")
                page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
        page.goto(live_server.url + table_url("", mission, "places"))
        assert looks_of(page) == []
    assert {address: words for address, words in found.items() if words} == {}
