from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tearoad.mission.web.actions.links import link_for
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import FeedToken, Message
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.timetable.web.actions.feeds import make_own
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, Published, Told
from tearoad.values import Language
from tearoad.words import say
from tests.queries import queries_at
from tests.timetable.web.drafts import a_meeting, first_draft, published_next, second_draft, small_outcome
from tests.timetable.web.publishing.conftest import keep_sheets

STAFF_PAGES = ("timetable-published", "timetable-papers")


def portal_of(officer: Actor, mission: Mission, role: Role, party: str) -> str:
    """Return the path of somebody's own page."""
    return urlsplit(link_for(officer, mission, role, party)).path


def test_an_officer_looks_at_the_difference_publishes_and_comes_to_the_letters(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    first_draft(officer, mission)
    address = reverse("timetable-difference", args=[mission.pk, 1])
    assert signed_in.get(address).status_code == 200
    answer = signed_in.post(address, {"read_version": "1", "number": "0"})
    assert answer.headers["Location"] == reverse("timetable-changes", args=[mission.pk, 1])
    assert signed_in.get(answer.headers["Location"]).status_code == 200
    assert Message.objects.count() == 0
    signed_in.post(answer.headers["Location"])
    assert Message.objects.count() == Told.objects.filter(way="mail").count() > 0


def test_when_a_plan_was_published_is_told_in_both_times(
    signed_in: Client, mission: Mission, in_force: Published
) -> None:
    Published.objects.filter(pk=in_force.pk).update(published_at=datetime(2023, 2, 6, 1, 24, tzinfo=UTC))
    page = signed_in.get(reverse("timetable-published", args=[mission.pk])).content.decode()
    assert page.count("Mon 6 Feb 04:24 (Moscow; 09:24 Shanghai)") == 2


def test_what_the_plan_in_force_does_not_keep_is_said_on_its_page(
    signed_in: Client, mission: Mission, in_force: Published
) -> None:
    said = "This plan does not keep: time to walk between places."
    address = reverse("timetable-published", args=[mission.pk])
    assert said not in signed_in.get(address).content.decode()
    Published.objects.filter(pk=in_force.pk).update(plan=in_force.plan | {"switched_off": ["walking_time"]})
    assert said in signed_in.get(address).content.decode()


def test_a_second_press_is_a_conflict_in_words(signed_in: Client, officer: Actor, mission: Mission) -> None:
    first_draft(officer, mission)
    address = reverse("timetable-difference", args=[mission.pk, 1])
    signed_in.post(address, {"read_version": "1", "number": "0"})
    answer = signed_in.post(address, {"read_version": "1", "number": "0"})
    assert answer.status_code == 409
    assert signed_in.post(address, {}).status_code == 422


@pytest.mark.parametrize("name", STAFF_PAGES)
def test_a_page_of_the_office_shows_no_code_and_no_open_brace(
    mission: Mission, papers: Published, signed_in: Client, name: str
) -> None:
    del papers
    page = signed_in.get(reverse(name, args=[mission.pk])).content.decode()
    assert "publish_pages." not in page
    assert "{" not in re.sub(r"<script.*?</script>|content='[^']*'", "", page, flags=re.DOTALL)


def test_the_history_takes_the_same_queries_at_one_and_three_plans(
    signed_in: Client, officer: Actor, mission: Mission, in_force: Published
) -> None:
    del in_force
    address = reverse("timetable-published", args=[mission.pk])
    queries = queries_at(signed_in, address)
    published_next(officer, mission)
    publish(officer, first_draft(officer, mission, number=3), 1)
    assert queries_at(signed_in, address) == queries


def test_a_buyer_opens_their_day_by_link_and_gets_304_while_it_is_the_same(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    meeting = a_meeting(in_force)
    path = portal_of(officer, mission, Role.BUYER, meeting.buyer)
    client = Client()
    assert client.get(path).status_code == 200
    answer = client.get(f"{path}day/")
    assert answer.status_code == 200
    assert "no-cache" in answer.headers["Cache-Control"]
    again = client.get(f"{path}day/", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    published_next(officer, mission)
    assert client.get(f"{path}day/", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 200


def test_a_visitor_s_pages_hold_nothing_of_another_firm(officer: Actor, mission: Mission, in_force: Published) -> None:
    meeting = a_meeting(in_force)
    path = portal_of(officer, mission, Role.BUYER, meeting.buyer)
    answers = [Client().get(f"{path}{name}") for name in ("day/", "calendar.ics")]
    assert [answer.status_code for answer in answers] == [200, 200]
    page, calendar = (answer.content.decode().replace("\r\n ", "").replace("\\,", ",") for answer in answers)
    met = list(Meeting.objects.filter(published=in_force, buyer=meeting.buyer).values_list("exporter", flat=True))

    def firms_named(text: str) -> set[str]:
        return {firm.id for firm in small_outcome().roster.exporters if any(name in text for name in firm.name.written)}

    # The calendar holds all days, the page the first of them.
    assert firms_named(calendar) == set(met)
    assert {met[0]} <= firms_named(page) <= set(met)
    for house in small_outcome().roster.buyers:
        if house.id != meeting.buyer:
            assert not any(name in page or name in calendar for name in house.name.written)


def test_a_visitor_s_sheet_is_their_own_paper(officer: Actor, mission: Mission, in_force: Published) -> None:
    meeting = a_meeting(in_force)
    path = portal_of(officer, mission, Role.EXPORTER, meeting.exporter)
    assert Client().get(f"{path}sheet.pdf").status_code == 404
    keep_sheets(officer, in_force)
    answer = Client().get(f"{path}sheet.pdf")
    assert answer.content.startswith(b"%PDF")
    assert meeting.exporter in answer.headers["Content-Disposition"]


def test_a_visitor_makes_a_calendar_address_only_by_a_press(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    path = portal_of(officer, mission, Role.BUYER, a_meeting(in_force).buyer)
    assert Client().get(f"{path}feed/").status_code == 405
    answer = Client().post(f"{path}feed/")
    assert answer.status_code == 200
    assert FeedToken.objects.count() == 1
    assert "webcal:" in answer.content.decode()


def test_a_feed_follows_the_plan_and_cancels_what_is_gone(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    second = second_draft(officer, mission, dropped=1)
    before = {(meeting.exporter, meeting.buyer): meeting for meeting in Meeting.objects.filter(published=in_force)}
    buyer_address = {buyer: urlsplit(make_own(officer, mission, Role.BUYER, buyer)).path for _, buyer in before}
    publish(officer, second, 1)
    row = Published.objects.get(number=2)
    after = set(Meeting.objects.filter(published=row).values_list("exporter", "buyer"))
    ((_, buyer),) = set(before) - after
    calendar = Calendar.from_ical(Client().get(buyer_address[buyer]).content)
    events = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "PUBLISH"
    cancelled = [event for event in events if event["STATUS"] == "CANCELLED"]
    assert [event["SEQUENCE"] for event in cancelled] == [2]
    assert {event["SEQUENCE"] for event in events if event not in cancelled} <= {1, 2}
    assert [str(event["STATUS"]) for event in events].count("CANCELLED") == 1
    assert calendar.walk("VTIMEZONE")
    assert len({str(event["UID"]) for event in events}) == len(events)


def test_an_unchanged_feed_is_304_and_a_revoked_or_guessed_one_404(
    officer: Actor, mission: Mission, in_force: Published, signed_in: Client
) -> None:
    buyer = a_meeting(in_force).buyer
    path = urlsplit(make_own(officer, mission, Role.BUYER, buyer)).path
    answer = Client().get(path)
    assert answer.status_code == 200
    assert Client().get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    feed = FeedToken.objects.get()
    signed_in.post(reverse("timetable-feed-of", args=[mission.pk, "buyer", buyer]), {"stop": str(feed.pk)})
    assert Client().get(path).status_code == 404
    codes = [Client().get(f"/feeds/guess{number}.ics").status_code for number in range(31)]
    assert codes[0] == 404
    assert codes[-1] == 429


def test_a_day_before_any_plan_says_what_comes(officer: Actor, mission: Mission) -> None:
    path = portal_of(officer, mission, Role.EXPORTER, small_outcome().roster.exporters[0].id)
    page = Client().get(f"{path}day/").content.decode()
    assert say(Text("day_pages.no_plan_yet"), Language.ZH) in page
