"""A meeting that is called off is marked in each form of both parties' days, a "no" once all are told and no sooner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pypdfium2
import pytest
from django.test import Client, override_settings

from tearoad.capture.web.queries.running import running
from tearoad.matching.asking import AskingRules, MeetingMove, MeetingSide, PairState
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import AskingSettings, MeetingProgress
from tearoad.people import Actor, Role, Scope
from tearoad.timetable.web.actions.day_notices import report_on_the_day
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.reminders import to_remind
from tearoad.timetable.web.queries.schedules import schedule
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now, now
from tearoad.web.language import COOKIE
from tearoad.web.registry import ask
from tests.timetable.web.drafts import a_meeting
from tests.timetable.web.publishing.test_published_views import portal_of

OFF, MARK = "Does not take place", "STATUS:CANCELLED"


@pytest.fixture
def meeting(papers: Published) -> Iterator[Meeting]:
    """A planned meeting of a plan whose papers are made, a week before it begins and a day before the deadline."""
    found = a_meeting(papers)
    with override_settings(CLOCK_OFFSET=found.start_at - timedelta(days=7) - now()):
        rules = AskingRules(deadline_at=fair_now() + timedelta(days=1))
        AskingSettings.objects.create(mission=found.mission, document=to_document(rules))
        yield found


def _move(officer: Actor, meeting: Meeting, move: MeetingMove, side: MeetingSide | None = None) -> None:
    new = NewMove(exporter=meeting.exporter, buyer=meeting.buyer, move=move, side=side)
    make_move(officer, meeting.mission, new)


def _forms(officer: Actor, meeting: Meeting, role: Role) -> tuple[bool, bool, bool, bool, bool]:
    """Return whether page, PDF, calendar, page of notices and phone mark the meeting as called off."""
    party = meeting.exporter if role is Role.EXPORTER else meeting.buyer
    client, path = Client(), portal_of(officer, meeting.mission, role, party)
    client.cookies[COOKIE] = "en"
    on = meeting.start_at.astimezone(meeting.mission.fair_zone).date()
    own = f'value="{meeting.pk}"><input type="hidden" name="say" value="withdraw"'
    kept = schedule(meeting.mission, role, party)
    assert kept is not None
    return (
        OFF in client.get(f"{path}day/?on={on}").content.decode(),
        _is_marked(client.get(f"{path}sheet.pdf").content),
        MARK in client.get(f"{path}calendar.ics").content.decode(),
        own not in client.get(f"{path}day/notice/").content.decode(),
        [planned.said[Language.EN].is_off for planned in kept.planned if planned.key == meeting.wish] == [True],
    )


def _is_marked(content: bytes) -> bool:
    text = " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))
    return any(said in " ".join(text.split()) for said in (OFF, "已取消", "Не состоится"))


def _reminded(meeting: Meeting) -> dict[Role, int]:
    """Return of how many meetings a reminder before the fair speaks to both sides."""
    sides = {meeting.exporter, meeting.buyer}
    return {
        reminder.person.role: reminder.meetings
        for reminder in to_remind(meeting.published)
        if reminder.person.party in sides
    }


def _on_desk(meeting: Meeting) -> list[bool]:
    found = running(meeting.mission, meeting.start_at - timedelta(minutes=20), Language.EN)
    return [line.is_called_off for line in found.lines if line.meeting.pk == meeting.pk] if found else []


NOWHERE, EVERYWHERE = (False,) * 5, (True,) * 5


def test_a_no_is_marked_for_whoever_said_it_and_for_the_other_side_once_all_are_told(
    officer: Actor, meeting: Meeting
) -> None:
    assert [_forms(officer, meeting, role) for role in (Role.EXPORTER, Role.BUYER)] == [NOWHERE, NOWHERE]
    _move(officer, meeting, MeetingMove.DECLINE, MeetingSide.BUYER)
    assert [_forms(officer, meeting, role) for role in (Role.EXPORTER, Role.BUYER)] == [NOWHERE, EVERYWHERE]
    assert _on_desk(meeting) == [True]
    with override_settings(CLOCK_OFFSET=meeting.start_at - timedelta(days=5) - now()):
        assert [_forms(officer, meeting, role) for role in (Role.EXPORTER, Role.BUYER)] == [EVERYWHERE, EVERYWHERE]
        _move(officer, meeting, MeetingMove.REOPEN)
        assert [_forms(officer, meeting, role) for role in (Role.EXPORTER, Role.BUYER)] == [NOWHERE, NOWHERE]


@pytest.mark.parametrize("move", [MeetingMove.CANCEL, MeetingMove.WITHDRAW])
def test_what_the_office_calls_off_or_somebody_cannot_come_to_is_marked_at_once(
    officer: Actor, meeting: Meeting, move: MeetingMove
) -> None:
    reminded = _reminded(meeting)
    _move(officer, meeting, move, MeetingSide.BUYER if move is MeetingMove.WITHDRAW else None)
    assert _reminded(meeting) == {role: count - 1 for role, count in reminded.items() if count > 1}
    assert reminded
    assert [_forms(officer, meeting, role) for role in (Role.EXPORTER, Role.BUYER)] == [EVERYWHERE, EVERYWHERE]
    assert _on_desk(meeting) == [True]


def test_who_cannot_come_says_so_whether_or_not_the_other_side_said_no_before(officer: Actor, meeting: Meeting) -> None:
    firm = Actor(officer.tenant, Role.EXPORTER, mission=meeting.mission_id, party=meeting.exporter, scope=Scope.DAY)
    _move(officer, meeting, MeetingMove.DECLINE, MeetingSide.BUYER)
    report_on_the_day(firm, meeting.mission, str(meeting.pk), MeetingMove.WITHDRAW)
    state = MeetingProgress.objects.get(exporter=meeting.exporter, buyer=meeting.buyer).state
    assert (state, _forms(officer, meeting, Role.EXPORTER)) == (PairState.CANCELLED, EVERYWHERE)


def test_both_sides_are_told_when_the_meeting_is_that_they_give_up(meeting: Meeting) -> None:
    pairs = ((Role.EXPORTER, meeting.exporter, meeting.buyer), (Role.BUYER, meeting.buyer, meeting.exporter))
    assert [ask("planned_at", meeting.mission, *pair) for pair in pairs] == [meeting.start_at] * 2
    assert ask("planned_at", meeting.mission, Role.BUYER, meeting.exporter, meeting.buyer) is None
