"""One visitor without an appointment, in a real browser: from the note at the stand to the money, and to the results.

Every firm and person here is fictional.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad import orders as core
from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import opportunity
from tearoad.people import Actor
from tearoad.screening.web.actions.lists import add_list
from tearoad.screening.web.tasks import screen_register
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, looks_of, opened
from tests.capture.web.conftest import link_of
from tests.mission.web.conftest import mission
from tests.office.files import pdfs
from tests.office.job_run import UnstoppedRun

__all__ = ["chromium", "link_of", "mission"]  # fixtures
PICTURES = os.environ.get("PICTURES_OF_TESTS", "")
"""A folder to keep pictures in."""
VISITOR = "ООО «Самовар» (fictional)"
WATCH_LIST = "id,kind,name,country,numbers,programme\nX-1,firm,OOO Samovar fictional,RU,7701234567,EXAMPLE\n"
SOLD = {"contract": "5 460,00", "deposit": "1 638", "shipped": "5.460,00", "paid": "5460"}
"""What is written down of each rung, each in another way of writing numbers."""


class Office:
    """The officer's browser in the mission's orders."""

    def __init__(self, page: Page, site: str, mission: Mission) -> None:
        self.page, self.base = page, f"{site}/missions/{mission.pk}/"
        self.site, self.faults, self.seen = site, dict[str, list[str]](), 0

    def go(self, address: str) -> None:
        """Open a page by the link that leads to it, and judge how it looks."""
        self.page.locator(f'main a[href*="{address}"]').first.click()
        self.page.wait_for_load_state()
        self.look()

    def look(self) -> None:
        """Judge how the page looks that is open."""
        self.seen += 1
        if PICTURES:
            self.page.screenshot(path=Path(PICTURES) / f"walk {self.seen:02d}.png", full_page=True)
        if found := looks_of(self.page):
            self.faults[self.page.url.removeprefix(self.base)] = found

    def fill(self, **said: str) -> None:
        """Fill in fields of the form by their names."""
        for name, value in said.items():
            field = self.page.locator(f'main [name="{name}"]:visible')
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def press(self, selector: str) -> None:
        """Press a button that sends a form."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()


def note_at_the_stand(page: Page, site: LiveServer, link: str) -> None:
    """Write down who came, as somebody at the stand does."""
    page.goto(f"{site.url}{link}floor/")
    page.wait_for_url(f"{site.url}/floor/")
    expect(page.get_by_text("Works without a network.")).to_be_visible()
    page.get_by_role("link", name="New visitor").click()
    page.get_by_text("Hot", exact=True).click()
    page.get_by_label("Notes").fill("Wants an offer for 1,200 kg")
    closed = page.locator("form details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    for field, said in {"person": "Анна Выдумкина", "firm": VISITOR, "city": "Тверь", "phone": "+74822000000"}.items():
        page.locator(f"#{field}").fill(said)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Everything has been received.")).to_be_visible()


def screened(officer: Actor) -> None:
    """Let the worker compare the register with the lists, as it does after each change."""
    screen_register(UnstoppedRun(officer.tenant, {}))


def enter_the_visitor(office: Office) -> str:
    """Make a buyer of what the firm wrote down; return the address of what may come of it."""
    office.page.goto(f"{office.base}orders/")
    office.go("orders/proposals/")
    office.go("orders/walk-ins/")
    expect(office.page.locator("main")).to_contain_text(VISITOR)
    office.fill(registration_number="6900000000", name_latin="Samovar OOO (fictional)", about="绿茶 1200 公斤")
    office.press("main form button.primary")
    return office.page.url


def clear_the_visitor(office: Office, officer: Actor) -> None:
    """Let the worker find an entry of a list that is like the visitor, and say that it is another company."""
    office.go("/offers/new/")
    expect(office.page.locator(".notice.bad")).to_have_count(1)  # nobody has screened the visitor
    screened(officer)
    assert Company.objects.get(city="Тверь").standing == Standing.HELD
    office.page.goto(f"{office.site}/screening/")
    office.go("/screening/hits/")
    office.fill(why="注册号不同，城市也不同。")
    office.press("button[value=clear]")
    assert Company.objects.get(city="Тверь").standing == Standing.CLEAR


def make_an_offer(office: Office) -> None:
    """Make a pro-forma in two languages, and read both in its paper."""
    page = office.page
    office.go("/offers/new/")
    expect(page.locator(".notice.bad")).to_have_count(0)
    offered: dict[str, str] = {"quantity_0": "1200", "unit_0": "kg", "price_0": "4.55", "currency": "CNY"}
    terms = {"incoterm": "CIF", "place": "圣彼得堡", "place_second": "Санкт-Петербург"}
    texts = {"first": "zh-Hans", "second": "ru", "packing": "每箱 20 公斤", "packing_second": "по 20 кг в коробке"}
    office.fill(**offered, **terms, **texts)
    office.press("main form button.primary")
    paper = page.request.get(office.site + str(page.locator('a[href*="/file/"]').get_attribute("href"))).body()
    if PICTURES:
        (Path(PICTURES) / "offer.pdf").write_bytes(paper)
    words = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(paper))
    both = ("Санкт-Петербург", "圣彼得堡", "Самовар", "5,460", "每箱", "коробке")
    assert [said for said in both if said not in words] == []


def write_down_what_came(office: Office) -> None:
    """Accept the offer with the contract as evidence; then deposit, shipment and payment, which the buyer confirms."""
    page = office.page
    office.go("?accepted=")
    evidence: Any = {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": pdfs.packed()}
    for rung, amount in SOLD.items():
        form = page.locator("details.more:has(#id_file)")
        if form.get_attribute("open") is None:
            form.locator("summary").click()
        office.fill(what=f"forward {rung}", amount=amount, currency="CNY")
        if rung == "contract":
            page.set_input_files("#id_file", evidence)
        office.press('form[action$="/events/"] button.primary')
        expect(page.locator(".notice.bad")).to_have_count(0)
    paid = 'tr:has-text("已付款") form[action$="/confirm/"]'
    page.locator(f"{paid} select").select_option("buyer")
    office.press(f"{paid} button")


@pytest.mark.django_db(transaction=True)
def test_a_visitor_of_the_floor_becomes_paid_business_of_the_results(
    chromium: Browser,
    live_server: LiveServer,
    signed_in: Client,
    officer: Actor,
    mission: Mission,
    link_of: Callable[[str], str],
) -> None:
    with opened(chromium, live_server.url, View(width=PHONE)) as page:
        note_at_the_stand(page, live_server, link_of("E01"))
    add_list(officer, "own.csv", WATCH_LIST.encode())
    session = {name: morsel.value for name, morsel in signed_in.cookies.items()}
    with opened(chromium, live_server.url, View(Language.ZH), session) as page:
        office = Office(page, live_server.url, mission)
        business = enter_the_visitor(office)
        clear_the_visitor(office, officer)
        page.goto(business)
        make_an_offer(office)
        write_down_what_came(office)
        history = opportunity(mission, Opportunity.objects.get().pk).history
        assert (history.rung, history.net(core.Rung.PAID)) == (core.Rung.PAID, {"CNY": Decimal(5460)})
        page.goto(f"{office.base}results/")
        office.look()
        expect(page.locator("section[aria-labelledby=ladder]")).to_contain_text("5,460 CNY")
        office.go("results/rows/paid_amount/")
        expect(page.locator("main")).to_contain_text(VISITOR)
        expect(page.locator("main")).to_contain_text("5,460 CNY")
        assert office.faults == {}
