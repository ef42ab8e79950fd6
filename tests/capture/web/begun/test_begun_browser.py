"""What is begun and not yet a note: several tabs at once, pages that die, memos that are still being spoken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture import reports_of, revision_of
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone, SentFile, SentRevision
from tearoad.office.web.actions.files import content_of
from tearoad.people import Actor
from tests.browser import chromium, hearing
from tests.capture.web.test_phone_browser import ROWS, phone, said, wait_for_rows, write

__all__ = ["chromium", "hearing"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
SECONDS = """async (bytes) => {
  return (await new AudioContext().decodeAudioData(Uint8Array.from(bytes).buffer)).duration;
}"""
AS_VERSION_2 = """async (words) => {
  const { openStore } = await import("/static/capture/store.js");
  const { openDatabase } = await import("/static/capture/database.js");
  const { seal } = await import("/static/capture/seal.js");
  const { newId } = await import("/static/capture/ids.js");
  const store = await openStore(await openDatabase());
  const [{ phone }] = await store.posts();
  const sealed = await seal(store.key, { report: newId(), values: { notes: words } });
  const asked = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const now = await asked(indexedDB.open("floor"));
  const kept = {};
  for (const name of ["settings", "posts"]) {
    const from = now.transaction(name).objectStore(name);
    const rows = await asked(from.getAll());
    kept[name] = [await asked(now.transaction(name).objectStore(name).getAllKeys()), rows];
  }
  now.close();
  const gone = indexedDB.deleteDatabase("floor");
  await asked(gone);
  const opening = indexedDB.open("floor", 2);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore("settings");
    for (const name of ["posts", "drafts"]) db.createObjectStore(name, { keyPath: "phone" });
    for (const name of ["revisions", "files"]) {
      db.createObjectStore(name, { keyPath: "id" }).createIndex("by_phone", "phone");
    }
    db.createObjectStore("contents");
  };
  const old = await asked(opening);
  const writing = old.transaction(["settings", "posts", "drafts"], "readwrite");
  kept.settings[1].forEach((row, place) => writing.objectStore("settings").put(row, kept.settings[0][place]));
  kept.posts[1].forEach((row) => writing.objectStore("posts").put(row));
  writing.objectStore("drafts").put({ phone, sealed });
  await new Promise((done) => { writing.oncomplete = done; });
  old.close();
}"""


def second_tab(page: Page) -> Page:
    """Open the page once more in the same browser."""
    other = page.context.new_page()
    other.goto(page.url.split("#")[0])
    expect(other.get_by_role("link", name="New visitor")).to_be_visible()
    return other


def begin(page: Page, notes: str) -> None:
    """Type a visitor's notes and press nothing; they are on the disk."""
    before = page.evaluate(ROWS, "forms")
    page.get_by_role("link", name="New visitor").click()
    page.get_by_label("Notes").fill(notes)
    wait_for_rows(page, "forms", before + 1)


def test_what_two_tabs_had_begun_is_kept_from_either(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        other = second_tab(page)
        begin(page, "Visitor AAA")
        begin(other, "Visitor BBB")
        last = page.context.new_page()
        page.close()
        other.close()
        last.goto(f"{live_server.url}/floor/")
        expect(last.get_by_text("Visitor AAA")).to_be_visible()
        expect(last.get_by_text("Visitor BBB")).to_be_visible()
        last.context.set_offline(False)
        expect(last.get_by_text("Everything has been received.")).to_be_visible()
        assert set(said("notes")) == {"Visitor AAA", "Visitor BBB"}
        assert (last.evaluate(ROWS, "forms"), SentRevision.objects.count()) == (0, 2)


def test_done_in_one_tab_leaves_what_another_is_writing(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        other = second_tab(page)
        begin(page, "Still being typed")
        write(other, notes="Done at once")
        page.close()
        other.reload()
        expect(other.get_by_text("Still being typed")).to_be_visible()
        expect(other.get_by_text("Done at once")).to_be_visible()


def test_a_tab_that_is_opened_takes_nothing_from_one_that_is_typed_in(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        begin(page, "Half a sen")
        other = second_tab(page)
        expect(other.get_by_text("Everything has been received.")).to_be_visible()
        expect(other.get_by_text("Half a sen")).to_have_count(0)
        page.get_by_label("Notes").fill("Half a sentence, now whole")
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert (said("notes"), SentRevision.objects.count()) == (["Half a sentence, now whole"], 1)


def test_two_tabs_on_one_visitor_leave_both_texts_to_choose_from(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        write(page, notes="Met at nine")
        other = second_tab(page)
        page.context.set_offline(True)
        for tab, notes in ((page, "wants 5 t"), (other, "wants 9 t")):
            tab.get_by_text("Met at nine").click()
            tab.get_by_label("Notes").fill(notes)
        wait_for_rows(page, "forms", 2)
        page.close()
        other.goto("about:blank")
        other.goto(f"{live_server.url}/floor/")
        expect(other.get_by_text("wants 5 t / wants 9 t")).to_be_visible()


def test_a_draft_of_an_older_page_becomes_a_note(chromium: Browser, live_server: LiveServer, link_of: LinkOf) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.goto(f"{live_server.url}/floor/manifest.webmanifest")
        page.evaluate(AS_VERSION_2, "Typed in the older page")
        page.goto(f"{live_server.url}/floor/")
        expect(page.get_by_text("Typed in the older page")).to_be_visible()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert said("notes") == ["Typed in the older page"]


def test_a_stopped_phone_hands_over_what_is_being_typed_and_forgets(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, officer: Actor
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        other = second_tab(page)
        begin(other, "In the other tab")
        begin(page, "In this tab")
        stop(officer, Phone.objects.get())
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("This phone was stopped")).to_be_visible()
        assert [page.evaluate(ROWS, name) for name in ("forms", "revisions", "posts")] == [0, 0, 0]


def test_a_memo_of_a_page_that_died_is_kept_as_far_as_it_was_spoken(
    hearing: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(hearing, live_server, link_of("E01")) as page:
        page.context.set_offline(True)
        page.get_by_role("link", name="New visitor").click()
        page.get_by_label("Notes").fill("Spoke for a while")
        page.get_by_role("button", name="Voice memo").click()
        wait_for_rows(page, "slices", 2)
        other = second_tab(page)
        expect(other.get_by_text("Spoke for a while")).to_have_count(0)
        page.close(run_before_unload=False)
        other.reload()
        expect(other.get_by_text("1 voice memo")).to_have_count(2)
        other.context.set_offline(False)
        expect(other.get_by_text("Everything has been received.")).to_be_visible()
        (report,) = reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())
        sent = SentFile.objects.get()
        assert (report.one("notes"), [file.digest for file in report.files]) == ("Spoke for a while", [sent.digest])
        assert (sent.kind, sent.type, sent.state) == ("voice", "audio/webm", "ready")
        assert other.evaluate(ROWS, "slices") == 0
        assert sent.whole is not None
        assert other.evaluate(SECONDS, list(content_of(sent.whole))) > 3
