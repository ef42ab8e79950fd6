"""Before the fair everybody with meetings is reminded once, with their calendar; nobody afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Conflict, Denied
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message, Secret
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.reminding import KIND, remind_before_fair
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.reminders import reminder_mail, to_remind
from tearoad.values import Language
from tearoad.web.clock import now
from tests.timetable.web.drafts import published_next


@pytest.fixture(autouse=True)
def _three_days_before(mission: Mission) -> Iterator[None]:
    eve = datetime.combine(mission.starts_on, datetime.min.time(), UTC) - timedelta(days=3)
    with override_settings(CLOCK_OFFSET=eve - now()):
        yield


def test_everybody_with_meetings_gets_one_reminder_with_their_calendar(
    officer: Actor, mission: Mission, in_force: Published, signed_in: Client
) -> None:
    due = to_remind(in_force)
    meetings = {reminder.person.party: reminder.meetings for reminder in due}
    buyer = next(reminder for reminder in due if reminder.person.role is Role.BUYER)
    assert meetings[buyer.person.party] == Meeting.objects.filter(buyer=buyer.person.party).count()
    page = reverse("timetable-remind", args=[mission.pk])
    assert buyer.person.contact.email in signed_in.get(page).content.decode()
    for _ in range(2):
        assert signed_in.post(page, {"number": in_force.number}).status_code == 302
    sent = {message.to: message for message in Message.objects.filter(kind=KIND)}
    assert Message.objects.filter(kind=KIND).count() == len(due)
    mail = sent[buyer.person.contact.email]
    assert mail.secret == Secret.LINK
    assert mail.language == buyer.person.language.value
    files = [calendar for calendar in mail.calendars if calendar["method"] == "REQUEST"]
    assert len(files) >= buyer.meetings
    assert all("BEGIN:VEVENT" in file["content"] for file in files)
    address = next(line for line in mail.body.splitlines() if "/v/" in line)
    assert f"{address}day/notice/" in mail.body.splitlines()
    helper = next(reminder for reminder in due if reminder.person.role is Role.INTERPRETER)
    assert "day/notice/" not in sent[helper.person.contact.email].body
    assert "/v/" not in mail.shown
    assert remind_before_fair(officer, in_force) == 0
    assert signed_in.get(page).status_code == 200


def test_the_mail_speaks_its_readers_language(in_force: Published) -> None:
    """The officer's language, or English, would be read by somebody who knows neither."""
    reminder = to_remind(in_force)[0]
    person = replace(reminder.person, language=Language.RU)
    body = reminder_mail(in_force, replace(reminder, person=person), "https://example.com/v/1/").body
    assert body.count("Здравствуйте") == 1
    body = reminder_mail(
        in_force, replace(reminder, person=replace(person, language=Language.ZH)), "https://example.com/v/1/"
    ).body
    assert body.count("您好") == 1


def test_who_may_not_be_met_and_who_has_no_address_is_not_written_to(officer: Actor, in_force: Published) -> None:
    held = next(reminder for reminder in to_remind(in_force) if reminder.person.role is Role.BUYER)
    company = Participation.objects.get(code=held.person.party).company_id
    Company.objects.filter(pk=company).update(standing=Standing.HELD)
    assert held.person.party not in {reminder.person.party for reminder in to_remind(in_force)}
    assert all(reminder.person.contact.email for reminder in to_remind(in_force))
    assert remind_before_fair(officer, in_force) == len(Message.objects.filter(kind=KIND))


def test_an_old_plan_a_fair_that_began_and_a_stranger_remind_nobody(
    officer: Actor, mission: Mission, in_force: Published, signed_in: Client
) -> None:
    page = reverse("timetable-remind", args=[mission.pk])
    with override_settings(
        CLOCK_OFFSET=datetime.combine(mission.starts_on, datetime.min.time(), UTC) + timedelta(hours=6) - now()
    ):
        with pytest.raises(Conflict) as late:
            remind_before_fair(officer, in_force)
        assert late.value.text.code == "publish_pages.remind_late"
        assert '<button class="button primary"' not in signed_in.get(page).content.decode().partition("<main")[2]
    with pytest.raises(Denied):
        remind_before_fair(Actor(officer.tenant, Role.AUDITOR), in_force)
    published_next(officer, mission)
    assert signed_in.post(page, {"number": in_force.number}).status_code == 409
    assert signed_in.post(page, {"number": "none"}).status_code == 404
    assert Message.objects.filter(kind=KIND).count() == 0
