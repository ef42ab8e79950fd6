"""A real browser for tests: pages as a reader sees them, and what is wrong with them."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tearoad.values import Language
from tests.machine import missing
from tests.waiting import PATIENCE_MS

expect.set_options(timeout=PATIENCE_MS)

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
DESK, PHONE = 1280, 360
MENU = "details.menu[open]"
"""What an open menu covers cannot be used until it closes: only the menu itself is judged then."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALL_TARGETS = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
.filter((one) => {
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  if (!box.width || !box.height || style.visibility !== "visible") return false;
  if (one.closest(".skip, .visually-hidden")) return false;
  if (one.labels?.length && ["checkbox", "radio"].includes(one.type)) return false;
  return style.display !== "inline" && (box.width < 24 || box.height < 24);
}).map((one) => one.outerHTML.slice(0, 90))"""

MARK_ALIKE = """() => {
  const seen = new Map();
  for (const part of document.querySelectorAll("tr, td, th, li, dd, article, label")) {
    const around = part.parentElement;
    const itself = part.outerHTML
      .replace(/>[^<]*[^<\\s][^<]*</g, ">text<")
      .replace(/ (?!class|type|role|scope|style)([\\w-]+)="[^"]+"/g, " $1=value");
    const looks = `${around.tagName} ${around.className} ${itself}`;
    seen.set(looks, (seen.get(looks) ?? 0) + 1);
    part.toggleAttribute("data-alike", seen.get(looks) > 2);
  }
}"""
"""Marks what differs only in words from two other parts of the page: there is no third verdict on it."""
EVERY_PART = bool(os.environ.get("EVERY_VIEW"))


@dataclass(frozen=True, slots=True)
class View:
    """How a reader looks at a page."""

    language: Language = Language.EN
    theme: str = "light"
    width: int = DESK

    def __str__(self) -> str:
        return f"{self.language.value} {self.theme} {self.width}"


EVERY_VIEW = tuple(
    View(language, theme, width) for language in Language for theme in ("light", "dark") for width in (DESK, PHONE)
)


BROKEN_WORDS = """() => {
  const WORD = /(?<![@\\w./:+-])[\\p{Script=Latin}\\p{Script=Cyrillic}]{3,}(?![@\\w/:]|\\.\\w)/gu;
  const found = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const at = node.parentElement;
    const unread = "textarea, select, script, style, template, svg, .visually-hidden";
    if (!at.checkVisibility() || at.closest(unread)) continue;
    for (const word of node.data.matchAll(WORD)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = [...range.getClientRects()].filter(one => one.width > 0).map(one => Math.round(one.top));
      if (Math.max(...tops) - Math.min(...tops) > 6) found.push(word[0]);
    }
  }
  return [...new Set(found)];
}"""
"""Words of three Latin or Cyrillic letters and more whose letters stand on several lines; addresses may be broken."""


def executable() -> str | None:
    """Return where Chromium is, or None: its headless shell, which draws the same for less, or the whole."""
    usual = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
    here = next((str(path) for path in usual if path.is_file()), None)
    return here or shutil.which("chromium") or shutil.which("chromium-browser")


def chromium_or_skip() -> str:
    """Return where Chromium is; the test that asks is skipped where there is none."""
    return executable() or missing("Chromium")


def in_views(*views: View) -> pytest.MarkDecorator:
    """Look in these views; with EVERY_VIEW=1 (`make test-all`) in all twelve."""
    return pytest.mark.parametrize("view", EVERY_VIEW if os.environ.get("EVERY_VIEW") else views, ids=str)


@dataclass
class Browsers:
    """The browsers of a process, each started once: a new one costs as much as a whole test, a context next to nothing.

    Playwright keeps its event loop running, as asyncio sees it; between the modules that use a browser it is hidden, so
    that other tests can run loops of their own.
    """

    playwright: Playwright
    loop: asyncio.AbstractEventLoop
    started: dict[tuple[str, ...], Browser] = field(default_factory=dict)

    @contextmanager
    def used(self, *arguments: str) -> Iterator[Browser]:
        """Lend a browser with these arguments beside the usual ones; whatever stays open in it is closed."""
        around = asyncio._get_running_loop()  # noqa: SLF001  # there is no other way to hide a loop
        asyncio._set_running_loop(self.loop)  # noqa: SLF001  # there is no other way to hide a loop
        try:
            browser = self.started.get(arguments)
            if browser is None or not browser.is_connected():
                browser = self.started[arguments] = self.playwright.chromium.launch(
                    executable_path=chromium_or_skip(), args=[*ARGUMENTS, *arguments]
                )
            yield browser
            for context in browser.contexts:
                context.close()
        finally:
            asyncio._set_running_loop(around)  # noqa: SLF001  # there is no other way to hide a loop

    def close(self) -> None:
        """End them."""
        asyncio._set_running_loop(self.loop)  # noqa: SLF001  # there is no other way to hide a loop
        for browser in self.started.values():
            browser.close()
        self.playwright.stop()
        asyncio._set_running_loop(None)  # noqa: SLF001  # there is no other way to hide a loop


def start_browsers() -> Browsers:
    """Start what starts browsers."""
    playwright = sync_playwright().start()
    found = Browsers(playwright, asyncio.get_running_loop())
    asyncio._set_running_loop(None)  # noqa: SLF001  # there is no other way to hide a loop
    return found


@pytest.fixture(scope="module")
def chromium(browsers: Browsers) -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none."""
    with browsers.used() as browser:
        yield browser


