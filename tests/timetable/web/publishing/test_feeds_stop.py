from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tearoad.mission.web.actions import links
from tearoad.mission.web.actions.missions import archive, unarchive
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import FeedToken
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.views.days import FEEDS
from tests.timetable.web.drafts import a_meeting


@pytest.fixture
def buyer(in_force: Published) -> str:
    """A buyer who has meetings in the plan in force."""
    return a_meeting(in_force).buyer


def link(by: Actor, mission: Mission, buyer: str) -> str:
    """Return the path of a buyer's new page."""
    return urlsplit(links.make(by, mission, Role.BUYER, buyer).address).path


def own_feed(page: str) -> str:
    """Return the path of a calendar that a visitor makes on their own page."""
    answer = Client().post(f"{page}feed/")
    return urlsplit(str(answer.context["address"])).path


def codes(*paths: str) -> list[int]:
    """Return how each address answers somebody who is not signed in."""
    return [Client().get(path).status_code for path in paths]


def test_a_revoked_link_takes_its_calendars_along(officer: Actor, mission: Mission, buyer: str) -> None:
    page = link(officer, mission, buyer)
    feed = own_feed(page)
    assert codes(page, feed) == [200, 200]
    links.revoke(officer, mission, Role.BUYER, buyer)
    assert codes(page, feed) == [404, 404]
    assert LedgerEntry.objects.filter(code="office.feed_revoked").count() == 1


def test_a_replaced_link_takes_its_calendars_along_and_the_new_one_makes_new_ones(
    officer: Actor, mission: Mission, buyer: str
) -> None:
    forwarded = own_feed(link(officer, mission, buyer))
    page = link(officer, mission, buyer)
    assert codes(forwarded, own_feed(page)) == [404, 200]


def test_nobody_else_s_calendar_stops(officer: Actor, mission: Mission, in_force: Published, buyer: str) -> None:
    exporter = a_meeting(in_force).exporter
    theirs = own_feed(urlsplit(links.make(officer, mission, Role.EXPORTER, exporter).address).path)
    links.revoke(officer, mission, Role.BUYER, buyer)
    assert codes(theirs) == [200]


def test_a_calendar_of_an_archived_mission_is_gone_until_it_is_taken_out(
    officer: Actor, mission: Mission, buyer: str
) -> None:
    feed = own_feed(link(officer, mission, buyer))
    archive(officer, mission)
    assert codes(feed) == [404]
    unarchive(officer, mission)
    assert codes(feed) == [200]


def test_a_visitor_makes_no_calendars_without_end(officer: Actor, mission: Mission, buyer: str) -> None:
    page = link(officer, mission, buyer)
    tries = [Client().post(f"{page}feed/").status_code for _ in range(2 * FEEDS + 1)]
    assert (tries[0], tries[-1]) == (200, 429)
    assert FEEDS <= FeedToken.objects.count() <= 2 * FEEDS


def test_a_calendar_ends_when_a_link_of_its_day_would(officer: Actor, mission: Mission, buyer: str) -> None:
    feed = own_feed(link(officer, mission, buyer))
    made_at = FeedToken.objects.get().made_at + settings.CLOCK_OFFSET
    FeedToken.objects.update(made_at=made_at)  # on the eve of the fair, as the pages' clock has it
    days = (mission.ends_on - made_at.date()).days + 31
    with override_settings(CLOCK_OFFSET=settings.CLOCK_OFFSET + timedelta(days=days)):
        assert codes(feed) == [200]
    with override_settings(CLOCK_OFFSET=settings.CLOCK_OFFSET + timedelta(days=days + 1)):
        assert codes(feed) == [404]
