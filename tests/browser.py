"""A real browser for tests: pages as a reader sees them, and what is wrong with them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

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


def executable() -> str | None:
    """Return where Chromium is, or None: its headless shell, which draws the same for less, or the whole."""
    usual = Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")
    here = next((str(path) for path in usual if path.is_file()), None)
    return here or shutil.which("chromium") or shutil.which("chromium-browser")


def chromium_or_skip() -> str:
    """Return where Chromium is; the test that asks is skipped where there is none."""
    return executable() or missing("Chromium")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A headless Chromium; the test is skipped where there is none."""
    path = chromium_or_skip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


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


def looks_of(page: Page) -> list[str]:
    """Return everything that is wrong with how the page that is open looks and reads."""
    return list(_seen(page))


def _seen(page: Page, within: str | None = None) -> Iterator[str]:
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    for broken in Axe().run(page, within, options).response["violations"]:
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
