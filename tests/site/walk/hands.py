"""How somebody works a page: with a mouse, with fingers on a phone, or by keyboard alone; what they do is counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

MOST_TABS = 400
"""So many stops a page may have before what is wanted."""
STEPS_TO = "(one, value) => [...one.options].findIndex((each) => each.value === value) - one.selectedIndex"
FOCUSED = "(one) => one === document.activeElement"


@dataclass(slots=True)
class Hands:
    """Somebody's hands at a page; what is not visible cannot be used."""

    page: Page
    by_keyboard: bool = False
    clicks: int = 0
    keys: int = 0
    done: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Clicks and keys until each step was done."""

    def press(self, what: Locator) -> None:
        """Use a link or a button."""
        if self.by_keyboard:
            self._reach(what)
            self.key("Enter")
        else:
            what.click()
            self.clicks += 1

    def leave_by(self, what: Locator) -> None:
        """Use what leads to another page."""
        with self.page.expect_navigation():
            self.press(what)

    def write(self, text: str, into: Locator) -> None:
        """Type into a field."""
        if self.by_keyboard:
            self._reach(into)
            self.type(text)
        else:
            self.press(into)
            into.fill(text)
            self.keys += len(text)

    def write_day(self, day: str, into: Locator) -> None:
        """Choose a day: by keyboard its parts are typed in the browser's own order."""
        if not self.by_keyboard:
            self.write(day, into)
            return
        year, month, number = day.split("-")
        self._reach(into)
        self.type(f"{month}{number}{year}")
        assert into.input_value() == day

    def choose(self, value: str, among: Locator) -> None:
        """Choose from a list."""
        if not self.by_keyboard:
            among.select_option(value)
            self.clicks += 2
            return
        self._reach(among)
        name = among.locator(f'option[value="{value}"]').inner_text()
        if name.isascii():
            self.type(name)
        else:  # its letters come from an input method, which a closed list does not hear
            steps = among.evaluate(STEPS_TO, value)
            for _ in range(abs(steps)):
                self.key("ArrowDown" if steps > 0 else "ArrowUp")
        assert among.input_value() == value

    def type(self, text: str) -> None:
        """Type where one is."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def key(self, name: str) -> None:
        """Press one key."""
        self.page.keyboard.press(name)
        self.keys += 1

    def step(self, name: str) -> None:
        """Note that a step is done."""
        self.done[name] = (self.clicks, self.keys)

    def _reach(self, what: Locator) -> None:
        """Go on by Tab until it has the focus; in a table Tab goes from cell to cell, and leaves it after Escape."""
        if self.page.evaluate("document.activeElement.matches('#live-table td')"):
            self.key("Escape")
        for _ in range(MOST_TABS):
            if what.evaluate(FOCUSED):
                return
            self.key("Tab")
        raise AssertionError(("no way by keyboard", what))