@pytest.fixture(scope="module")
def hearing(browsers: Browsers) -> Iterator[Browser]:
    """A Chromium with a made-up microphone that beeps, and a made-up camera."""
    with browsers.used("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream") as browser:
        yield browser


@contextmanager
def opened(
    chromium: Browser, site: str, view: View | None = None, cookies: dict[str, str] | None = None
) -> Iterator[Page]:
    """Open an empty page as a reader with a view; what goes wrong in it is kept in `page.faults`."""
    view = view or View()
    phone = view.width < 600
    context = chromium.new_context(
        viewport={"width": view.width, "height": 800}, is_mobile=phone, has_touch=phone, reduced_motion="reduce"
    )
    kept = {"language": view.language.value, "theme": view.theme} | (cookies or {})
    context.add_cookies([{"name": name, "value": value, "url": site} for name, value in kept.items()])
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script("Math.random = () => 0")  # a phone whose network is back does not wait for its turn
    try:
        yield context.new_page()
    finally:
        context.close()


def faults_of(page: Page, address: str, *, menus: bool = True) -> list[str]:
    """Open an address and return everything that is wrong with how it looks, reads and behaves; also in its menus."""
    found: list[str] = []
    ours = urlsplit(address).netloc
    page.on("pageerror", lambda error: found.append(f"script: {error}"))
    page.on("console", lambda told: found.append(f"console: {told.text}") if "Security Policy" in told.text else None)
    page.on("request", lambda sent: found.extend(_foreign(sent.url, ours)))
    page.goto(address)
    found += _seen(page)
    for menu in page.locator("details.menu > summary").all():
        if menus and menu.is_visible():
            menu.click()
            found += [f"in a menu: {fault}" for fault in _seen(page, MENU)]
            menu.click()
    return found


def broken_words(page: Page) -> list[str]:
    """Return the words of the page that is open which stand on two lines without a hyphen."""
    found: list[str] = page.evaluate(BROKEN_WORDS)
    return found


def looks_of(page: Page) -> list[str]:
    """Return everything that is wrong with how the page that is open looks and reads."""
    return list(_seen(page))


def _seen(page: Page, within: str | None = None) -> Iterator[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": EVERY_PART}
    context: dict[str, list[str]] = {"include": [within]} if within else {}
    if not EVERY_PART:
        page.evaluate(MARK_ALIKE)
        context["exclude"] = ["[data-alike]"]
    for broken in Axe().run(page, context or None, options).response["violations"]:
        for node in broken["nodes"]:
            yield f"{broken['id']}: {node['html'][:120]} {node['failureSummary'].splitlines()[-1].strip()}"
    wide, seen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide > seen:
        yield f"scrolls sideways: {wide} > {seen} px"
    for small in page.evaluate(SMALL_TARGETS):
        yield f"target under 24 px: {small}"


def _foreign(url: str, ours: str) -> Iterable[str]:
    parts = urlsplit(url)
    return () if parts.netloc == ours or parts.scheme in {"data", "blob"} else (f"asks somebody else: {url}",)
