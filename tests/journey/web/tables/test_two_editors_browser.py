"""Two browsers edit one table beside imports: no saved value is lost, and whoever was overtaken sees both values.

`make bench-editors` lets them go on for some five minutes.
"""

from __future__ import annotations

import csv
import io
import os
import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.errors import Conflict
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.actions import imports
from tearoad.journey.web.actions.write_files import Choice
from tearoad.journey.web.models import SheetImport
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tests.browser import View, chromium, opened
from tests.journey.web.conftest import HandIn
from tests.journey.web.tables.conftest import row_in, table_url, texts_of
from tests.waiting import wait_for

__all__ = ["chromium"]  # a fixture
ASKED = os.environ.get("EDITORS_ROUNDS", "")
ROUNDS = int(ASKED or 24)
"""So many things happen, one after the other."""
CODES, FIELDS = ("B001", "B002", "B003"), ("city", "note", "address")


@dataclass
class TwoEditors:
    """Two pages on one table and an officer who imports; `stored` is what each cell must hold."""

    by: Actor
    mission: Mission
    pages: tuple[Page, Page]
    hand_in: HandIn
    chance: random.Random
    stored: dict[tuple[str, str], str] = field(default_factory=dict)
    read: SheetImport | None = None
    imported: str = ""
    counted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Begin with what stands there."""
        self.rows = {code: str(row_in(self.mission, "buyers", code).pk) for code in CODES}
        self.stored = {(code, name): self._now(code, name) for code in CODES for name in FIELDS}

    def happen(self) -> None:
        """Let one thing happen, and see that every cell holds what it must."""
        self.chance.choice([self.edit, self.edit, self.edit_both, self.edit_both, self.read_sheet, self.apply_sheet])()
        assert self.stored == {(code, name): self._now(code, name) for code, name in self.stored}

    def edit(self) -> None:
        """One of the two writes into a cell, whatever the page shows there by now."""
        page, (code, name) = self.chance.choice(self.pages), self._cell()
        was, text = self._begin(page, code, name)
        self._end(page, code, name, was=was, text=text)

    def edit_both(self) -> None:
        """Both write into one cell at once; who ends later was overtaken."""
        code, name = self._cell()
        first, later = self.chance.sample(self.pages, 2)
        typed = [(page, *self._begin(page, code, name)) for page in (later, first)]
        for page, was, text in reversed(typed):
            self._end(page, code, name, was=was, text=text)

    def read_sheet(self) -> None:
        """A sheet of buyers is handed in and read."""
        self.imported = f"imported {self._number()}"
        lines = [line for code in CODES for line in texts_of(self.mission, "buyers", code)]
        sheet = io.StringIO()
        written = csv.DictWriter(sheet, list(TABLE_KINDS["buyers"].by_field), restval="")
        written.writeheader()
        written.writerows(line | ({"city": self.imported} if line.get("country") else {}) for line in lines)
        self.read = self.hand_in(self.mission, buyers=sheet.getvalue())

    def apply_sheet(self) -> None:
        """What was read is applied; not if anybody wrote meanwhile."""
        if self.read is None:
            self.read_sheet()
        assert self.read is not None
        try:
            imports.apply(self.by, self.read, Choice())
        except Conflict:
            self.counted["imports refused"] += 1
        else:
            self.stored |= {(code, "city"): self.imported for code in CODES}
            self.counted["imports applied"] += 1
        self.read = None

    def _begin(self, page: Page, code: str, name: str) -> tuple[str, str]:
        """Type into a cell; return what it showed and what was typed."""
        cell, text = self._at(page, code, name), f"typed {self._number()}"
        cell.focus()
        page.keyboard.press("Enter")
        was = cell.locator("input, textarea").input_value()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        return was, text

    def _end(self, page: Page, code: str, name: str, *, was: str, text: str) -> None:
        cell = self._at(page, code, name)
        page.keyboard.press("Enter")
        expect(page.locator("td.saving")).to_have_count(0)
        if was == self.stored[code, name]:
            self.stored[code, name] = text
            self.counted["saved"] += 1
            expect(cell.locator(".cell-note")).to_have_count(0)
            return
        expect(cell.locator(".cell-note")).to_contain_text(self.stored[code, name])
        expect(cell.locator(".cell-note")).to_contain_text(text)
        self.counted["clashes shown"] += 1
        mine = self.chance.choice([True, False])
        cell.locator(f"button[data-settle={'mine' if mine else 'theirs'}]").click()
        if mine:
            wait_for(lambda: self._now(code, name) == text)
            self.stored[code, name] = text
        expect(page.locator("td.saving")).to_have_count(0)
        expect(cell.locator(".cell-note")).to_have_count(0)

    def _at(self, page: Page, code: str, name: str) -> Locator:
        return page.locator(f'tr[data-row="{self.rows[code]}"][data-line="0"] td[data-field="{name}"]')

    def _cell(self) -> tuple[str, str]:
        return self.chance.choice(CODES), self.chance.choice(FIELDS)

    def _now(self, code: str, name: str) -> str:
        return texts_of(self.mission, "buyers", code)[0][name]

    def _number(self) -> int:
        self.counted["numbers"] += 1
        return self.counted["numbers"]


@pytest.mark.django_db(transaction=True)
def test_two_editors_and_imports_lose_nothing(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    officer: Actor,
    mission: Mission,
    hand_in: HandIn,
    record_property: Callable[[str, object], None],
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    site = live_server.url
    fields = "&".join(f"col={text}" for text in ("name_latin", *FIELDS))
    with opened(chromium, site, View(), session) as first, opened(chromium, site, View(), session) as second:
        for page in (first, second):
            page.goto(f"{site}{table_url('', mission, 'buyers')}?{fields}")
            expect(page.locator("table.editable")).to_be_visible()
        editors = TwoEditors(officer, mission, (first, second), hand_in, random.Random(7))
        for _round in range(ROUNDS):
            editors.happen()
        editors.edit_both()
        editors.read_sheet()
        editors.apply_sheet()
    counted = {name: editors.counted[name] for name in ("saved", "clashes shown", "imports applied", "imports refused")}
    record_property("two editors", {"rounds": ROUNDS} | counted)
    if ASKED:
        sys.stdout.write(f"{ {'rounds': ROUNDS} | counted }\n")
    assert min(counted["saved"], counted["clashes shown"], counted["imports applied"]) > 0
