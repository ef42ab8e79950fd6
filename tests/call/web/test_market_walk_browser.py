"""From a brief to a campaign and from there to a mission, in a real browser: the market goes with its reasons.

Every figure here is made up.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tearoad.market.brief.document import BriefMeasure
from tearoad.market.brief.figure_wording import figure_value
from tearoad.market.web.models import MarketChoice, SavedBrief
from tearoad.market.web.queries.briefs import brief_of_row
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.people.web.models import acting_for
from tearoad.values import Language
from tearoad.words import Words
from tests.browser import View, chromium, in_views, looks_of, opened
from tests.market.brief.test_brief import made_trade
from tests.market.trade_files import comtrade, load
from tests.mission.web.test_new_mission import SHORT

__all__ = ["chromium"]  # fixtures
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
NAMES = {Language.EN: "Kazakhstan", Language.ZH: "哈萨克斯坦", Language.RU: "Казахстан"}


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def look(page: Page, name: str) -> None:
    """Judge how the page looks that is open."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    assert looks_of(page) == []


@pytest.mark.django_db(transaction=True)
@in_views(View(Language.EN, "light"), View(Language.ZH, "dark"), View(Language.RU, "light", 360))
def test_a_market_goes_from_the_brief_to_a_campaign_and_to_a_mission(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    officer: Actor,
    tmp_path: Path,
    settings: Settings,
    view: View,
) -> None:
    settings.DATA = tmp_path
    load(tmp_path / "market", comtrade(tmp_path / "made.csv", list(made_trade()), weight=250))
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, view, session) as page:
        page.goto(f"{live_server.url}/markets/")
        for field, value in (("exporter", "China"), ("products", "0902"), ("markets", "RUS, KAZ")):
            page.locator(f'main [name="{field}"]').fill(value)
        look(page, f"markets {view}")
        press(page, 'form[action="/markets/ask/"] button')
        with acting_for(officer.tenant):
            run_waiting()
            row = SavedBrief.objects.get()
        made = brief_of_row(row)
        imports = figure_value(made.figure(BriefMeasure.IMPORTS, "0902", "KAZ"), Words(view.language))
        page.goto(f"{live_server.url}/markets/{row.pk}/")
        look(page, f"brief {view}")

        press(page, 'main a[href*="/campaigns/new/"][href*="market=KAZ"]')
        reasons = page.locator("main").inner_text()
        assert (made.snapshot in reasons, imports in reasons) == (True, True)
        assert (
            page.locator('main [name="m0_title"], main [name^="m0_title"]').first.input_value() == NAMES[view.language]
        )
        page.locator('main [name^="title_"]').first.fill("Tea year")
        page.locator('main [name="year"]').fill("2027")
        page.locator('main [name="m0_firms"]').fill("3")
        press(page, "main form button.primary")
        campaign = page.locator("main").inner_text()
        assert (made.snapshot in campaign, imports in campaign) == (True, True)
        look(page, f"campaign {view}")

        press(page, 'main a[href*="/missions/new/"][href*="market=KAZ"]')
        assert page.locator('main [name="country"]').input_value() == "KZ"
        assert imports in page.locator("main").inner_text()
        fill_mission(page)
        press(page, 'main form:has([name="country"]) button.primary')
        assert page.locator("main .error").all_inner_texts() == []
        mission = page.locator("main").inner_text()
        assert (made.snapshot in mission, imports in mission) == (True, True)

    chosen = MarketChoice.across_tenants.order_by("chosen_at").values_list("brief", "market", "subject")
    assert list(chosen) == [(row.pk, "KAZ", "campaign"), (row.pk, "KAZ", "mission")]


def fill_mission(page: Page) -> None:
    """Fill in what a new mission needs, but its country: the brief has said it."""
    for name, value in (SHORT | {"city_ru": "Алматы"}).items():
        # What is written in several languages is asked first in the reader's own; the others are folded away.
        field = page.locator(f'main [name^="{name.removesuffix("ru")}"]:visible')
        if name == "country" or not field.count():
            continue
        if field.first.evaluate("one => one.tagName") == "SELECT":
            field.first.select_option(value)
        else:
            field.first.fill(value)
