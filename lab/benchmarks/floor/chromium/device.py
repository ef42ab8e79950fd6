"""A phone: a Chromium of its own with a disk that outlives it, used through the page as a person does."""

from __future__ import annotations

import contextlib
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect

from tests.browser import ARGUMENTS

_SOON_MS = 6000
RECEIVED, READY = "Everything has been received.", "Works without a network."


class Device:
    """One phone of one firm."""

    def __init__(self, playwright: Playwright, firm: str, folder: Path, address: str, browser: str | None) -> None:
        """Switch it on; it knows no mission yet."""
        self._playwright, self.firm, self._folder, self._address = playwright, firm, folder, address
        self._browser = browser
        self._context: BrowserContext | None = None
        self.page = self._switched_on()

    def open_link(self, link: str) -> None:
        """Open the firm's link and wait until the page works without a network."""
        self.page.goto(f"{self._address}{link}floor/")
        self.page.get_by_text(READY).wait_for()

    def visit(self) -> None:
        """Open the page anew, with a network or without."""
        with contextlib.suppress(Error):
            self.page.goto(f"{self._address}/floor/")

    def write(self, notes: str, photo: Path | None = None) -> bool:
        """Write down a visitor; say whether the page showed that it is kept."""
        try:
            self.page.get_by_role("link", name="New visitor").click(timeout=_SOON_MS)
            if photo is not None:
                with self.page.expect_file_chooser(timeout=_SOON_MS) as chosen:
                    self.page.locator("[data-card]").click(timeout=_SOON_MS)
                chosen.value.set_files(photo)
                self.page.locator(".shots li").first.wait_for(timeout=_SOON_MS)
            self.page.get_by_label("Notes").fill(notes, timeout=_SOON_MS)
            self.page.get_by_role("button", name="Done").click(timeout=_SOON_MS)
            self.page.locator("main li, main a").get_by_text(notes).first.wait_for(timeout=_SOON_MS)
        except Error:
            return False
        return True

    def begin(self, notes: str) -> None:
        """Write down a visitor up to the tap that keeps it, and do not wait for what becomes of it."""
        with contextlib.suppress(Error):
            self.page.get_by_role("link", name="New visitor").click(timeout=_SOON_MS)
            self.page.get_by_label("Notes").fill(notes, timeout=_SOON_MS)
            self.page.get_by_role("button", name="Done").click(timeout=_SOON_MS, no_wait_after=True)

    def new_page(self) -> None:
        """Close the tab and open another one."""
        with contextlib.suppress(Error):
            self.page.close()
        assert self._context is not None  # noqa: S101  # for the types
        self.page = self._context.new_page()
        self.visit()

    def kill(self) -> None:
        """Take the power from it, and switch it on again."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if f"--user-data-dir={self._folder}" in process.cmdline():
                    process.kill()
        self.switch_off()
        self.page = self._switched_on()
        self.visit()

    def fill(self, *, full: bool) -> None:
        """Leave no room on its disk, or as much as there was."""
        assert self._context is not None  # noqa: S101  # for the types
        with contextlib.suppress(Error):
            tools = self._context.new_cdp_session(self.page)
            size = {"quotaSize": 1} if full else {}
            tools.send("Storage.overrideQuotaForOrigin", {"origin": self._address, **size})

    def settle(self, seconds: float) -> bool:
        """Wait until the page says that everything has been received."""
        self.visit()
        try:
            expect(self.page.get_by_text(RECEIVED)).to_be_visible(timeout=seconds * 1000)
        except (AssertionError, Error):
            return False
        return True

    def shows(self, notes: str, seconds: float) -> bool:
        """Say whether a visitor's notes stand on the page, or come to stand there soon."""
        try:
            expect(self.page.get_by_text(notes).first).to_be_visible(timeout=seconds * 1000)
        except (AssertionError, Error):
            return False
        return True

    def shown(self) -> str:
        """Return what stands on the page, or where it hangs: a page that does not come up answers no other question."""
        try:
            return self.page.locator("main").inner_text(timeout=_SOON_MS)
        except Error:
            return f"no page at {self.page.url}"

    def switch_off(self) -> None:
        """End it as it is."""
        if self._context is not None:
            with contextlib.suppress(Error):
                self._context.close()
            self._context = None

    def _switched_on(self) -> Page:
        self._context = self._playwright.chromium.launch_persistent_context(
            self._folder,
            executable_path=self._browser,
            args=[*ARGUMENTS, "--ignore-certificate-errors"],
            viewport={"width": 360, "height": 780},
            is_mobile=True,
            has_touch=True,
            reduced_motion="reduce",
        )
        self._context.add_cookies([{"name": "language", "value": "en", "url": self._address}])
        return self._context.pages[0] if self._context.pages else self._context.new_page()
