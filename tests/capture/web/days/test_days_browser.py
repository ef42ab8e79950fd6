"""One's own days on a phone in a real browser: a tap without a network, a plan that changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.matching.asking import MeetingMove
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.day_notices import report_on_the_day
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tearoad.values import Language
from tests.browser import PHONE, View, chromium, faults_of, in_views, opened
from tests.capture.web.days.conftest import after
from tests.capture.web.test_phone_browser import ROUND_IS_OVER, phone
from tests.timetable.web.drafts import second_draft

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkFor = Callable[[Role, str], str]
LETTER_HELD = """async () => {
    const sent = fetch;
    const gate = new Promise((open) => { window.letGo = open; });
    await new Promise((held) => {
        window.fetch = async (...letter) => {
            held();
            await gate;
            return sent(...letter);
        };
        const asked = setInterval(() => dispatchEvent(new Event("online")), 50);
        gate.then(() => clearInterval(asked));
    });
}"""
ROUND_OVER = "async () => { letGo(); await navigator.locks.request('floor-round', () => {}); }"
RECEIVED = "Everything has been received."


def state_of(meeting: Meeting) -> MeetingState:
    meeting.refresh_from_db()
    return MeetingState(meeting.state)


@contextmanager
def in_the_middle_of_a_round(page: Page) -> Iterator[None]:
    """Something is done while a letter of the phone is on its way; afterwards the round is over."""
    page.evaluate(LETTER_HELD)
    yield
    page.evaluate(ROUND_OVER)


def open_meeting(page: Page, meeting: Meeting) -> None:
    page.goto(f"{page.url.split('#')[0]}#/m/{quote(meeting.wish, safe='')}")
    expect(page.locator(".held")).to_be_visible()


def test_ten_minutes_late_is_asked_about_and_answered_with_a_tap_without_a_network(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting
) -> None:
    with (
        override_settings(CLOCK_OFFSET=after(begun, 11)),
        phone(chromium, live_server, link_for(Role.EXPORTER, begun.exporter)) as page,
    ):
        page.context.set_offline(True)
        page.reload()
        question = page.get_by_text("is anybody there?")
        expect(question).to_be_visible()
        page.get_by_role("button", name="Late: find another time").tap()
        expect(question).to_have_count(0)
        assert state_of(begun) == MeetingState.PLANNED
        page.context.set_offline(False)
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        assert state_of(begun) == MeetingState.LATE


def test_the_clock_of_the_fair_is_known_before_the_first_round(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting
) -> None:
    with override_settings(CLOCK_OFFSET=after(begun, 11)), opened(chromium, live_server.url, View(width=PHONE)) as page:
        page.route("**/floor/sync/", lambda _route: None)
        page.goto(f"{live_server.url}{link_for(Role.EXPORTER, begun.exporter)}floor/")
        expect(page.get_by_text("Looking how things stand")).to_be_visible()
        expect(page.get_by_text("is anybody there?")).to_be_visible()
        page.unroute_all(behavior="ignoreErrors")


def test_a_tap_takes_nothing_of_what_is_being_typed_about_the_meeting(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting
) -> None:
    with phone(chromium, live_server, link_for(Role.EXPORTER, begun.exporter)) as page:
        open_meeting(page, begun)
        page.get_by_label("Who came").fill("Анна Пример")
        page.get_by_role("button", name="Started", exact=True).tap()
        expect(page.get_by_role("button", name="Started", exact=True)).to_have_attribute("aria-pressed", "true")
        assert page.get_by_label("Who came").input_value() == "Анна Пример"
        page.get_by_role("button", name="Took place").tap()
        expect(page.get_by_role("button", name="Took place")).to_have_attribute("aria-pressed", "true")
        page.get_by_role("button", name="Done").tap()
        expect(page.get_by_role("heading", name="My days")).to_be_visible()
        page.get_by_role("link", name="Back").tap()
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        assert state_of(begun) == MeetingState.KEPT
        open_meeting(page, begun)
        assert page.get_by_label("Who came").input_value() == "Анна Пример"


def test_what_changed_while_there_was_no_network_is_told_until_somebody_has_seen_it(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, officer: Actor, in_force: Published
) -> None:
    draft = second_draft(officer, in_force.mission)
    wishes = {meeting["wish"] for meeting in in_force.plan["meetings"]} - {
        meeting["wish"] for meeting in draft.plan["meetings"]
    }
    gone = Meeting.objects.filter(published=in_force, wish__in=wishes)[0]
    with phone(chromium, live_server, link_for(Role.EXPORTER, gone.exporter)) as page:
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        page.context.set_offline(True)
        publish(officer, draft, 1, seen_number=1)
        page.context.set_offline(False)
        changed = page.get_by_text("Your days have changed")
        expect(changed).to_be_visible()
        expect(page.get_by_text("Cancelled:").first).to_be_visible()
        page.reload()
        expect(changed).to_be_visible()
        with in_the_middle_of_a_round(page):
            page.get_by_role("button", name="I have seen it").tap()
            expect(changed).to_have_count(0)
        page.reload()
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        expect(changed).to_have_count(0)


def test_a_round_leaves_everybody_where_they_are(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting
) -> None:
    with phone(chromium, live_server, link_for(Role.EXPORTER, begun.exporter)) as page:
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        page.locator("a.days").focus()
        page.keyboard.press("Enter")
        last = page.locator("details").last
        last.locator("summary").press("Enter")
        entry = last.locator("a").first
        entry.focus()
        with page.expect_response("**/floor/sync/"):
            page.evaluate("dispatchEvent(new Event('online'))")
        page.evaluate(ROUND_IS_OVER)
        expect(last).to_have_attribute("open", "")
        expect(entry).to_be_focused()
        # Also where something is new, so that the page is written anew.
        page.context.set_offline(True)
        page.get_by_role("link", name="Back").press("Enter")
        new = page.get_by_role("link", name="New visitor")
        new.focus()
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("No network.")).to_be_visible()
        expect(new).to_be_focused()


def test_who_waits_asks_where_they_are_and_keeps_what_is_being_typed(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting
) -> None:
    with phone(chromium, live_server, link_for(Role.EXPORTER, begun.exporter)) as page:
        expect(page.get_by_text(RECEIVED)).to_be_visible()
        open_meeting(page, begun)
        page.get_by_label("Who came").fill("Nobody yet")
        page.context.set_offline(True)
        page.get_by_role("button", name="Where are you?").tap()
        expect(page.get_by_text("Not sent: there is no way to the office now.")).to_be_visible()
        page.context.set_offline(False)
        page.get_by_role("button", name="Where are you?").tap()
        expect(page.get_by_text("You asked where the other side is")).to_be_visible()
        buyer = Actor(begun.tenant_id, Role.BUYER, mission=begun.mission_id, party=begun.buyer)
        report_on_the_day(buyer, begun.mission, str(begun.pk), MeetingMove.RUN_LATE, minutes=5)
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.get_by_text("is 5 minutes late")).to_be_visible()
        assert page.get_by_label("Who came").input_value() == "Nobody yet"
        page.get_by_role("link", name="Back").tap()
        page.get_by_role("link", name="Back").tap()
        expect(page.locator(".standing").get_by_text("is 5 minutes late")).to_be_visible()


@in_views(View(Language.RU, "dark", PHONE))
def test_everybody_can_read_their_days(
    chromium: Browser, live_server: LiveServer, link_for: LinkFor, begun: Meeting, view: View
) -> None:
    helped = Meeting.objects.filter(published=begun.published).exclude(interpreter="")[0]
    found: list[str] = []
    for role, party, meeting in (
        (Role.EXPORTER, begun.exporter, begun),
        (Role.INTERPRETER, helped.interpreter, helped),
    ):
        with opened(chromium, live_server.url, view) as page:
            page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
            page.goto(f"{live_server.url}{link_for(role, party)}floor/")
            page.wait_for_url(f"{live_server.url}/floor/")
            expect(page.locator(".standing.good")).to_be_visible()
            found += faults_of(page, f"{live_server.url}/floor/#/days")
            found += faults_of(page, f"{live_server.url}/floor/#/m/{quote(meeting.wish, safe='')}")
            expect(page.locator(".facts").first).to_be_visible()
    assert found == []
