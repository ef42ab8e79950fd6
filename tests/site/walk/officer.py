"""What an officer does in a browser, from the first sign-in to a published plan and a change of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import quote

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Error, Locator, Page, expect

from tests.office.conftest import Postbox, text_of
from tests.site.walk.sheets import MAPPED, OWN_HEADER, WRONG_CODE, Desk
from tests.waiting import wait_for

SIGN_IN_CODE = re.compile(r"\b(\d{4}) (\d{4})\b")
STOP = """document.querySelector('form[action$="/stop/"]')?.requestSubmit()"""
"""Stop the planning; where it is over meanwhile, nothing is left to stop."""
WIDTH, HEIGHT = 12, 20
WALK = (
    *("ArrowLeft",) * WIDTH,
    *("ArrowUp",) * HEIGHT,
    *((*("ArrowRight",) * WIDTH, "ArrowDown", *("ArrowLeft",) * WIDTH, "ArrowDown") * (HEIGHT // 2)),
)
"""Over every cell of a day: to its corner, then to and fro, downwards."""


@dataclass(slots=True)
class Officer:
    """Someone of the organisation at a browser."""

    page: Page
    site: str
    post: Postbox
    email: str
    mission: str = ""

    def sign_in(self) -> None:
        """Ask for a code, read it in the mail, type it."""
        self.page.goto(self.site)
        self.page.fill("#email", self.email)
        self._press("form:has(#email) button")
        wait_for(lambda: bool(self._mails(self.email)))
        code = SIGN_IN_CODE.search(self._mails(self.email)[-1])
        assert code is not None
        self.page.fill("#code", code[0])
        self._press("form:has(#code) button")

    def set_up_app(self) -> None:
        """Set up the authenticator app that the organisation asks for."""
        expect(self.page).to_have_url(re.compile("/account/factors/$"))
        self.page.click('a[href$="/factors/app/"]')
        secret = "".join((self.page.locator("code").text_content() or "").split())
        self.page.fill("#code", str(format_hotp_value(hotp_value(secret, int(time.time()) // 30))))
        self._press("form:has(#code) button")
        self.page.goto(self.site)

    def make_mission(self, desk: Desk) -> None:
        """Make a mission from its file."""
        self.page.click('a[href$="/missions/new/"]')
        self.page.click("main details summary")
        self.page.set_input_files("#file", desk.mission)
        self._press("button[name=upload]")
        expect(self.page).to_have_url(re.compile(r"/missions/[0-9a-f-]{36}/"))
        self.mission = re.split(r"(?<=/missions/.{36}/)", self.page.url)[0]

    def import_sheets(self, desk: Desk) -> None:
        """Upload the sheets, say what an own header means, look at what is wrong, take the rest over."""
        self._go("imports/")
        self.page.set_input_files("#files", list(desk.sheets))
        self._press("form:has(#files) button")
        mapping = self.page.locator("#mapping")
        expect(mapping).to_have_count(1)
        unknown = self.page.locator("#of-sheets li", has_text=OWN_HEADER)
        expect(unknown).to_have_count(1)
        if mapping.get_attribute("open") is None:
            mapping.locator("summary").click()
        mapping.get_by_label(OWN_HEADER).select_option(MAPPED)
        mapping.locator("button").click()
        expect(unknown).to_have_count(0)
        self.page.locator('button[name=go][value="sheet=buyers"]').click()
        wrong = self.page.locator(f'table.import input[data-cell][value="{WRONG_CODE}"]')
        expect(wrong).to_have_count(1)
        self._press('button[formaction$="/apply/"]')
        expect(self.page.locator('form[action$="/undo/"]')).to_have_count(1)

    def screen(self, desk: Desk) -> None:
        """Take a watch list into use, and clear the one whose name is alike, with a reason."""
        self.page.goto(f"{self.site}/screening/lists/")
        self.page.set_input_files("input[type=file]", desk.watch_list)
        self._press('form[action$="/lists/add/"] button')
        hit = self.page.locator('main a[href*="/screening/hits/"]')
        self._until(lambda: self.page.goto(f"{self.site}/screening/"), hit)
        hit.first.click()
        expect(self.page.locator("main")).to_contain_text(desk.alike)
        self.page.fill("textarea[name=why]", "Another number, another town.")
        self._press("button[name=ruling][value=clear]")

    def match(self) -> None:
        """Let the pairs be found."""
        self._go("matches/")
        self._press('form[action$="/matches/again/"] button')
        self._until(lambda: self._go("matches/"), self.page.locator("main table meter"))

    def plan(self) -> None:
        """Ask for a plan, watch it being made, stop once it is good enough."""
        self._go("plan/")
        self.page.select_option("#seconds", "20")
        self._press('form[action$="/plan/make/"] button')
        expect(self.page.locator("#planning progress")).to_be_visible()
        board = self.page.locator('a[href$="/board/"]')
        expect(self.page.locator("#planning td").first.or_(board.first)).to_be_visible()
        self.page.evaluate(STOP)
        self._until(lambda: self._go("plan/1/"), board)

    def move_by_mouse(self, among: Collection[str]) -> str:
        """Drag a meeting of one of these buyers to a cell that the board offers; return its wish."""
        wish = self._movable([wish for wish in self._wishes() if wish.partition("/")[2] in among])
        before = self._revision()
        target = self.page.locator("td.target").first
        self._card(wish).hover()
        self.page.mouse.down()
        for down in (420, 520):  # the board may have brought the card to one of them, and nothing is pulled there
            self.page.mouse.move(640, down, steps=3)
        expect(target).to_be_visible()
        target.scroll_into_view_if_needed()
        target.hover(position={"x": 60, "y": 12})
        self.page.mouse.up()
        self._saved(before)
        return wish

    def move_by_keyboard(self, other_than: str) -> str:
        """Walk a meeting over the board by arrow keys; return what the board said where it clashed."""
        wish = self._movable([wish for wish in self._wishes() if wish != other_than])
        before = self._revision()
        self._card(wish).focus()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("td.target").first).to_be_visible()
        verdict, cursor = "", self.page.locator("td.cursor")
        for key in WALK:
            self.page.keyboard.press(key)
            kind = cursor.get_attribute("class") or ""
            if "clash" in kind:
                verdict = self.page.locator("#board-says").text_content() or ""
            if "target" in kind and verdict:
                self.page.keyboard.press("Enter")
                self._saved(before)
                return verdict
        raise AssertionError(verdict or "no clash on the way")

    def publish(self) -> None:
        """Look at what it changes, and publish it."""
        self._go("drafts/1/difference/")
        self._press("form:has(input[name=read_version]) button.primary")
        expect(self.page).to_have_url(re.compile(r"/(published|papers)/"))

    def wait_for_papers(self) -> None:
        """Wait on the page of papers until it shows them by itself."""
        self._go("papers/")
        expect(self.page.locator('main tbody a[href*="/files/"]').first).to_be_visible()

    def send_link(self, buyer: str) -> str:
        """Send a buyer their link by mail; return it as the mail has it."""
        self._go("links/?role=buyer")
        row = self.page.locator(f'form:has(input[name=party][value="{buyer}"])')
        before = len(self._mails(""))
        row.locator("button[value=send]").click()
        wait_for(lambda: len(self._mails("")) > before)
        link = re.search(re.escape(self.site) + r"/v/[\w-]+/", self._mails("")[-1])
        assert link is not None
        return link[0]

    def who_can_be_sent(self) -> set[str]:
        """Return the buyers who have an address to send a link to."""
        self._go("links/?role=buyer")
        forms = self.page.locator("form:has(button[value=send]) input[name=party]")
        return set(forms.evaluate_all("(all) => all.map((one) => one.value)"))

    def who_was_changed(self, number: int) -> str:
        """Return what the page says whose day a publication changed."""
        self._go(f"published/{number}/changes/")
        return self.page.locator("main").text_content() or ""

    def open_board(self) -> None:
        """Open the board."""
        self._go("drafts/1/board/")

    def _wishes(self) -> list[str]:
        """Return the wishes of the meetings that the board shows and that are not fixed."""
        found: list[str] = self.page.locator(".timeline .meeting[data-wish]:not(.pinned)").evaluate_all(
            "(all) => all.map((one) => one.dataset.wish)"
        )
        return found

    def _card(self, wish: str) -> Locator:
        return self.page.locator(f'.timeline .meeting[data-wish="{wish}"]')

    def _movable(self, wishes: list[str]) -> str:
        """Pick meetings up and put them back until one fits somewhere on this day, and clashes elsewhere."""
        for wish in wishes:
            self._card(wish).click()
            expect(self.page.locator("td.target, td.clash").first).to_be_attached()
            fits = self.page.locator("td.target").count() and self.page.locator("td.clash").count()
            self.page.keyboard.press("Escape")
            expect(self.page.locator("td.target, td.clash")).to_have_count(0)
            if fits:
                return wish
        raise AssertionError(wishes)

    def _revision(self) -> str:
        return self.page.locator("[data-board]").get_attribute("data-revision") or ""

    def _saved(self, before: str) -> None:
        expect(self.page.locator("[data-board]")).not_to_have_attribute("data-revision", before)

    def _go(self, path: str) -> None:
        """Open a page; once more where the page before sent a form or loaded itself anew just then."""
        address = self.mission + quote(path, safe="/?=&")
        try:
            self.page.goto(address)
        except Error as overtaken:
            if "ERR_ABORTED" not in str(overtaken):
                raise
            self.page.wait_for_load_state()
            self.page.goto(address)

    def _press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def _until(self, look: Callable[[], object], wanted: Locator) -> None:
        wait_for(lambda: (look(), wanted.count())[1], self.page.content)

    def _mails(self, to: str) -> list[str]:
        """Return what the mail server took for an address; everything where none is named."""
        return [text_of(letter) for letter in self.post.letters() if to in str(letter["To"])]
