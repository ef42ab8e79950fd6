"""What a phone behind a PIN tells and forgets while nobody has typed it, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, Quarantined
from tearoad.people import Actor
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views
from tests.capture.web.test_leaving_browser import set_pin
from tests.capture.web.test_phone_browser import phone, write

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
PIN = "428517"
NO_FILES = """(() => {
  const real = fetch;
  const isFile = (at) => String(at).startsWith("/floor/files/");
  window.fetch = (at, how) => isFile(at) ? Promise.reject(new TypeError("blocked")) : real(at, how);
})()"""
ROWS = """async () => {
  const { openDatabase } = await import("/static/capture/database.js");
  const database = await openDatabase(), found = {};
  const names = ["posts", "forms", "slices", "revisions", "files", "contents", "settings"];
  for (const name of names) found[name] = (await database.all(name)).length;
  return found;
}"""

EMPTY = dict.fromkeys(("posts", "forms", "slices", "revisions", "files", "contents"), 0)


def rows(page: Page) -> dict[str, int]:
    """Count what stands in each store of the phone's database."""
    found: dict[str, int] = page.evaluate(ROWS)
    return found


def photographed(page: Page, notes: str) -> None:
    """Write down a visitor with a photo; the photo cannot be sent."""
    picture = io.BytesIO()
    Image.effect_noise((600, 400), 90).convert("RGB").save(picture, "JPEG")
    page.get_by_role("link", name="New visitor").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Photo of the card").click()
    chosen.value.set_files(FilePayload(name="card.jpg", mimeType="image/jpeg", buffer=picture.getvalue()))
    expect(page.get_by_role("img", name="Card, front")).to_be_visible()
    page.get_by_label("Notes").fill(notes)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text(notes)).to_be_visible()


def unlock(page: Page) -> None:
    page.get_by_label("PIN").fill(PIN)
    page.get_by_role("button", name="Open").click()


def test_who_forgot_the_pin_is_told_of_photos_and_nothing_sealed_stays(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.evaluate(NO_FILES)
        photographed(page, "With a photo")
        expect(page.get_by_text("received", exact=False).first).to_be_visible()
        set_pin(page, PIN)
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_text("1 photo or voice memo waits and cannot be sent")).to_be_visible()
        page.get_by_text("I do not know the PIN").click()
        expect(page.get_by_text("1 photo or voice memo that was not sent is lost for ever.")).to_be_visible()
        expect(page.get_by_text("nothing is lost")).to_have_count(0)
        page.get_by_label("I know what this costs").check()
        page.get_by_role("button", name="Forget and begin anew").click()
        expect(page.get_by_text("Open your link first")).to_be_visible()
        # What is left is the language, when the link was opened, and the key of an empty phone.
        assert rows(page) == EMPTY | {"settings": 3}


def test_a_locked_phone_that_was_stopped_forgets_at_its_next_contact(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        write(page, notes="Received long ago")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        set_pin(page, PIN)
        stop(officer, Phone.objects.get())
        page.reload()
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
        # What is left is the language, and when the link was opened.
        assert rows(page) == EMPTY | {"settings": 2}
        page.reload()
        expect(page.get_by_text("Open your link first")).to_be_visible()


def test_what_a_locked_stopped_phone_never_sent_stays_sealed_and_is_handed_over_with_the_pin(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        write(page, notes="Received long ago")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        set_pin(page, PIN)
        page.context.set_offline(True)
        write(page, notes="Only on this phone")
        page.reload()
        expect(page.get_by_label("PIN")).to_be_visible()
        stop(officer, Phone.objects.get())
        page.context.set_offline(False)
        expect(page.get_by_text("What had been received is forgotten here.")).to_be_visible()
        assert (rows(page)["revisions"], rows(page)["posts"]) == (1, 1)
        page.context.set_offline(True)
        unlock(page)
        expect(page.get_by_text("1 note is only on this phone.")).to_be_visible()
        expect(page.get_by_text("Received long ago")).to_have_count(0)
        expect(page.get_by_role("button", name="As a file")).to_be_visible()
        page.context.set_offline(False)
        expect(page.get_by_text("everything was handed over before")).to_be_visible()
        assert "Only on this phone" in Quarantined.objects.get().payload
        assert rows(page)["revisions"] == 0


def test_a_phone_known_before_it_could_ask_can_after_it_was_opened_once(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        forget = """async () => {
          const { openDatabase } = await import("/static/capture/database.js");
          const database = await openDatabase();
          await database.write(["posts"], async ({ posts }) => {
            for (const { asks, ...post } of await posts.getAll()) await posts.put(post);
          });
        }"""
        page.evaluate(forget)
        page.reload()
        set_pin(page, PIN)
        stop(officer, Phone.objects.get())
        page.reload()
        expect(page.get_by_text("This phone was stopped")).to_be_visible()


@in_views(View(Language.RU, "dark", PHONE))
def test_everybody_can_read_what_a_lost_pin_costs(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.context.set_offline(True)
        write(page, notes="Behind a PIN")
        set_pin(page, PIN)
        page.locator(f"button[lang={view.language.value}]").click()
        expect(page.locator(f"html[lang={view.language.value}]")).to_be_attached()
        page.reload()
        page.locator("details summary").click()
        assert faults_of(page, f"{live_server.url}/floor/#/locked") == []
