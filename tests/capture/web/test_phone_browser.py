"""The phone's page in a real browser, with the network really cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture import reports_of, revision_of
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, Quarantined, SentRevision
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.waiting import wait_for

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
ROWS = """(name) => new Promise((resolve) => {
  indexedDB.open("floor").onsuccess = ({ target: { result: db } }) => {
    db.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => {
      db.close();
      resolve(target.result.length);
    };
  };
})"""
ROUND_IS_OVER = """() => navigator.locks.request("floor-round", () => {})"""


@contextmanager
def phone(chromium: Browser, site: LiveServer, link: str, view: View | None = None) -> Iterator[Page]:
    """A phone on which a firm's link was opened, ready to work without a network."""
    with opened(chromium, site.url, view or View(width=PHONE)) as page:
        page.goto(f"{site.url}{link}floor/")
        page.wait_for_url(f"{site.url}/floor/")
        expect(page.get_by_text("Works without a network.")).to_be_visible()
        yield page


def write(page: Page, *, notes: str, warmth: str = "Hot") -> None:
    """Write down a visitor as somebody at a stand does."""
    page.get_by_role("link", name="New visitor").click()
    expect(page.get_by_role("heading", name="New visitor")).to_be_visible()
    page.get_by_text(warmth, exact=True).click()
    page.get_by_label("Notes").fill(notes)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text(notes)).to_be_visible()


def wait_for_rows(page: Page, name: str, least: int) -> None:
    """Wait until so many rows are on the disk."""
    wait_for(lambda: page.evaluate(ROWS, name) >= least)


def said(field: str) -> list[object]:
    revisions = [revision_of(revision.document) for revision in SentRevision.objects.all()]
    return [report.one(field) for report in reports_of(revisions)]


def test_a_visitor_is_written_down_without_a_network_and_sent_when_there_is_one(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_text("No network. Go on writing")).to_be_visible()
        write(page, notes="Wants 500 cartons before May")
        expect(page.get_by_text("Still to be sent: 1 note.")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Wants 500 cartons before May")).to_be_visible()
        assert said("notes") == []
        page.context.set_offline(False)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert (said("notes"), said("warmth")) == (["Wants 500 cartons before May"], ["hot"])


def test_while_a_bad_network_keeps_it_waiting_a_ready_page_says_that_it_is_ready(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        # The first round has no end.
        page.add_init_script("navigator.locks.request = () => new Promise(() => {})")
        page.reload()
        expect(page.get_by_text("Looking how things stand")).to_be_visible()
        expect(page.get_by_text("Works without a network.")).to_be_visible()


@in_views(View(Language.RU, "light", PHONE))
def test_everybody_can_use_the_page(chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View) -> None:
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
        page.locator(".huge").click()
        page.locator("#notes").fill("绿茶 · зелёный чай · green tea")
        page.locator("details summary").first.click()
        page.locator("button[type=submit]").click()
        expect(page.get_by_text("绿茶 · зелёный чай")).to_be_visible()
        # With the part behind #, the page stays the one that is there: what is judged is written already.
        assert faults_of(page, f"{live_server.url}/floor/#/seen") == []
        assert faults_of(page, f"{live_server.url}/floor/#/new") == []


def test_a_visitor_is_written_down_by_keyboard_alone(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01"), View()) as page:
        page.get_by_role("link", name="New visitor").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="New visitor")).to_be_visible()
        page.get_by_role("checkbox", name="Green tea").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.get_by_label("Notes").focus()
        page.keyboard.type("By keyboard")
        page.get_by_role("button", name="Done").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("By keyboard")).to_be_visible()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert (said("products"), said("warmth"), said("notes")) == ([("绿茶",)], ["hot"], ["By keyboard"])


def test_what_was_begun_when_the_page_died_is_kept(chromium: Browser, live_server: LiveServer, link_of: LinkOf) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="New visitor").click()
        page.get_by_label("Notes").fill("Half a sentence")
        wait_for_rows(page, "forms", 1)
        page.goto("about:blank")
        page.goto(f"{live_server.url}/floor/")
        expect(page.get_by_text("Half a sentence")).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert said("notes") == ["Half a sentence"]


def test_a_second_phone_of_the_firm_sees_it_and_both_values_stand_until_one_is_chosen(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    link = link_of("E01")
    with phone(chromium, live_server, link) as first, phone(chromium, live_server, link) as second:
        write(first, notes="Met at nine", warmth="Warm")
        expect(first.get_by_text("Everything has been received.")).to_be_visible()
        second.reload()
        expect(second.get_by_text("Met at nine")).to_be_visible()
        for page, warmth in ((first, "Hot"), (second, "Cold")):
            page.context.set_offline(True)
            page.get_by_text("Met at nine").click()
            page.get_by_text(warmth, exact=True).click()
            page.get_by_role("button", name="Done").click()
        for page in (first, second):
            page.context.set_offline(False)
            expect(page.get_by_text("Everything has been received.")).to_be_visible()
        first.reload()
        expect(first.get_by_text("Hot / Cold")).to_be_visible()
        first.get_by_text("Met at nine").click()
        expect(first.get_by_text("2 notes differ.")).to_be_visible()
        first.get_by_text("Cold", exact=True).click()
        first.get_by_role("button", name="Done").click()
        expect(first.get_by_text("Everything has been received.")).to_be_visible()
        assert said("warmth") == ["cold"]


def test_one_phone_for_two_firms_sends_what_was_written_for_either(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="For the first firm")
        page.goto("about:blank")
        page.context.set_offline(False)
        page.goto(f"{live_server.url}{link_of('E02')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.get_by_text("Works without a network.")).to_be_visible()
        expect(page.get_by_text("For the first firm")).to_have_count(0)
        write(page, notes="For the second firm")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert {(revision.party, revision.document["values"]["notes"]) for revision in SentRevision.objects.all()} == {
            ("E01", "For the first firm"),
            ("E02", "For the second firm"),
        }


def test_what_a_stopped_phone_holds_is_handed_over_before_it_forgets(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="Only on this phone")
        stop(officer, Phone.objects.get())
        page.context.set_offline(False)
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
        assert "Only on this phone" in Quarantined.objects.get().payload
        page.reload()
        expect(page.get_by_text("Open your link first")).to_be_visible()


def test_a_link_taken_back_keeps_what_was_written_and_says_why(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor, mission: Mission
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="After the link ended")
        links.revoke(officer, mission, Role.EXPORTER, "E01")
        page.context.set_offline(False)
        expect(page.get_by_role("heading", name="Needs attention")).to_be_visible()
        expect(page.get_by_text("After the link ended")).to_be_visible()
        assert "After the link ended" in Quarantined.objects.get().payload
