"""A card from a phone's camera to a confirmed report, in a real browser, with the real reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from lab.benchmarks.cards.reading import Card, cards, plain
from tearoad.capture import reports_of, revision_of
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import CardRead, Phone, SentFile, SentRevision
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.capture.web.actions.test_files import erase
from tests.capture.web.test_phone_browser import phone, said
from tests.machine import needs_letters

__all__ = ["chromium"]
pytestmark = [pytest.mark.django_db(transaction=True), needs_letters]

LinkOf = Callable[[str], str]
SETTINGS = """() => new Promise((resolve) => {
  indexedDB.open("floor").onsuccess = (event) => {
    const db = event.target.result;
    const asked = db.transaction("settings").objectStore("settings").getAllKeys();
    asked.onsuccess = () => { db.close(); resolve(asked.result); };
  };
})"""


@pytest.fixture(scope="module")
def card() -> Card:
    """A made-up Chinese card of one side."""
    return next(cards(1, seed=7))


@pytest.fixture
def front(card: Card, tmp_path: Path) -> Path:
    """Its photo."""
    path = tmp_path / "card.jpg"
    path.write_bytes(card.photos[0])
    return path


def photographed(page: Page, front: Path, notes: str = "Met at nine") -> None:
    """Write down a visitor with a photo of the card, and let the server do its work."""
    sent_with_photo(page, front, notes)
    run_waiting()


def sent_with_photo(page: Page, front: Path, notes: str = "Met at nine") -> None:
    """Write down a visitor with a photo of the card, which nobody has read yet."""
    page.locator(".huge").click()
    button = page.locator("[data-card]")
    with page.expect_file_chooser() as chosen:
        button.click()
    chosen.value.set_files(front)
    expect(page.locator(".shots img")).to_be_visible()
    page.locator("#notes").fill(notes)
    page.locator("button[type=submit]").click()
    expect(page.locator(".standing.good")).to_be_visible()
    assert SentFile.objects.count() == 1


def test_what_the_card_says_is_taken_by_a_person_and_stands_at_the_server(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, card: Card, front: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        photographed(page, front)
        assert (said("person"), CardRead.objects.get().state) == ([""], "read")
        page.reload()
        page.get_by_role("link", name="Card read: look and take").click()
        page.get_by_role("button", name="Look").click()
        page.get_by_role("button", name="Take: 孙洁").click()
        expect(page.get_by_label("Name")).to_have_value("孙洁")
        expect(page.get_by_role("button", name="Take: 孙洁")).to_have_count(0)
        page.context.set_offline(True)  # what was read is on the phone: it is taken without a network too
        page.get_by_label("Firm").fill("Typed by hand")
        page.get_by_role("button", name="Take all").click()
        expect(page.get_by_role("button", name="Take all")).to_be_hidden()
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("孙洁 · Typed by hand")).to_be_visible()
        expect(page.get_by_text("Card read: look and take")).to_have_count(0)
        assert said("person") == [""]
        page.context.set_offline(False)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert (said("person"), said("firm")) == (["孙洁"], ["Typed by hand"])
        (email, number), truth = (str(said(name)[0]) for name in ("email", "phone")), card.truth
        assert (email, plain("phone", number)) == (truth.email, plain("phone", truth.phone))


def test_what_is_not_wanted_leaves_and_comes_back_only_when_the_card_is_read_anew(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, front: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        photographed(page, front)
        page.reload()
        page.get_by_role("link", name="Card read: look and take").click()
        page.get_by_role("button", name="Look").click()
        page.get_by_role("button", name="Do not take").click()
        expect(page.get_by_role("button", name="Take all")).to_be_hidden()
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_text("Met at nine")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        expect(page.get_by_text("Card read: look and take")).to_have_count(0)
        assert len(reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())) == 1


def test_an_open_form_is_offered_what_comes_in_and_keeps_what_is_typed(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, front: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        sent_with_photo(page, front)
        page.get_by_role("link", name="Met at nine").click()
        page.get_by_label("Notes").fill("Met at nine, wants samples")
        expect(page.get_by_role("button", name="Look")).to_be_hidden()
        run_waiting()
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_role("button", name="Look")).to_be_visible()
        expect(page.get_by_role("button", name="Take: 孙洁")).to_be_visible()
        expect(page.get_by_label("Notes")).to_have_value("Met at nine, wants samples")


def test_somebody_erased_is_gone_from_what_phones_were_offered(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, card: Card, front: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        photographed(page, front)
        page.reload()
        expect(page.get_by_text("Card read: look and take")).to_be_visible()
        erase(card.truth.email)
        page.reload()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        expect(page.get_by_text("Card read: look and take")).to_have_count(0)


def test_a_stopped_phone_forgets_what_it_was_offered(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, front: Path, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        photographed(page, front)
        page.reload()
        expect(page.get_by_text("Card read: look and take")).to_be_visible()
        assert len([setting for setting in page.evaluate(SETTINGS) if setting.startswith("cards:")]) == 1
        stop(officer, Phone.objects.get())
        page.reload()
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
        assert not [setting for setting in page.evaluate(SETTINGS) if setting.startswith("cards:")]


@in_views(View(Language.ZH, "light", PHONE))
def test_everybody_can_take(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, front: Path, view: View
) -> None:
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
        photographed(page, front)
        page.reload()
        page.locator(".visitors .card-read").click()
        page.locator("[data-see]").click()
        expect(page.locator(".take").first).to_be_visible()
        assert faults_of(page, page.url) == []
