"""The board in a real browser: by mouse, by keyboard, and as everybody can read it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.mission import Objective
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.board import Targets
from tearoad.timetable.plan import Meeting
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import levels
from tearoad.values.document import text_to_document
from tests.browser import chromium, opened
from tests.timetable.web.drafts import first_draft

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True, slots=True)
class Desk:
    """An officer's browser in front of a draft's board."""

    site: str
    session: str
    address: str
    draft: Draft

    def spot(self) -> tuple[Meeting, Meeting, int]:
        """A meeting of the first day, a free spot on that day at the same place, and a start at which it clashes."""
        problem, plan = problem_of(self.draft), plan_of(self.draft)
        for meeting in plan.meetings:
            targets = Targets.of(problem, plan.meetings, meeting.wish)
            here = [target for target in targets.of_day(0) if target.meeting.place == meeting.place]
            free = [target.meeting for target in here if target.fits and target.meeting.start != meeting.start]
            shut = [target.meeting.start for target in here if not target.fits]
            if problem.lookup.day[meeting.start] == 0 and free and shut:
                return meeting, free[0], shut[0]
        raise AssertionError(self.address)

    def stands(self, wish: str) -> tuple[int, str]:
        """Where a meeting stands in the database."""
        self.draft.refresh_from_db()
        return next(
            (meeting.start, str(meeting.place)) for meeting in plan_of(self.draft).meetings if meeting.wish == wish
        )


@pytest.fixture
def desk(live_server: LiveServer, signed_in: Client, officer: Actor, mission: Mission) -> Desk:
    draft = first_draft(officer, mission)
    address = f"{live_server.url}/missions/{mission.pk}/drafts/1/board/"
    return Desk(live_server.url, signed_in.cookies[settings.SESSION_COOKIE_NAME].value, address, draft)


def cell(page: Page, meeting: Meeting) -> Locator:
    """The cell of a meeting in the view by places."""
    column = page.locator("thead th").evaluate_all(
        "(heads, start) => heads.findIndex((head) => head.dataset.start === start)", str(meeting.start)
    )
    return page.locator(f'tr[data-row="{meeting.place}"] > :nth-child({column + 1})')


def card(page: Page, meeting: Meeting) -> Locator:
    return page.locator(f'.timeline .meeting[data-wish="{meeting.wish}"]')


def test_a_meeting_is_moved_by_mouse(chromium: Browser, desk: Desk) -> None:
    meeting, spot, _ = desk.spot()
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(f"{desk.address}?row={quote(meeting.place)}")
        card(page, meeting).hover()
        page.mouse.down()
        page.mouse.move(640, 500, steps=3)
        expect(cell(page, spot)).to_contain_class("target")
        cell(page, spot).scroll_into_view_if_needed()
        for x in (40, 60):  # a second step, since the first may still see the page scroll
            cell(page, spot).hover(position={"x": x, "y": 12})
        expect(page.locator("#board-says")).to_contain_text("fits")
        page.mouse.up()
        expect(page.locator("[data-board]")).to_have_attribute("data-revision", "2")
        expect(card(page, meeting)).to_be_focused()
    assert desk.stands(meeting.wish) == (spot.start, spot.place)


def test_a_meeting_is_moved_by_keyboard_and_a_clash_is_told_at_once(chromium: Browser, desk: Desk) -> None:
    meeting, spot, shut = desk.spot()
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(f"{desk.address}?row={quote(meeting.place)}")
        says = page.locator("#board-says")
        card(page, meeting).focus()
        page.keyboard.press("Enter")
        expect(says).to_contain_text("picked up")
        steps(page, shut - meeting.start)
        verdict = says.text_content() or ""
        assert verdict != ""
        assert "fits" not in verdict
        page.keyboard.press("Enter")  # what does not fit is not put down
        expect(page.locator("[data-board]")).to_have_attribute("data-revision", "1")
        steps(page, spot.start - shut)
        expect(says).to_contain_text("fits")
        page.keyboard.press("Enter")
        expect(says).to_contain_text("moved.")
    assert desk.stands(meeting.wish) == (spot.start, spot.place)


def test_escape_gives_up_and_undo_takes_back(chromium: Browser, desk: Desk) -> None:
    meeting, spot, _ = desk.spot()
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(f"{desk.address}?row={quote(meeting.place)}")
        card(page, meeting).focus()
        page.keyboard.press("Space")
        expect(page.locator("td.target").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("td.target")).to_have_count(0)
        card(page, meeting).click()
        cell(page, spot).click()
        expect(page.locator("[data-board]")).to_have_attribute("data-revision", "2")
        page.get_by_role("button", name="Undo").click()
        expect(page.locator("[data-board]")).to_have_attribute("data-revision", "3")
    assert desk.stands(meeting.wish) == (meeting.start, meeting.place)


def test_an_edit_upon_an_older_page_shows_what_is_there_now(chromium: Browser, desk: Desk) -> None:
    meeting, spot, _ = desk.spot()
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(f"{desk.address}?row={quote(meeting.place)}")
        Draft.objects.update(revision=7)
        card(page, meeting).click()
        cell(page, spot).click()
        expect(page.locator("#board-says")).to_contain_text("edits of this draft")
        expect(page.locator("[data-board]")).to_have_attribute("data-revision", "7")


def test_why_not_is_told_in_the_tray_by_keyboard_and_knows_the_last_edit(chromium: Browser, desk: Desk) -> None:
    meeting, _, _ = desk.spot()
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(f"{desk.address}?row={quote(meeting.place)}")
        card(page, meeting).click()
        page.get_by_role("button", name="Take out").click()
        mine = page.locator(f'.left-out > ul > li:has([data-wish="{meeting.wish}"])')
        mine.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(mine.locator(".why-not")).to_contain_text("could meet as the plan stands")
        other = page.locator(".left-out > ul > li").filter(has_not=page.locator(f'[data-wish="{meeting.wish}"]')).first
        other.locator("summary").click()
        expect(other.locator(".why-not li").first).to_be_visible()
        assert page.locator("#why-not").count() == 0


def test_what_if_is_asked_watched_and_answered(chromium: Browser, desk: Desk) -> None:
    Draft.objects.update(seconds=1)
    address = desk.address.partition("drafts/")[0] + "plan/1/what-if/"
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(address)
        page.get_by_label("An hour more at the end of each day").check()
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        assert run_waiting() == 1
        expect(page.locator(".answers td").first).to_be_visible()
        expect(page.get_by_role("progressbar")).to_have_count(0)


def test_every_goal_so_far_is_seen_while_a_plan_is_made(chromium: Browser, desk: Desk, officer: Actor) -> None:
    mission = desk.draft.mission
    made = ask_for_plan(officer, mission, seconds=60)
    with opened(chromium, desk.site, cookies={settings.SESSION_COOKIE_NAME: desk.session}) as page:
        page.goto(desk.address.partition("drafts/")[0] + "plan/2/")
        for bound, said in ((120, "at most 20 % better is possible"), (100, "no plan is worth more")):
            level = levels.so_far(Objective.VALUE, 100, bound, 0)
            note = text_to_document(Text("board_pages.so_far", levels=(level,)))
            Job.objects.filter(pk=made.job_id).update(
                state=JobState.RUNNING, progress={"step": None, "done": bound, "total": 600, "note": note}
            )
            expect(page.locator("#planning td").last).to_contain_text(said)


def test_without_script_a_form_places_the_meeting(chromium: Browser, desk: Desk) -> None:
    meeting, spot, _ = desk.spot()
    context = chromium.new_context(java_script_enabled=False)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": desk.session, "url": desk.site}])
    page = context.new_page()
    page.goto(f"{desk.address}?row={quote(meeting.place)}")
    card(page, meeting).click()
    page.select_option("#start", str(spot.start))
    page.select_option("#place", spot.place)
    page.select_option("#interpreter", spot.interpreter or "")
    page.get_by_role("button", name="Move", exact=True).click()
    context.close()
    assert desk.stands(meeting.wish) == (spot.start, spot.place)


def steps(page: Page, count: int) -> None:
    for _ in range(abs(count)):
        page.keyboard.press("ArrowRight" if count > 0 else "ArrowLeft")
