"""Somebody chooses columns, puts them in order, filters, keeps that as a view, opens it and takes out what they see."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.browser import DESK, PHONE, View, chromium, looks_of, opened
from tests.journey.web.tables.conftest import Edit, cell, row_in, table_url

__all__ = ["chromium"]  # a fixture
WANTED = ("note", "city", "name_native")


def send(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def texts_of_table(page: Page) -> list[list[str]]:
    """Return what the page shows: the heads of its columns, then each line."""
    heads: list[str] = page.locator("#live-table thead th:not(.tick)").all_inner_texts()
    rows = page.locator("#live-table tbody tr").all()
    lines = [locator.locator("th, td[data-field]").all_inner_texts() for locator in rows]
    return [[text.rstrip("▲▼").strip() for text in line] for line in ([*heads], *lines)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("language", Language)
def test_a_view_is_chosen_kept_opened_and_taken_out(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    mission: Mission,
    edit: Edit,
    language: Language,
    width: int,
) -> None:
    for code, note in (("B001", "seen twice"), ("B002", "seen")):
        edit("buyers", cell(row_in(mission, "buyers", code), "note", note))
    session = {name: cookie.value for name, cookie in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(language, width=width), session) as page:
        page.goto(live_server.url + table_url("", mission, "buyers"))
        page.locator("details:has(.choose-columns) > summary").click()
        for box in page.locator(".choose-columns input[name=col]").all():
            box.set_checked(box.get_attribute("value") in WANTED)
        for place, field in enumerate(WANTED, 1):
            page.locator(f"#place-{field}").fill(str(place))
        send(page, "details:has(.choose-columns) button")
        page.locator("details:has([name=f_note]) > summary").click()
        page.locator("[name=f_note]").fill("seen")
        send(page, "details:has([name=f_note]) button")
        before = texts_of_table(page)
        assert [line[0] for line in before[1:]] == ["B001", "B002"]
        page.locator("details:has(#view-name) > summary").click()
        page.locator("#view-name").fill("Ours")
        page.locator("[name=shared]").check()
        send(page, "details:has(#view-name) button")
        page.goto(live_server.url + table_url("", mission, "buyers"))
        with page.expect_navigation():
            page.get_by_role("link", name="Ours", exact=True).click()
        expect(page.locator("#live-table tbody tr")).to_have_count(len(before) - 1)
        assert texts_of_table(page) == before
        assert looks_of(page) == []
        taken_out = page.locator('.table-head a[href*="/export/"]')
        taken_out.evaluate("(one) => { one.href = one.href.replace('as=xlsx', 'as=csv') }")
        with page.expect_download() as sent:
            taken_out.click()
        text = Path(sent.value.path()).read_text("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == before
