"""One note that is odd takes no other along: it is drawn, sent and taken in beside the others, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views
from tests.capture.web.conftest import sent
from tests.capture.web.test_leaving_browser import home, taken_along
from tests.capture.web.test_phone_browser import phone, said, write

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
TAKE_IN = """async (documents) => {
  const [{ openDatabase }, { openStore }] = await Promise.all([
    import("/static/capture/database.js"), import("/static/capture/store.js")]);
  const store = await openStore(await openDatabase()), [post] = await store.posts();
  const known = { era: post.era, since: post.since + documents.length, briefing: post.briefing, cards: 0 };
  await store.takeIn(post.phone, known, documents);
}"""
CHOKED = """([needle, status]) => {
  const real = fetch;
  window.letters = window.choked = 0;
  window.fetch = (at, how) => {
    if (!String(at).startsWith("/floor/sync/")) return real(at, how);
    window.letters += 1;
    if (!how.body.includes(needle)) return real(at, how);
    window.choked += 1;
    return Promise.resolve(new Response("", { status }));
  };
}"""
PACKAGE = """async (things) => {
  const { newDigits, sealed } = await import("/static/capture/carry.js");
  const digits = newDigits(), bytes = await sealed(things, digits);
  return [digits, new TextDecoder().decode(bytes)];
}"""
WHOSE = """async () => {
  const [{ openDatabase }, { openStore }] = await Promise.all([
    import("/static/capture/database.js"), import("/static/capture/store.js")]);
  const [{ mission, party, phone }] = await (await openStore(await openDatabase())).posts();
  return { mission, party, phone };
}"""
MOMENTS = ["2026-01-01T00:00:00+23:59:59.999999", "2026-W48-5T10:00:00+00:00"]
ODD: list[dict[str, Any]] = [
    *({"made_at": text, "notes": f"Odd moment {place}"} for place, text in enumerate(MOMENTS)),
    {"values": None},
    {"values": {"notes": {"a": 1}}},
    {"replaces": []},
    {"made_at": None},
    {"files": "x"},
    {"report": 7},
]


def odd(number: int, **changed: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON data
    """Return a revision with something that no page of ours would write."""
    notes = changed.pop("notes", "")
    return sent(number, notes=notes) | changed


def test_whatever_one_note_holds_the_others_are_shown_and_everything_goes_on(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="An honest note")
        page.evaluate(TAKE_IN, [odd(10 + place, **values) for place, values in enumerate(ODD)])
        page.reload()
        for notes in ("An honest note", "Odd moment 0", "Odd moment 1"):
            expect(page.get_by_text(notes)).to_be_visible()
        for number in range(12, 18):
            expect(page.get_by_text(f"Note {number}: cannot be shown here, it is kept.")).to_be_visible()
        page.get_by_role("link", name="Leave this phone").click()
        expect(page.get_by_role("button", name="As a file")).to_be_visible()
        home(page)
        page.context.set_offline(False)
        expect(page.locator("li", has_text="An honest note").get_by_text("received", exact=False)).to_be_visible()
        assert "An honest note" in said("notes")


def test_where_the_page_cannot_be_drawn_at_all_what_waits_goes_out_and_can_be_taken_along(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="An honest note")
        page.evaluate(TAKE_IN.replace("briefing: post.briefing", "briefing: { digest: post.briefing.digest }"), [])
        page.reload()
        expect(page.get_by_text("This cannot be shown")).to_be_visible()
        page.get_by_role("link", name="Take everything with you").click()
        expect(page.get_by_role("button", name="As a file")).to_be_visible()
        with page.expect_response("**/floor/sync/"):
            page.context.set_offline(False)
        assert said("notes") == ["An honest note"]


@pytest.mark.parametrize("status", [403, 413, 500])
def test_a_note_that_is_refused_holds_up_no_other(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path, status: int
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        for number in range(5):
            write(page, notes=f"Poison {number}" if number == 2 else f"Honest {number}")
        page.evaluate(CHOKED, ["Poison", status])
        page.context.set_offline(False)
        if status == 500:  # a server that may be down is asked once, and left alone for as long as ever
            expect(page.locator('[data-round="busy"]')).to_be_visible()
            assert page.evaluate("choked") == 1
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # the next round
        tray = page.locator("[data-refused]")
        expect(tray.get_by_text("Note 3:")).to_be_visible()
        expect(page.get_by_text("1 note could not be handed over")).to_be_visible()
        assert sorted(map(str, said("notes"))) == ["Honest 0", "Honest 1", "Honest 3", "Honest 4"]
        # Notes that are written afterwards go out at once, and nobody is asked about the odd one meanwhile.
        page.evaluate("choked = 0")
        write(page, notes="Honest 5")
        expect(page.locator("li", has_text="Honest 5").get_by_text("received", exact=False)).to_be_visible()
        assert page.evaluate("choked") == 0
        page.get_by_role("link", name="Leave this phone").click()
        path, _digits = taken_along(page, tmp_path)
        assert json.loads(path.read_text())["tearoad"] == "floor-export"
        home(page)
        page.evaluate(CHOKED, ["nothing of this kind", status])
        page.reload()  # the office was mended
        page.get_by_role("button", name="Try again now").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert "Poison 2" in said("notes")


def test_a_server_that_is_down_marks_no_note(chromium: Browser, live_server: LiveServer, link_of: LinkOf) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="Honest 0")
        page.evaluate(CHOKED, ["clock", 500])  # it stands in every letter
        page.context.set_offline(False)
        expect(page.locator('[data-round="busy"]')).to_be_visible()
        for _ in range(3):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_function("() => letters >= 3")
        expect(page.locator("[data-refused]")).to_have_count(0)


def test_of_an_export_the_good_is_taken_in_and_the_rest_is_told(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        whose = page.evaluate(WHOSE)
        bad = [odd(2, **values) for values in ODD] + [None, 7, {"id": str(uuid4())}, sent(3) | {"id": "x"}]
        bad += [sent(4) | {"schema": "1"}, sent(5) | {"number": 0}, sent(6) | {"meeting": 3}]
        things = whose | {
            "revisions": [sent(1, notes="Good in bad company"), *bad],
            "authors": ["nobody"],
            "files": [1],
        }
        digits, written = page.evaluate(PACKAGE, things)
        page.get_by_role("link", name="Take in notes").click()
        file = FilePayload(name="a.tearoad", mimeType="application/json", buffer=written.encode())
        page.get_by_label("The file").set_input_files(file)
        page.get_by_label("The digits").fill(digits)
        page.get_by_role("button", name="Take in").click()
        expect(page.get_by_text(f"{len(bad) + 1} things in it are no notes that this page knows")).to_be_visible()
        home(page)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert said("notes") == ["Good in bad company"]


@in_views(View(Language.ZH, "dark", PHONE))
def test_everybody_can_read_what_was_refused(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.context.set_offline(True)
        write(page, notes="Poison")
        page.evaluate(TAKE_IN, [odd(10, values=None)])
        page.locator(f"button[lang={view.language.value}]").click()
        expect(page.locator(f"html[lang={view.language.value}]")).to_be_attached()
        page.evaluate(CHOKED, ["Poison", 422])
        page.context.set_offline(False)
        expect(page.locator("[data-refused]")).to_be_visible()
        assert faults_of(page, f"{live_server.url}/floor/#/seen") == []


@in_views(View(Language.RU, "light", PHONE))
def test_everybody_can_read_that_something_else_answers(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.context.set_offline(True)
        write(page, notes="Kept behind a sign-in page")
        page.locator(f"button[lang={view.language.value}]").click()
        expect(page.locator(f"html[lang={view.language.value}]")).to_be_attached()
        page.evaluate(CHOKED, ["clock", 403])  # it stands in every letter
        page.context.set_offline(False)
        expect(page.locator('[data-round="intercepted"].warn')).to_be_visible()
        assert faults_of(page, f"{live_server.url}/floor/#/seen") == []
