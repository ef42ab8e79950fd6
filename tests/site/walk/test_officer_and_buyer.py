"""Two people, two browsers, one mission: from the sheets to a published day on a buyer's phone, in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tearoad.values import Language
from tests.browser import chromium
from tests.site.walk.conftest import Walked
from tests.site.walk.officer import Officer
from tests.site.walk.sheets import lay_out
from tests.site.walk.watching import browsing

__all__ = ["chromium"]  # a fixture
WITH_APP = Language.ZH
"""In this language the organisation asks for a second factor, in the others it does not."""


STOPS = """(all) => all.map((one) => [
  one.querySelector(".when span"), ...one.querySelectorAll(".who, .where")
].map((part) => part.firstChild.textContent.trim()).join("|"))"""
"""When, with whom and where, for each stop of a day."""


@pytest.mark.parametrize("language", list(Language), ids=lambda language: language.value)
def test_an_officer_brings_a_buyer_their_day(
    chromium: Browser, site: Walked, tmp_path: Path, language: Language
) -> None:
    desk = lay_out(tmp_path, language)
    email, house = f"officer.{language.value}@example.org".lower(), f"Department {language.value} (fictional)"
    site.run("user", "add", f"head.{email}", "--organisation", house, "--role", "manager")
    site.run("user", "add", email, "--organisation", house, "--role", "officer", "--language", language.name.lower())
    if language is not WITH_APP:
        site.script("walk/without_second_factor.py", house)
    with (
        browsing(chromium, site.address, language, phone=False) as (at_desk, of_officer),
        browsing(chromium, site.address, language, phone=True) as (on_phone, of_buyer),
    ):
        officer = Officer(at_desk, site.address, site.post, email)
        officer.sign_in()
        if language is WITH_APP:
            officer.set_up_app()
        officer.make_mission(desk)
        officer.import_sheets(desk)
        officer.screen(desk)
        officer.match()
        officer.plan()
        reachable = officer.who_can_be_sent()
        officer.open_board()
        moved = officer.move_by_mouse(reachable)
        assert len(officer.move_by_keyboard(moved)) > 10
        officer.publish()
        buyer = moved.partition("/")[2]
        officer.wait_for_papers()
        link = officer.send_link(buyer)
        before = day_of(on_phone, link, language)
        papers_agree(on_phone, before)
        officer.open_board()
        officer.move_by_mouse({buyer})
        officer.publish()
        name = on_phone.locator("h1").text_content() or ""
        assert name.strip() in officer.who_was_changed(2)
        on_phone.reload()
        expect(on_phone.locator(".changed").first).to_be_visible()
        assert stops(on_phone) != before
    assert (of_officer.found, of_buyer.found) == ([], [])


def day_of(page: Page, link: str, language: Language) -> list[str]:
    """Open a link: it speaks the buyer's language; return the stops of the day it shows."""
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", language.value)
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= seen
    return stops(page)


def stops(page: Page) -> list[str]:
    """Return when and with whom, for each meeting of the shown day."""
    found: list[str] = page.locator("#the-day .sheet > li:has(.who)").evaluate_all(STOPS)
    assert found
    return found


def papers_agree(page: Page, day: list[str]) -> None:
    """Download sheet and calendar; what the page says stands on the paper, and each meeting in the calendar."""
    with page.expect_download() as sheet:
        page.click('a[href$="/sheet.pdf"]')
    text = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(sheet.value.path()))
    printed = _bare(text)
    for stop in day:
        for part in stop.split("|"):
            assert _bare(part) in printed, (part, text)
    with page.expect_download() as calendar:
        page.click('a[href$="/calendar.ics"]')
    assert calendar.value.path().read_text().count("BEGIN:VEVENT") >= len(day)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)
