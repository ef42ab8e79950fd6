"""Photos and voice memos on the phone's page, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture import reports_of, revision_of
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, SentFile, SentRevision
from tearoad.office.web.actions.files import content_of
from tearoad.people import Actor
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, hearing, in_views, opened
from tests.capture.web.test_phone_browser import phone

__all__ = ["chromium", "hearing"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A photo as large as a camera's, full of detail, taken with the phone held upright."""
    noise = Image.effect_noise((3000, 2200), 90).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    noise.save(tmp_path / "card.jpg", "JPEG", quality=95, exif=exif)
    return tmp_path / "card.jpg"


def take(page: Page, button: str, path: Path) -> None:
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name=button).click()
    chosen.value.set_files(path)


BEGUN = """async () => {
  const { openDatabase } = await import("/static/capture/database.js");
  return (await (await openDatabase()).all("forms")).length > 0;
}"""


def test_a_photo_is_kept_at_once_without_a_network_and_follows_the_text(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, card: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="New visitor").click()
        take(page, "Photo of the card", card)
        expect(page.get_by_role("img", name="Card, front")).to_be_visible()
        expect(page.get_by_text("here, waits to be sent")).to_be_visible()
        page.get_by_label("Notes").fill("With a photo")
        page.wait_for_function(BEGUN)
        page.reload()  # the page dies: the photo was kept, and what was typed becomes a note of the same visitor
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_text("Still to be sent: 1 note and 1 photo.")).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        (report,) = reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())
        sent = SentFile.objects.get()
        assert [(file.digest, file.kind.value) for file in report.files] == [(sent.digest, "card_front")]
        assert sent.size <= 150_000
        assert sent.whole is not None
        with Image.open(io.BytesIO(content_of(sent.whole))) as kept:
            assert kept.height > kept.width  # as it was held
            assert max(kept.size) <= 1600


def test_a_photo_that_finds_the_disk_full_says_so_and_text_still_goes(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, card: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.evaluate("navigator.storage.estimate = async () => ({ quota: 1e9, usage: 1e9 - 1e6 })")
        page.get_by_role("link", name="New visitor").click()
        take(page, "Photo of the card", card)
        expect(page.get_by_text("no room left for a photo")).to_be_visible()
        page.get_by_label("Notes").fill("Words go")
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert SentFile.objects.count() == 0


def test_a_memo_is_recorded_and_taken_back(hearing: Browser, live_server: LiveServer, link_of: LinkOf) -> None:
    with phone(hearing, live_server, link_of("E01")) as page:
        page.get_by_role("link", name="New visitor").click()
        page.get_by_role("button", name="Voice memo").click()
        expect(page.get_by_role("button", name="Stop (59 s left)")).to_be_visible()
        page.get_by_role("button", name="Stop").click()
        expect(page.locator(".shots li[data-state=received]")).to_be_visible()
        sent = SentFile.objects.get()
        assert (sent.kind, sent.type, sent.state) == ("voice", "audio/webm", "ready")
        page.get_by_role("button", name="Remove").click()
        expect(page.locator(".shots li")).to_have_count(0)
        page.get_by_role("link", name="Back").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        (report,) = reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())
        assert report.files == ()


def test_a_stopped_phone_hands_over_its_photos_before_it_forgets(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor, card: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="New visitor").click()
        take(page, "Photo of the card", card)
        expect(page.get_by_role("img", name="Card, front")).to_be_visible()
        page.get_by_role("link", name="Back").click()
        stop(officer, Phone.objects.get())
        page.context.set_offline(False)
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
        assert SentFile.objects.get().is_aside


@in_views(View(Language.ZH, "dark", PHONE))
def test_everybody_can_take_photos(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View, card: Path
) -> None:
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
        page.locator(".huge").click()
        with page.expect_file_chooser() as chosen:
            page.locator("[data-card]").click()
        chosen.value.set_files(card)
        expect(page.locator(".shots li[data-state=received]")).to_be_visible()
        place = page.evaluate("location.hash")
        assert faults_of(page, f"{live_server.url}/floor/{place}") == []
