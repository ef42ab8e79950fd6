"""Differing notes are settled on the phone, and what waits is said in a person's words, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from uuid_utils.compat import uuid7

from tearoad.capture.web.models import Phone, SentRevision
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.capture.web.conftest import send, sent
from tests.capture.web.test_phone_browser import phone, said

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]


def differing(let_in: Callable[..., Phone], notes: list[str]) -> None:
    """Phones of the firm write of one visitor without having seen each other."""
    report = str(uuid7())
    for number, text in enumerate(notes, 1):
        send(let_in(), sent(number, report, notes=text))


def settled(page: Page) -> None:
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text("Everything has been received.")).to_be_visible()


def test_differing_notes_are_written_anew_from_both_and_the_old_ones_stay_readable(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, let_in: Callable[..., Phone]
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        differing(let_in, ["wants 5 t", "wants 9 t"])
        page.reload()
        page.get_by_text("wants 5 t / wants 9 t").click()
        page.get_by_text("Write it anew").click()
        area = page.get_by_role("textbox", name="Notes: Write it anew")
        expect(area).to_have_value("wants 5 t\nwants 9 t")
        area.fill("wants 5 t in May and 9 t in June")
        settled(page)
        assert said("notes") == ["wants 5 t in May and 9 t in June"]
        page.get_by_text("wants 5 t in May").click()
        page.get_by_text("Earlier: 2 texts").click()
        assert page.locator(".earlier li").all_inner_texts() == ["wants 9 t", "wants 5 t"]


def test_one_of_differing_notes_is_chosen_at_a_tap_also_after_writing_anew_was_begun(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, let_in: Callable[..., Phone]
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        differing(let_in, ["wants 5 t", "wants 9 t"])
        page.reload()
        page.get_by_text("wants 5 t / wants 9 t").click()
        page.get_by_text("Write it anew").click()
        page.get_by_text("wants 9 t", exact=True).click()
        expect(page.get_by_role("textbox", name="Notes: Write it anew")).to_have_count(0)
        settled(page)
        assert said("notes") == ["wants 9 t"]


def test_more_differing_notes_than_one_change_replaces_are_settled_at_a_tap(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, let_in: Callable[..., Phone]
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        report, writer = str(uuid7()), let_in()
        send(writer, *(sent(number, report, notes=f"text {number}") for number in range(1, 61)))
        page.reload()
        page.get_by_role("link", name="text 1 /").click()
        expect(page.get_by_text("60 notes differ.")).to_be_visible()
        page.get_by_text("text 60", exact=True).click()
        settled(page)
        assert (said("notes"), SentRevision.objects.count()) == (["text 60"], 62)


def test_visitors_without_a_name_are_told_apart(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, let_in: Callable[..., Phone]
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        many: list[dict[str, Any]] = [
            {"quantity": "500", "unit": "kg"},
            {"price": "12.50", "currency": "USD"},
            {"wants": "Samples of every kind of black tea that can be had before May"},
            {"products": ["绿茶"], "next_step": "offer"},
            {"code": "B-10442"},
            {"code": "BEGIN:VCARD\nFN:Somebody whom no field could be filled in for\nEND:VCARD"},
            {"messenger": "https://t.me/teabuyer"},
            {"warmth": "hot"},
        ]
        send(let_in(), *(sent(number, **values) for number, values in enumerate(many, 1)))
        page.reload()
        expect(page.locator(".visitors strong")).to_have_count(len(many))
        assert page.locator(".visitors strong").all_inner_texts() == [
            "Without a name",
            "https://t.me/teabuyer",
            "BEGIN:VCARD FN:Somebody whom no field co…",
            "B-10442",
            "Green tea",
            "Samples of every kind of black tea that …",
            "12.50 USD",
            "500 kg",
        ]


def test_nothing_is_said_to_be_received_before_the_server_has_answered(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.route("**/floor/sync/", lambda _route: None)
        page.reload()
        expect(page.get_by_text("Looking how things stand")).to_be_visible()
        expect(page.get_by_text("Everything has been received.")).to_have_count(0)
        page.unroute_all(behavior="ignoreErrors")


@in_views(View(Language.RU, "light", PHONE))
def test_everybody_can_settle(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, let_in: Callable[..., Phone], view: View
) -> None:
    differing(let_in, ["wants 5 t", "想要九吨绿茶，五月前发到海参崴", "хочет 7 т"])
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        page.locator(".visitors a").click()
        page.locator(".anew button").click()
        expect(page.locator(".anew textarea")).to_be_visible()
        assert faults_of(page, page.url) == []
        expect(page.locator(".anew textarea")).to_be_visible()
