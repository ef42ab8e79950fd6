"""Leaving a phone, taking notes along, and the PIN, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture.export import open_export
from tearoad.capture.web.actions.backups import backup_contents, note_backup
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, SentRevision
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.capture.web.test_phone_browser import phone, said, write

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]


def home(page: Page) -> None:
    page.evaluate("location.hash = '#/'")


def taken_along(page: Page, folder: Path) -> tuple[Path, str]:
    """Save the phone's file as a person does; return it and its digits."""
    page.get_by_role("button", name="As a file").click()
    digits = page.locator(".digits").inner_text()
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save the file").click()
    path = folder / saving.value.suggested_filename
    saving.value.save_as(path)
    return path, digits


def test_what_was_not_sent_leaves_a_phone_only_in_a_file_that_the_office_takes_in(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path, signed_in: Client, mission: Mission
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="Written at the stand · 绿茶")
        page.get_by_role("link", name="Leave this phone").click()
        expect(page.get_by_text("1 note is only on this phone.")).to_be_visible()
        leave = page.get_by_role("button", name="Leave and forget")
        expect(leave).to_be_disabled()
        path, digits = taken_along(page, tmp_path)
        page.get_by_role("button", name="I have the file and the digits").click()
        leave.click()
        expect(page.get_by_text("This phone has forgotten everything")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Open your link first")).to_be_visible()
    assert "绿茶" not in path.read_text(encoding="utf-8")
    (only,) = open_export(path.read_bytes(), digits).revisions
    assert isinstance(only, dict)
    assert only["values"]["notes"] == "Written at the stand · 绿茶"
    for _twice in range(2):
        with path.open("rb") as file:
            answer = signed_in.post(f"/missions/{mission.pk}/floor/file/", {"file": file, "digits": digits})
        assert answer.status_code == 302
    assert said("notes") == ["Written at the stand · 绿茶"]


def test_another_phone_of_the_firm_takes_it_in_by_file_or_by_codes(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path
) -> None:
    link = link_of("E01")
    with phone(chromium, live_server, link) as page, phone(chromium, live_server, link) as other:
        page.context.set_offline(True)
        for number in range(4):
            write(page, notes=f"Visitor {number}")
        page.get_by_role("link", name="Leave this phone").click()
        path, digits = taken_along(page, tmp_path)
        other.get_by_role("link", name="Take in notes").click()
        other.get_by_label("The file").set_input_files(path)
        other.get_by_label("The digits").fill("0000 0000 0000 0000 0000")
        other.get_by_role("button", name="Take in").click()
        expect(other.get_by_text("This cannot be opened.")).to_be_visible()
        other.get_by_label("The digits").fill(digits)
        other.get_by_role("button", name="Take in").click()
        expect(other.get_by_text("4 notes taken in, of 4")).to_be_visible()
        home(other)
        expect(other.get_by_text("Everything has been received.")).to_be_visible()
        page.context.set_offline(False)
        home(page)
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
    assert sorted(map(str, said("notes"))) == [f"Visitor {number}" for number in range(4)]
    # Whoever brings a note, its number counts for the phone that made it.
    assert set(SentRevision.objects.values_list("phone__number", flat=True)) == {1}


def test_another_phone_reads_the_codes_off_the_screen(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    link = link_of("E01")
    with phone(chromium, live_server, link) as page, phone(chromium, live_server, link) as other:
        page.context.set_offline(True)
        write(page, notes="Off the screen")
        page.get_by_role("link", name="Leave this phone").click()
        page.get_by_role("button", name="As codes for a second phone").click()
        digits, shown = page.locator(".digits").inner_text(), page.get_by_role("img", name="Code 1 of")
        count = int(str(shown.get_attribute("aria-label")).rpartition(" ")[2])
        other.get_by_role("link", name="Take in notes").click()
        # The camera is refused when a picture has been read already: that must not hide how many codes are in.
        other.evaluate(
            "() => { const camera = (_, no) => { window.refuseCamera = no; };"
            " navigator.mediaDevices.getUserMedia = () => new Promise(camera); }"
        )
        other.get_by_role("button", name="Read the codes with the camera").click()
        for number in range(1, count + 1):
            code = page.get_by_role("img", name=f"Code {number} of")
            expect(code).to_be_visible()
            picture = FilePayload(name="code.png", mimeType="image/png", buffer=code.screenshot())
            other.locator("dialog input[type=file]").set_input_files(picture)
            if number < count:
                progress = other.get_by_text(f"{number} of {count} codes read.")
                expect(progress).to_be_visible()
                # The page answers the refusal before this evaluation returns.
                other.evaluate("() => { refuseCamera(new Error()); return new Promise((done) => setTimeout(done)); }")
                expect(progress).to_be_visible()
                page.get_by_role("button", name="Next").click()
        expect(other.locator("dialog")).to_have_count(0)
        other.get_by_label("The digits").fill(digits)
        other.get_by_role("button", name="Take in").click()
        expect(other.get_by_text("1 note taken in, of 1")).to_be_visible()
        home(other)
        expect(other.get_by_text("Everything has been received.")).to_be_visible()
    assert said("notes") == ["Off the screen"]


def test_the_chain_of_codes_is_what_the_other_phone_needs(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        for number in range(6):
            write(page, notes=f"Visitor {number} " + "tea " * 20)
        page.get_by_role("link", name="Leave this phone").click()
        page.get_by_role("button", name="As codes for a second phone").click()
        expect(page.get_by_role("img", name="Code 1 of")).to_be_visible()
        page.get_by_role("button", name="Next").click()
        expect(page.get_by_role("img", name="Code 2 of")).to_be_visible()
        whole = page.evaluate(
            """async () => {
              const { framesOf, Collector } = await import("/static/capture/chain.js");
              const bytes = crypto.getRandomValues(new Uint8Array(3000)), collector = new Collector();
              const frames = await framesOf(bytes), told = [];
              told.push(collector.feed("https://example.org"), collector.feed(frames[2]), collector.feed(frames[2]));
              told.push(collector.feed((await framesOf(new Uint8Array(9)))[0]), collector.missing.join());
              for (const one of frames.reverse()) told.push(collector.feed(one));
              const same = String(await collector.bytes()) === String(bytes);
              return [told, same, Math.max(...frames.map((one) => one.length))];
            }"""
        )
        states, same, longest = whole
        assert states[:5] == ["other", "new", "again", "other", "1,2,4,5,6,7,8"]
        assert (states[-1], same, longest <= 600) == ("whole", True, True)


def test_a_note_says_when_a_backup_holds_it_and_then_the_phone_may_be_left(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        write(page, notes="Safe soon")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        expect(page.get_by_text("received and in a backup")).to_have_count(0)
        page.get_by_role("link", name="Leave this phone").click()
        expect(page.get_by_text("1 note has arrived and is in no backup yet.")).to_be_visible()
        note_backup(backup_contents("default"))
        page.evaluate("dispatchEvent(new Event('online'))")
        home(page)
        page.reload()
        expect(page.get_by_text("received and in a backup")).to_be_visible()
        page.get_by_role("link", name="Leave this phone").click()
        expect(page.get_by_text("Everything is safe elsewhere.")).to_be_visible()
        with page.expect_response(lambda response: '"wiped":true' in (response.request.post_data or "")):
            page.get_by_role("button", name="Leave and forget").click()
        expect(page.get_by_text("This phone has forgotten everything")).to_be_visible()
    assert Phone.objects.get().wiped_at is not None


def test_a_stopped_phone_tells_that_it_has_forgotten(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        write(page, notes="In no backup")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        stop(officer, Phone.objects.get())
        page.reload()
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
    assert Phone.objects.get().wiped_at is not None


def set_pin(page: Page, pin: str) -> None:
    page.get_by_role("link", name="Set a PIN").click()
    page.get_by_label("New PIN", exact=True).fill(pin)
    page.get_by_label("New PIN once more").fill(pin)
    page.get_by_role("button", name="Keep this PIN").click()
    expect(page.get_by_role("link", name="PIN", exact=True)).to_be_visible()


def test_behind_a_pin_nothing_is_shown_or_sent_before_it_is_typed(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    link = link_of("E01")
    with phone(chromium, live_server, link) as page:
        page.context.set_offline(True)
        write(page, notes="Behind a PIN")
        set_pin(page, "428517")
        page.reload()
        expect(page.get_by_text("1 note waits and cannot be sent")).to_be_visible()
        expect(page.get_by_text("Behind a PIN")).to_have_count(0)
        with page.expect_response("**/floor/stopped/"):  # what a locked page may ask, and all it may
            page.context.set_offline(False)
        assert said("notes") == []
        page.get_by_label("PIN").fill("000000")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_text("This is not the PIN.")).to_be_visible()
        page.get_by_label("PIN").fill("428517")
        page.get_by_role("button", name="Open").click()
        expect(page.get_by_text("Behind a PIN")).to_be_visible()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        # The link opened once more asks for it too, and goes on.
        page.goto(f"{live_server.url}{link}floor/")
        page.get_by_label("Your PIN for this page").fill("428517")
        page.get_by_role("button", name="Open").click()
        page.wait_for_url(f"{live_server.url}/floor/")
        page.get_by_label("PIN").fill("428517")
        page.get_by_role("button", name="Open").click()
        page.get_by_role("link", name="PIN", exact=True).click()
        page.get_by_label("The PIN until now").fill("428517")
        page.get_by_role("button", name="Do without a PIN").click()
        expect(page.get_by_role("link", name="Set a PIN")).to_be_visible()
        page.reload()
        expect(page.get_by_text("Behind a PIN")).to_be_visible()
    assert said("notes") == ["Behind a PIN"]


def test_wrong_pins_make_waiting_longer_and_who_forgot_it_begins_anew_by_their_link(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    link = link_of("E01")
    with phone(chromium, live_server, link) as page:
        write(page, notes="Received before")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        set_pin(page, "428517")
        tried = page.evaluate(
            """async () => {
              const [{ openDatabase }, { openStore }] = await Promise.all([
                import("/static/capture/database.js"), import("/static/capture/store.js")]);
              const database = await openDatabase(), waits = [];
              let now = Date.now();
              for (let number = 0; number < 12; number += 1) {
                const { until } = await openStore(database, "1", now).catch((error) => error);
                waits.push(Math.max(0, until - now) / 1000);
                now = Math.max(now, until);
              }
              return waits;
            }"""
        )
        assert tried == [0] * 9 + [30, 60, 120]
        page.reload()
        page.get_by_text("I do not know the PIN").click()
        expect(page.get_by_text("Everything was sent: nothing is lost.")).to_be_visible()
        page.get_by_label("I know what this costs").check()
        page.get_by_role("button", name="Forget and begin anew").click()
        expect(page.get_by_text("Open your link first")).to_be_visible()
        page.goto(f"{live_server.url}{link}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.get_by_text("Received before")).to_be_visible()


def test_a_page_that_is_older_than_what_is_kept_hands_it_out(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        write(page, notes="From a newer page")
        page.evaluate(
            """() => new Promise((resolve) => {
              const asked = indexedDB.open("floor", 99);
              asked.onsuccess = () => { asked.result.close(); resolve(); };
              // The page is being drawn all the while.
              const drawing = setInterval(() => dispatchEvent(new Event("hashchange")));
              setTimeout(() => clearInterval(drawing), 300);
            })"""
        )
        expect(page.get_by_text("A newer page is open in another tab")).to_be_visible()
        page.reload()
        expect(page.get_by_text("This page is older than what the phone keeps")).to_be_visible()
        path, digits = taken_along(page, tmp_path)
    assert len(open_export(path.read_bytes(), digits).revisions) == 1


@in_views(View(Language.ZH, "dark", PHONE))
def test_everybody_can_use_these_pages(chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View) -> None:
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.context.set_offline(True)
        page.locator(".huge").click()
        page.locator("#notes").fill("绿茶 · зелёный чай · green tea")
        page.locator("button[type=submit]").click()
        for place in ("leave", "take-in", "pin", "seen"):
            page.evaluate(f"location.hash = '#/{place}'")
            expect(page.locator("h1")).to_be_visible()
            for button in page.locator(".card > button").all()[-1:]:
                button.click()
                expect(page.locator(".code")).to_be_visible()
            assert faults_of(page, f"{live_server.url}/floor/#/{place}") == []
