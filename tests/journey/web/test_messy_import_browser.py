"""A messy workbook is mended wholly on the page of its import, in a browser: with a mouse and on a phone."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.journey.kinds import SHEETS
from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.models import SheetImport
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.paper.sheets.files.folder import sheet_named
from tests.browser import PHONE, View, chromium, looks_of, opened
from tests.journey.web.messier_workbooks import GROUPED, SECTIONS
from tests.journey.web.messy_workbooks import CHINESE, ENGLISH, RUSSIAN, MessyWorkbook

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
MOST_CLICKS = 25
BOOKS = (CHINESE, RUSSIAN, ENGLISH, SECTIONS, GROUPED)


class Mending:
    """Somebody who mends an import on its page; clicks are counted."""

    def __init__(self, page: Page) -> None:
        """Begin at a page."""
        self.page = page
        self.clicks = 0

    def send(self, button: Locator) -> None:
        """Send a form, and wait until what it asked for is read."""
        with self.page.expect_navigation():
            button.click()
        self.clicks += 1
        run_waiting()
        self.page.reload()
        expect(self.page.locator("progress")).to_have_count(0)

    def write(self, text: str, into: Locator) -> None:
        """Write into a cell."""
        into.click()
        into.fill(text)
        self.clicks += 1

    def choose(self, answer: str, field: Locator) -> None:
        """Choose from a list, or write where an id or a name is asked for."""
        if field.evaluate("(one) => one.tagName") == "SELECT":
            values: list[str] = field.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
            field.select_option(next(value for value in values if value and (not answer or value == answer)))
            self.clicks += 2
        else:
            self.write(answer, field)

    def correct(self, cells: Mapping[str, str]) -> None:
        """Correct cells where they stand, named by sheet and place; each is read again at once."""
        for place, text in cells.items():
            sheet, _, at = place.partition(" › ")
            kind = sheet_named(sheet, SHEETS)
            assert kind is not None
            tab = self.page.locator(f'button[name=go][value="sheet={kind.name}"]')
            if tab.get_attribute("aria-current") is None:
                self.send(tab)
            column, row = ord(at[0]) - ord("A") + 1, int(at[1:])
            cell = self.page.locator(f'td[data-name$="-{row}-{column}"]')
            cell.click()
            cell.locator("[data-cell]").fill(text)
            self.clicks += 1
            self.at_once(partial(cell.locator("[data-cell]").press, "Enter"))
            expect(cell.locator(".remark.bad")).to_have_count(0)

    def at_once(self, act: Callable[[], None]) -> None:
        """Do what the page sends by itself, let the worker read, and see that the page shows what was read."""
        with self.page.expect_response(lambda answer: answer.url.endswith("/mend/")):
            act()
        run_waiting()
        reading = SheetImport.objects.latest("asked_at").reading
        expect(self.page.locator(f'#import-state[data-reading="{reading}"]:not([data-again])')).to_have_count(1)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer what is asked; each answer is read at once."""
        for part, said in answers.items():
            field = self.page.locator(".questions .field", has_text=part).locator("select, input").first
            if field.evaluate("(one) => one.tagName") == "SELECT":
                self.at_once(partial(self.choose, said, field))
            else:
                self.choose(said, field)
                self.at_once(partial(field.press, "Tab"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1280, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("book", BOOKS, ids=str)
def test_a_messy_workbook_is_mended_wholly_on_the_page(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    empty: Mission,
    tmp_path: Path,
    book: MessyWorkbook,
    width: int,
) -> None:
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(book.language, width=width), session) as page:
        mending = Mending(page)
        page.goto(live_server.url + reverse("journey-imports", args=[empty.id]))
        page.locator("#files").set_input_files(book.write(tmp_path))
        mending.send(page.locator("form:has(#files) button.primary"))
        _picture(page, f"{book} {width} first")
        assert looks_of(page) == []
        mending.correct(book.corrected)
        if book.answered:
            mending.answer(book.answered)
        if book.has_twins:
            joined = page.locator('select[name^="row_exporters_"]').first
            mending.at_once(partial(mending.choose, "", joined))
        _picture(page, f"{book} {width} last")
        assert looks_of(page) == []
        assert page.locator("nav .badge.bad").all_inner_texts() == []
        assert page.locator("table.import .badge.bad").all_inner_texts() == []
        with page.expect_download() as sent:
            page.locator('a[href$="/problems.xlsx"]').first.click()
        saved = _texts_of(Path(sent.value.path()))
        mending.send(page.locator('button[formaction$="/apply/"]'))
    print(book, width, mending.clicks, "clicks")  # noqa: T201  # what mending costs is asked for
    assert {kind: rows_of(TABLE_KINDS[kind], empty).count() for kind in book.came} == dict(book.came)
    assert set(book.corrected.values()) <= saved
    assert mending.clicks <= MOST_CLICKS


def _texts_of(path: Path) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))  # the browser keeps it under another name
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
