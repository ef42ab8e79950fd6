"""New versions of the page, and browsers that cannot keep anything, in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.templatetags.static import static
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture.web.models import Phone
from tearoad.capture.web.views import phone as views
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.capture.web.test_phone_browser import phone, said, write

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
AGENTS = {
    "WeChat": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.47",
    "QQ": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 V1_AND_SQ_9.0.0 QQ/9.0.0.14110",
    "DingTalk": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 AliApp(DingTalk/7.5.0)",
    "VK": "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 VKAndroidApp/8.60-20000",
    "WhatsApp": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 WhatsApp/23.20",
    "Weibo": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Mobile/15E148 Weibo (iPhone15,2__weibo__13.10)",
}
NAMES = "async () => (await caches.keys()).filter((one) => !one.startsWith('floor-later')).join()"
NEXT = """() => new Promise(async (told) => {
  const registration = await navigator.serviceWorker.getRegistration("/floor/");
  registration.onupdatefound = () => {
    const { installing } = registration;
    installing.onstatechange = () => told(installing.state);
  };
  await registration.update();
})"""
FILES = """async () => {
  const worker = await (await fetch("/floor/worker.js")).text();
  return JSON.parse(worker.split("\\n")[0].slice("const SHELL = ".length, -1)).files;
}"""
OF_NOTHING = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
NO_NETWORK = """() => {
  window.real = fetch;
  window.fetch = () => Promise.reject(new TypeError("blocked"));
}"""
FORGET = """() => new Promise((done) => { indexedDB.deleteDatabase("floor").onsuccess = done; })"""
LOST = {
    "no crypto": "Object.defineProperty(crypto, 'subtle', { value: undefined })",
    "no worker": "Object.defineProperty(navigator, 'serviceWorker', { value: undefined })",
    "no writing": "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }",
    "what is written is gone": "IDBObjectStore.prototype.put = IDBObjectStore.prototype.get",
}


def published(page: Page, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    """Let the server have another version of the page, and the browser see it."""
    monkeypatch.setattr(views, "_version", lambda _files: version)
    page.evaluate("async () => { await (await navigator.serviceWorker.getRegistration('/floor/')).update(); }")


def test_with_nothing_unsent_a_new_version_takes_over_at_once(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        published(page, monkeypatch, "second")
        page.wait_for_function(f"async () => (await ({NAMES})()) === 'floor-second'")
        page.reload()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        expect(page.locator("[data-update]")).to_have_count(0)


def test_a_new_version_waits_for_what_is_unsent_and_says_so(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Letters get no answer, and everything else does: the browser hears of the new version.
    with phone(chromium, live_server, link_of("E01")) as page:
        page.evaluate(NO_NETWORK)
        write(page, notes="Unsent")
        first = page.evaluate(NAMES)
        published(page, monkeypatch, "second")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        waits = page.locator("[data-update]")
        expect(waits.get_by_text("A new version of this page is ready.")).to_be_visible()
        assert page.evaluate("async () => (await navigator.serviceWorker.getRegistration('/floor/')).active.state") == (
            "activated"
        )
        assert set(page.evaluate(NAMES).split(",")) == {first, "floor-second"}
        waits.get_by_role("link", name="Take everything with you").click()
        expect(page.get_by_role("button", name="As a file")).to_be_visible()
        page.evaluate("location.hash = '#/'")
        expect(waits).to_be_visible()
        # Once everything was received it goes on by itself.
        page.evaluate("() => { window.fetch = window.real; document.dispatchEvent(new Event('visibilitychange')); }")
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        page.wait_for_function(f"async () => (await ({NAMES})()) === 'floor-second'")
        assert said("notes") == ["Unsent"]


def test_who_wants_the_new_version_at_once_gets_it_with_what_is_unsent(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.evaluate(NO_NETWORK)
        write(page, notes="Unsent")
        published(page, monkeypatch, "second")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.get_by_role("button", name="Update now").click()
        # The page is loaded anew; its letters get through.
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert page.evaluate(NAMES) == "floor-second"
        assert said("notes") == ["Unsent"]


def test_a_version_that_arrives_in_part_is_not_kept(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        # What comes is not what was meant: one file broke off.
        real = page.evaluate(FILES)
        monkeypatch.setattr(views, "_digests_at_once", lambda: real | {static("capture/outbox.js"): OF_NOTHING})
        monkeypatch.setattr(views, "_version", lambda _files: "second")
        assert page.evaluate(NEXT) == "redundant"
        page.context.set_offline(True)
        page.reload()
        expect(page.get_by_role("link", name="New visitor")).to_be_visible()
        # The next time it comes whole.
        page.context.set_offline(False)
        monkeypatch.setattr(views, "_digests_at_once", lambda: real)
        published(page, monkeypatch, "third")
        page.wait_for_function(f"async () => (await ({NAMES})()) === 'floor-third'")


@pytest.mark.parametrize("name", AGENTS)
def test_browsers_inside_other_apps_are_shown_the_way_out(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, name: str
) -> None:
    context = chromium.new_context(user_agent=AGENTS[name])
    page = context.new_page()
    page.goto(f"{live_server.url}{link_of('E01')}floor/")
    expect(page.locator("[data-way-out]")).to_be_visible()
    context.close()
    assert not Phone.objects.exists()


@pytest.mark.parametrize("name", LOST)
def test_a_browser_that_cannot_do_it_is_found_out_before_anything_is_written(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, name: str
) -> None:
    with opened(chromium, live_server.url, View(width=PHONE)) as page:
        page.add_init_script(LOST[name])
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        expect(page.get_by_text("This browser cannot keep notes.")).to_be_visible()
        assert not Phone.objects.exists()


def test_a_browser_that_forgets_on_the_way_to_the_page_is_told_so(chromium: Browser, live_server: LiveServer) -> None:
    with opened(chromium, live_server.url, View(width=PHONE)) as page:
        page.goto(f"{live_server.url}/floor/#/opened")
        expect(page.get_by_text("This browser cannot keep notes.")).to_be_visible()


@in_views(View())
def test_a_browser_that_forgot_since_the_link_was_opened_is_told_so(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View
) -> None:
    address = f"{live_server.url}{link_of('E01')}floor/"
    with opened(chromium, live_server.url, view) as page:
        page.goto(address)
        page.wait_for_url(f"{live_server.url}/floor/")
        page.goto(address)  # opened once more, it knows
        page.wait_for_url(f"{live_server.url}/floor/")
        page.goto(f"{live_server.url}/floor/manifest.webmanifest")
        page.evaluate(FORGET)
        assert faults_of(page, address) == []
        expect(page.locator("[data-forgotten]")).to_be_visible()
        page.locator("[data-go-on]").click()
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
