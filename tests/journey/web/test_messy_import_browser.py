"""A messy workbook is mended wholly on the page of its import, in a browser: with a mouse and on a phone."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.office.web.tasks.worker import run_waiting
from tests.browser import PHONE, View, chromium, looks_of, opened
from tests.journey.web.messy_workbooks import CHINESE, ENGLISH, RUSSIAN, MessyWorkbook

__all__ = ["chromium"]  # a fixture
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
MOST_CLICKS = 25
BOOKS = (CHINESE, RUSSIAN, ENGLISH)


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
        """Correct cells, named by the ends of their places, and read again."""
        for place, text in cells.items():
            row = self.page.locator("tr", has=self.page.locator("th", has_text=place))
            self.write(text, row.locator("input").first)
        self.send(self.page.locator("button[form=mend-cells]").first)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Answer what is asked."""
        for part, said in answers.items():
            field = self.page.locator('form[action$="/answers/"] .field', has_text=part)
            self.choose(said, field.locator("select, input").first)
        self.send(self.page.locator('form[action$="/answers/"] button.primary'))


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
    session = {name: one.value for name, one in signed_in.cookies.items()}
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
        mending.choose("", page.locator('select[name^="row_exporters_"]').first)
        mending.send(page.locator('button[formaction$="/same/"]'))
        _picture(page, f"{book} {width} last")
        assert looks_of(page) == []
        errors = page.locator("h3:has(.badge.bad)")
        assert errors.all_inner_texts() == []
        with page.expect_download() as sent:
            page.locator('a[href$="/problems.xlsx"]').first.click()
        saved = _texts_of(Path(sent.value.path()))
        mending.send(page.locator('form[action$="/apply/"] button.primary'))
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
