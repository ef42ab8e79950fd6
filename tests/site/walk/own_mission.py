"""A mission from nothing, all of it in the browser: no sheet, no file, no command, no address typed but the first."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser import looks_of
from tests.site.walk.hands import Hands
from tests.site.walk.officer import STOP
from tests.waiting import wait_for

NAMED = {
    "name": "Tea to Almaty (fictional)",
    "fair": "Fair (fictional)",
    "city": "Almaty",
    "venue": "Hall 1",
}
PRODUCTS = ("Green tea", "Walnuts", "Honey", "Dried mushrooms")
TYPED: Mapping[str, Sequence[Mapping[str, str]]] = {
    "exporters": [
        {
            "name_native": f"茶路出口{number}号（虚构）",
            "languages": "中文",
            "email": f"e{number}@example.org",
            "product_latin": PRODUCTS[number % len(PRODUCTS)],
        }
        for number in range(8)
    ],
    "buyers": [
        {
            "name_native": f"Закупщик {number} (вымышленный)",
            "email": f"b{number}@example.org",
            "languages": "русский",
            "want": PRODUCTS[number % len(PRODUCTS)],
        }
        for number in range(25)
    ],
    "interpreters": [
        {"native": f"Interpreter {number} (fictional)", "pairs": "Chinese, Russian", "email": f"i{number}@example.org"}
        for number in range(3)
    ],
}
"""What the officer knows of eight exporters, twenty-five buyers and three interpreters."""
FIRM, BUYER = "E01", "B03"
"""Who wishes to meet whom, beside what is proposed: the products of the two do not fit."""


@dataclass(slots=True)
class OwnMission:
    """Somebody who makes a mission of their own."""

    page: Page
    hands: Hands
    has_script: bool = True
    is_phone: bool = False
    looks: list[str] | None = None
    """What is wrong with how the pages look, where it is asked for."""
    seen: list[str] = field(default_factory=list)

    def set_up(self, link: str, email: str) -> None:
        """Set the site up by the link that its start printed: the organisation, its manager, an authenticator app."""
        self.page.goto(link)
        self._write("#organisation", "Department (fictional)")
        self._write("#name", "Li Min (fictional)")
        self._write("#email", email)
        self.look()
        self.hands.leave_by(self.page.locator("main form button.primary"))
        self.look()
        self.hands.leave_by(self.page.locator('a[href$="/factors/app/"]'))
        secret = "".join((self.page.locator("code").first.text_content() or "").split())
        self._write("#code", code_of(secret))
        self.hands.leave_by(self.page.locator("form:has(#code) button"))
        self.hands.leave_by(self.page.locator("main .page-head a.button.primary"))
        self.hands.step("set up")

    def enter_demo(self, link: str) -> None:
        """Look around in a demo by the link that its start printed."""
        self.page.goto(link)
        self.hands.leave_by(self.page.locator("main form button.primary").first)
        self.hands.step("demo entered")

    def make(self) -> None:
        """Make the mission: a fair of two days with eight tables."""
        self.hands.leave_by(self.page.locator('main a[href$="/missions/new/"]').first)
        for name, text in NAMED.items():  # in the reader's own language; the others are folded away
            self.hands.write(text, self.page.locator(f"[name^={name}_]:visible").first)
        self.hands.choose("KZ", self.page.locator("[name=country]"))
        self.hands.write_day("2027-03-09", self.page.locator("[name=span_first]"))
        self.hands.write_day("2027-03-10", self.page.locator("[name=span_last]"))
        self._write("[name=tables]", "8")
        self.look()
        self.hands.leave_by(self.page.locator("main form:has([name=name_en]) button.primary"))
        expect(self.page).to_have_url(re.compile(r"/missions/[0-9a-f-]{36}/$"))
        self.look()
        self.hands.step("mission")

    def enter(self) -> None:
        """Enter everybody into the tables, which the next step of the overview leads to."""
        self.hands.leave_by(self.page.locator('main a.button.primary[href$="/tables/"]').first)
        for table, rows in TYPED.items():
            self.hands.leave_by(self.page.locator(f'main a[href$="/tables/{table}/"]').first)
            for row in rows:
                self._enter(row)
            self._wait_for_rows(len(rows))
            self.look()
            self.hands.step(table)
            self.hands.leave_by(self.page.locator('main .crumbs a[href$="/tables/"]'))

    def screen(self) -> None:
        """State that the organisation goes by no watch list, and wait until everybody is clear."""
        self.go("")
        self.hands.leave_by(self.page.locator('main a.button.primary[href="/screening/"]'))
        self.hands.leave_by(self.page.locator('main a[href="/screening/lists/"]').first)
        self.look()
        self.hands.leave_by(self.page.locator('form[action$="/lists/none/"] button'))
        self._until(self.page.locator('dd a[href$="standing=clear"]', has_text=str(8 + 25)))
        self.hands.leave_by(self.page.locator('header a[href="/"]:visible').last)
        self.hands.leave_by(self.page.locator('main a[href*="/missions/"]:not([href$="/new/"])').first)
        self.hands.step("screening")

    def match(self) -> None:
        """Let the pairs be found, and add a wish."""
        self.go("", "matches/")
        self.hands.leave_by(self.page.locator('form[action$="/matches/again/"] button'))
        self._until(self.page.locator("main table meter").first)
        self.look()
        self.go("requests/")
        self.hands.leave_by(self.page.locator('main a[href$="/tables/requests/new/"]'))
        self.hands.choose(BUYER, self.page.locator('[name="c0-asker"]'))
        self.hands.choose(FIRM, self.page.locator('[name="c0-asked"]'))
        strengths = self.page.locator('[name="c0-strength"] option')
        self.hands.choose(strengths.nth(1).get_attribute("value") or "", self.page.locator('[name="c0-strength"]'))
        self.look()
        self.hands.leave_by(self.page.locator("main form:has([name='c0-asker']) button.primary").first)
        self.hands.step("matches and a wish")

    def plan(self) -> None:
        """Make a plan; it is stopped as soon as there is one."""
        self.go("requests/", "plan/")
        self.hands.choose("20", self.page.locator("#seconds"))
        self.hands.leave_by(self.page.locator('form[action$="/plan/make/"] button'))
        publish = self.page.locator('main a[href$="/difference/"]')
        ready = self.page.locator('main tr:has(.badge.good) a[href$="/plan/1/"]')
        self._until(self.page.locator("#planning table").first.or_(publish).or_(ready).first)
        stop = self.page.locator('form[action$="/stop/"] button')
        if stop.count():
            self._stop(stop.first)
        self._until(publish.or_(ready).first)
        self.look()
        if not publish.count():
            self.hands.leave_by(ready)
        self.hands.step("plan")

    def publish(self) -> None:
        """Look at what would change, and publish it."""
        self.hands.leave_by(self.page.locator('main a[href$="/difference/"]').first)
        self.look()
        self.hands.leave_by(self.page.locator("form:has(input[name=read_version]) button.primary"))
        expect(self.page).to_have_url(re.compile(r"/published/1/changes/$"))
        self.look()
        self.hands.step("published")

    def go(self, *parts: str) -> None:
        """Follow links of the mission, each of the navigation or on the page that the one before opened."""
        for part in parts:
            found = self.page.locator(f'a[href$="{self.mission}{part}"]:visible')
            behind_more = self.page.locator(".phone-bar details > summary:visible")
            if not found.count() and behind_more.count():
                self.hands.press(behind_more.first)
            self.hands.leave_by(found.first)

    def _stop(self, button: Locator) -> None:
        """Stop the planning; where it is over meanwhile, nothing is left to stop."""
        if self.has_script:
            self.page.evaluate(STOP)
        else:
            button.click()
        self.hands.clicks += not self.hands.by_keyboard

    @property
    def mission(self) -> str:
        """The path of the mission that is open."""
        return re.split(r"(?<=/missions/.{36}/)", "/" + self.page.url.split("/", 3)[3])[0]

    def look(self) -> None:
        """Judge how the page looks, where it is asked for."""
        if self.looks is not None:
            self.looks += [f"{self.page.url}: {look}" for look in looks_of(self.page)]

    def _enter(self, row: Mapping[str, str]) -> None:
        add = self.page.locator("main .page-head a.primary")
        if not self.has_script:
            self.hands.leave_by(add)
            for name, text in row.items():
                self._write(f'[name="c0-{name}"]', text)
            self.hands.leave_by(self.page.locator("main form:has(fieldset) button.primary").first)
            return
        self.hands.press(add)
        if self.is_phone:
            self._touch(row)
            return
        fields = self._fields()
        last = max(fields.index(name) for name in row)
        for name in fields[: last + 1]:
            if name in row:
                self.hands.key("Enter")
                self.hands.type(row[name])
                self.hands.key("Tab")
            else:
                self.hands.key("ArrowRight")
        expect(self.page.locator("tr.draft")).to_have_count(0)

    def _touch(self, row: Mapping[str, str]) -> None:
        """Type into the cells of the card of a new row."""
        for name, text in row.items():
            self.hands.press(self.page.locator(f'#live-table tbody tr >> nth=0 >> td[data-field="{name}"]'))
            self.page.locator("#live-table td input").fill(text)
            self.hands.key("Enter")
        expect(self.page.locator("tr.draft")).to_have_count(0)

    def _fields(self) -> list[str]:
        found: list[str] = self.page.locator("#live-table thead th[data-field]").evaluate_all(
            "(all) => all.map((one) => one.dataset.field)"
        )
        return found

    def _wait_for_rows(self, count: int) -> None:
        rows = self.page.locator('#live-table tbody tr[data-row][data-line="0"]:not(.draft)')
        expect(rows).to_have_count(count)
        expect(self.page.locator("#live-table .saving, #live-table .bad")).to_have_count(0)

    def _write(self, selector: str, text: str) -> None:
        self.hands.write(text, self.page.locator(selector))

    def _until(self, wanted: Locator) -> None:
        """Wait for what comes about; the page is loaded anew where it does not do so itself."""
        wait_for(lambda: wanted.count() or self._reloaded(wanted), self.page.content)

    def _reloaded(self, wanted: Locator) -> int:
        """Load the page anew and look again; where it just does so itself, that is enough."""
        with suppress(Error):
            self.page.reload()
        self.page.wait_for_load_state()
        return wanted.count()


def code_of(secret: str) -> str:
    """Return what an authenticator app shows for a secret now."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
