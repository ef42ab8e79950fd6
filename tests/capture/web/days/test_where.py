"""Who sits at the table alone asks from the phone's page where the other side is; both sides read what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings

from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.models import MeetingStep
from tearoad.mission.web.models import SignedLink
from tearoad.people import Actor, Role
from tearoad.timetable.web.actions.day_notices import report_on_the_day
from tearoad.timetable.web.models import Meeting, Published
from tearoad.web.clock import now
from tearoad.web.language import COOKIE
from tests.capture.web.test_sync import Speaker
from tests.timetable.web.drafts import a_meeting

LinkFor = Callable[[Role, str], str]


@pytest.fixture
def meeting(in_force: Published) -> Iterator[Meeting]:
    """A meeting that began three minutes ago."""
    found = a_meeting(in_force)
    with override_settings(CLOCK_OFFSET=found.start_at + timedelta(minutes=3) - now()):
        yield found


def ask(speaker: Speaker, status: int = 200, **sent: object) -> dict[str, Any]:
    """Send what a phone says of its day."""
    by = f"Phone {speaker.id} {speaker.secret}"
    return speaker.post("/floor/notice/", {"say": "ask_where", **sent}, status, Authorization=by)


def read_of(speaker: Speaker, planned: Meeting) -> tuple[list[str], bool]:
    """Return what a phone shows of a meeting in English once it has sent a letter, and whether it is called off."""
    shown_briefing = speaker.say(briefing="")["briefing"]
    shown = next(each for each in shown_briefing["planned"] if each["key"] == planned.wish)
    return [said["en"] for said in shown["notices"]], shown["isOff"]


def test_the_question_is_read_on_the_phone_and_on_the_buyers_day(link_for: LinkFor, meeting: Meeting) -> None:
    firm, buyers_day = Speaker(link_for(Role.EXPORTER, meeting.exporter)), f"{link_for(Role.BUYER, meeting.buyer)}day/"
    buyer = Client(headers={"accept-language": "en"})
    buyer.cookies[COOKIE] = "en"
    assert read_of(firm, meeting) == ([], False)
    assert firm.briefing["tells"]
    assert "is waiting at the table" not in buyer.get(buyers_day).content.decode()
    answer = ask(firm, meeting=meeting.wish)
    assert [(said["en"], said["zh-Hans"], said["ru"]) for said in answer["notices"]] == [
        ("You asked where the other side is", "您已询问对方在哪里", "Вы спросили, где другая сторона")
    ]
    assert "is waiting at the table" in buyer.get(buyers_day).content.decode()
    asks_too = Actor(meeting.tenant_id, Role.BUYER, mission=meeting.mission_id, party=meeting.buyer)
    report_on_the_day(asks_too, meeting.mission, str(meeting.pk), MeetingMove.ASK_WHERE)
    mine, theirs = read_of(firm, meeting)[0]
    assert (mine, theirs.endswith("is waiting at the table")) == ("You asked where the other side is", True)


def test_who_is_late_or_cannot_come_is_read_on_the_firms_phone_at_the_next_letter(
    link_for: LinkFor, meeting: Meeting
) -> None:
    firm = Speaker(link_for(Role.EXPORTER, meeting.exporter))
    buyer = Actor(meeting.tenant_id, Role.BUYER, mission=meeting.mission_id, party=meeting.buyer)
    report_on_the_day(buyer, meeting.mission, str(meeting.pk), MeetingMove.RUN_LATE, minutes=10)
    [late], is_off = read_of(firm, meeting)
    assert (late.endswith("is 10 minutes late"), is_off) == (True, False)
    report_on_the_day(buyer, meeting.mission, str(meeting.pk), MeetingMove.WITHDRAW)
    [gone], is_off = read_of(firm, meeting)
    assert (gone.endswith("cannot come"), is_off) == (True, True)
    refused = ask(firm, 409, meeting=meeting.wish)["refused"]
    assert [set(said) for said in refused] == [{"en", "zh-Hans", "ru"}] * 2


def test_what_cannot_be_asked_is_refused_in_words_and_nothing_is_written(link_for: LinkFor, meeting: Meeting) -> None:
    firm = Speaker(link_for(Role.EXPORTER, meeting.exporter))
    foreign = Meeting.objects.filter(published=meeting.published).exclude(exporter=meeting.exporter)[0]
    early = override_settings(CLOCK_OFFSET=meeting.start_at - timedelta(minutes=6) - now())
    refused = [
        ask(firm, 409, meeting=foreign.wish),
        ask(firm, 409, meeting="no such meeting"),
        ask(firm, 409, meeting=meeting.wish, say="cancel"),
        ask(firm, 409, meeting=meeting.wish, say="withdraw"),
    ]
    with early:
        refused.append(ask(firm, 409, meeting=meeting.wish))
    with override_settings(HUB=uuid4()):
        refused.append(ask(firm, 409, meeting=meeting.wish))
    SignedLink.objects.update(revoked_at=now())
    refused.append(ask(firm, 409, meeting=meeting.wish))
    assert [answer["refused"][0]["en"] for answer in refused] == [
        "Your plan has no such meeting any more.",
        "Your plan has no such meeting any more.",
        "This page takes down that you are late, wait for the other side, or cannot come; something else was sent.",
        "This page takes down that you are late, wait for the other side, or cannot come; something else was sent.",
        "This meeting has not begun: nobody is expected yet.",
        "On the server in the hall this cannot be sent. Go to the desk: they ask for you.",
        "The link of this phone was taken back.",
    ]
    ask(firm, 422, meeting=7)
    assert MeetingStep.objects.filter(move="ask_where").count() == 0


def test_an_interpreters_phone_asks_for_nobody(link_for: LinkFor, meeting: Meeting) -> None:
    helped = Meeting.objects.filter(published=meeting.published).exclude(interpreter="")[0]
    speaker = Speaker(link_for(Role.INTERPRETER, helped.interpreter))
    assert not speaker.briefing["tells"]
    ask(speaker, 403, meeting=helped.wish)
    assert MeetingStep.objects.filter(move="ask_where").count() == 0
