"""A browser of its own for each person, in which nothing may go wrong unseen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

from tearoad.values import Language
from tests.browser import DESK, PHONE
from tests.waiting import PATIENCE_MS

LOCALES = {Language.EN: "en-GB", Language.ZH: "zh-CN", Language.RU: "ru-RU"}


@dataclass(slots=True)
class Faults:
    """What went wrong in a browser: scripts, the console, the security policy, requests to others, failed requests."""

    site: str
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note everything that a page does wrong from now on."""
        ours = urlsplit(self.site).netloc
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        page.on("console", lambda message: self.found.append(message.text) if message.type == "error" else None)
        page.on("request", lambda sent: self._judge(sent.url, ours))
        page.on("response", lambda got: self.found.append(f"{got.status} {got.url}") if got.status >= 400 else None)

    def _judge(self, url: str, ours: str) -> None:
        parts = urlsplit(url)
        if parts.netloc != ours and parts.scheme not in {"data", "blob"}:
            self.found.append(f"asks somebody else: {url}")


@contextmanager
def browsing(
    chromium: Browser, site: str, language: Language, *, phone: bool, script: bool = True
) -> Iterator[tuple[Page, Faults]]:
    """Open a page in somebody's language, at a desk or on a phone."""
    context = chromium.new_context(
        viewport={"width": PHONE, "height": 740} if phone else {"width": DESK, "height": 900},
        is_mobile=phone,
        has_touch=phone,
        locale=LOCALES[language],
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    faults = Faults(site)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    faults.watch(page)
    try:
        yield page, faults
    finally:
        context.close()
