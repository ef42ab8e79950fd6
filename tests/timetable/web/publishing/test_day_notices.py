"""On the day: somebody says by their link that they are late or cannot come; the office and the other side read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.capture.web.queries.running import Turn, running
from tearoad.errors import Conflict, Denied, InputError
from tearoad.matching.asking import AskingRules, MeetingMove, MeetingSide, PairState
from tearoad.matching.web.actions.moves import NewMove, make_move, undo_last
from tearoad.matching.web.models import AskingSettings, MeetingProgress, MeetingStep, Request
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Role, Scope
from tearoad.timetable.web.actions.day_notices import confirm, may_ask_where, report_on_the_day
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.day_notices import day_notices, notices_mark
from tearoad.values import Language
from tearoad.values.document import to_document
from tearoad.web.clock import now
from tearoad.web.language import COOKIE
from tests.queries import queries_at
from tests.timetable.web.drafts import a_meeting, published_next
from tests.timetable.web.publishing.test_published_views import portal_of

LATE, WITHDRAW = MeetingMove.RUN_LATE, MeetingMove.WITHDRAW


@pytest.fixture
def meeting(in_force: Published) -> Iterator[Meeting]:
    """A meeting that begins in twenty minutes."""
    found = a_meeting(in_force)
    with override_settings(CLOCK_OFFSET=found.start_at - timedelta(minutes=20) - now()):
        yield found


def buyer_of(officer: Actor, meeting: Meeting) -> Actor:
    """Return the meeting's buyer, as their link lets them in."""
    return Actor(officer.tenant, Role.BUYER, mission=meeting.mission_id, party=meeting.buyer, scope=Scope.DAY)


def state_of(meeting: Meeting) -> str:
    """Return where the meeting stands."""
    return str(MeetingProgress.objects.get(exporter=meeting.exporter, buyer=meeting.buyer).state)


def line_of(meeting: Meeting) -> tuple[Turn, int, bool]:
    """Return how the office's page of the day shows a meeting."""
    found = running(meeting.mission, meeting.start_at - timedelta(minutes=20), Language.EN)
    assert found is not None
    running_meeting = next(line for line in found.lines if line.meeting.pk == meeting.pk)
    return running_meeting.turn, len(running_meeting.notices), running_meeting.is_called_off


def test_who_is_late_says_so_in_one_form_and_both_others_read_it(
    signed_in: Client, officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    mine = portal_of(officer, mission, Role.BUYER, meeting.buyer)
    client = Client(headers={"accept-language": "en"})
    assert f"{mine}day/notice/" in client.get(mine).content.decode()
    sent = {
        "meeting": str(meeting.pk),
        "say": "run_late",
        "minutes": " 15 ",
    }  # with blanks as some keyboards leave them
    assert client.post(f"{mine}day/notice/", sent).status_code == 302
    assert state_of(meeting) == PairState.PLANNED
    assert line_of(meeting) == (Turn.TROUBLE, 1, False)
    board = signed_in.get(reverse("capture-running", args=[mission.pk])).content.decode()
    assert "is 15 minutes late" in board
    theirs = portal_of(officer, mission, Role.EXPORTER, meeting.exporter)
    other = Client()
    other.cookies["tearoad_language"] = "en"
    assert "15" in other.get(f"{theirs}day/").content.decode()
    assert [step.made_by for step in MeetingStep.objects.filter(move="run_late")] == [meeting.buyer]


def test_who_waits_asks_where_the_other_side_is_and_desk_and_firm_see_it(
    signed_in: Client, officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    mine = portal_of(officer, mission, Role.BUYER, meeting.buyer)
    theirs = portal_of(officer, mission, Role.EXPORTER, meeting.exporter)
    buyer, firm = Client(), Client()
    for client in (buyer, firm):
        client.cookies[COOKIE] = "en"
    sent = {"meeting": str(meeting.pk), "say": "ask_where"}
    assert "Where are you?" not in buyer.get(f"{mine}day/notice/").content.decode()
    assert buyer.post(f"{mine}day/notice/", sent).status_code == 409
    with override_settings(CLOCK_OFFSET=meeting.start_at + timedelta(minutes=3) - now()):
        assert "Where are you?" in buyer.get(f"{mine}day/notice/").content.decode()
        before = firm.get(f"{theirs}day/").content.decode()
        assert buyer.post(f"{mine}day/notice/", sent).status_code == 302
        assert "You asked where the other side is" in buyer.get(f"{mine}day/notice/").content.decode()
        assert "is waiting at the table" not in before
        assert "is waiting at the table" in firm.get(f"{theirs}day/").content.decode()
        board = signed_in.get(reverse("capture-running", args=[mission.pk])).content.decode()
        assert "is waiting at the table" in board
        assert state_of(meeting) == PairState.PLANNED
        answer = {"meeting": str(meeting.pk), "say": "run_late", "minutes": "5"}
        assert firm.post(f"{theirs}day/notice/", answer).status_code == 302
        (_waits, late) = day_notices(mission)[meeting.exporter, meeting.buyer]
        assert (late.party, late.minutes_late) == (meeting.exporter, 5)


def test_who_cannot_come_calls_off_the_meeting_and_says_no_to_nobody(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    requests = set(Request.objects.values_list("asker", "asked", "strength"))
    report_on_the_day(buyer_of(officer, meeting), mission, str(meeting.pk), WITHDRAW, message="Our train is late")
    assert state_of(meeting) == PairState.CANCELLED
    assert set(Request.objects.values_list("asker", "asked", "strength")) == requests
    assert line_of(meeting) == (Turn.TROUBLE, 1, True)
    with pytest.raises(Conflict) as closed:
        report_on_the_day(buyer_of(officer, meeting), mission, str(meeting.pk), LATE, minutes=5)
    assert closed.value.text.code == "day_pages.meeting_closed"
    undo_last(officer, mission, meeting.exporter, meeting.buyer)
    assert state_of(meeting) == PairState.PLANNED
    assert line_of(meeting) == (Turn.SOON, 0, False)


def test_the_last_word_counts_and_only_for_the_time_it_was_said_of(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    before = notices_mark(mission)
    for minutes in (5, 30):
        report_on_the_day(buyer_of(officer, meeting), mission, str(meeting.pk), LATE, minutes=minutes)
    (said,) = day_notices(mission)[meeting.exporter, meeting.buyer]
    assert (said.party, said.minutes_late, said.meeting_at) == (meeting.buyer, 30, meeting.start_at)
    assert notices_mark(mission) != before
    Meeting.objects.filter(pk=meeting.pk).update(start_at=meeting.start_at + timedelta(minutes=5))
    assert line_of(meeting) == (Turn.SOON, 0, False)


@pytest.mark.parametrize(
    ("move", "minutes", "code"),
    [
        (LATE, 0, "day_pages.no_such_minutes"),
        (LATE, 500, "day_pages.no_such_minutes"),
        (MeetingMove.CANCEL, 0, "day_pages.no_such_notice"),
        (MeetingMove.WANT, 0, "day_pages.no_such_notice"),
    ],
)
def test_anything_else_is_refused(
    officer: Actor, mission: Mission, meeting: Meeting, move: MeetingMove, minutes: int, code: str
) -> None:
    with pytest.raises(InputError) as wrong:
        report_on_the_day(buyer_of(officer, meeting), mission, str(meeting.pk), move, minutes=minutes)
    assert wrong.value.text.code == code


def test_nobody_speaks_for_another_or_of_what_is_over_or_not_today(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    by = buyer_of(officer, meeting)
    other = Meeting.objects.filter(published=meeting.published).exclude(buyer=meeting.buyer)[0]
    day_before = meeting.start_at - timedelta(days=1)
    for pk, at, code in (
        (str(other.pk), meeting.start_at, "day_pages.no_such_meeting"),
        ("no number", meeting.start_at, "day_pages.no_such_meeting"),
        (str(meeting.pk), meeting.end_at, "day_pages.meeting_over"),
        (str(meeting.pk), day_before, "day_pages.late_on_the_day"),
    ):
        with override_settings(CLOCK_OFFSET=at - now()), pytest.raises(Conflict) as refused:
            report_on_the_day(by, mission, pk, LATE, minutes=5)
        assert refused.value.text.code == code
    interpreter = Actor(officer.tenant, Role.INTERPRETER, mission=mission.pk, party="i", scope=Scope.DAY)
    answering = Actor(officer.tenant, Role.BUYER, mission=mission.pk, party=meeting.buyer, scope=Scope.ANSWER)
    for who in (interpreter, answering, officer):
        with pytest.raises(Denied):
            report_on_the_day(who, mission, str(meeting.pk), LATE, minutes=5)


def test_a_form_of_an_older_plan_is_answered_in_words(officer: Actor, mission: Mission, meeting: Meeting) -> None:
    published_next(officer, mission)
    page = f"{portal_of(officer, mission, Role.BUYER, meeting.buyer)}day/notice/"
    client = Client()
    assert client.post(page, {"meeting": str(meeting.pk), "say": "withdraw"}).status_code == 409
    assert client.post(page, {"meeting": "no number", "say": "withdraw"}).status_code == 409
    assert client.post(page, {"meeting": str(meeting.pk), "say": "withdraw", "message": "\0"}).status_code == 422
    assert client.post(page, {"say": "kept"}).status_code == 422


def test_the_page_costs_as_many_queries_with_notices_as_without(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    page = f"{portal_of(officer, mission, Role.BUYER, meeting.buyer)}day/notice/"
    client = Client()
    client.get(page)
    before = queries_at(client, page)
    report_on_the_day(buyer_of(officer, meeting), mission, str(meeting.pk), LATE, minutes=10)
    assert queries_at(client, page) == before


def test_one_tap_on_the_day_says_that_one_comes_and_everybody_concerned_reads_it(
    signed_in: Client, officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    mine, theirs = (
        portal_of(officer, mission, role, party)
        for role, party in ((Role.BUYER, meeting.buyer), (Role.EXPORTER, meeting.exporter))
    )
    buyer, firm = Client(), Client()
    for client in (buyer, firm):
        client.cookies[COOKIE] = "en"
    sent = {"meeting": str(meeting.pk), "say": "confirm", "back": "day"}
    assert f'name="meeting" value="{meeting.pk}"' in buyer.get(mine).content.decode()
    for _ in range(2):
        answer = buyer.post(f"{mine}day/notice/", sent)
        assert (answer.status_code, answer["Location"]) == (302, mine)
    assert [step.made_by for step in MeetingStep.objects.filter(move="confirm")] == [meeting.buyer]
    assert "You said that you will come" in buyer.get(mine).content.decode()
    assert "says that they will come" in firm.get(f"{theirs}day/").content.decode()
    assert (state_of(meeting), line_of(meeting)) == (PairState.PLANNED, (Turn.SOON, 1, False))
    pair = {"exporter": meeting.exporter, "buyer": meeting.buyer, "party": meeting.buyer}
    request = Request.objects.filter(mission=mission)[0]
    Request.objects.filter(pk=request.pk).update(asker=meeting.buyer, asked=meeting.exporter)
    for name, seen in (
        ("asking-meeting", "says that it comes"),
        ("asking-meetings", "says that it comes"),
        ("matching-requests", "says that it comes"),
        ("asking-overview", "Comes to 1 of"),
        ("capture-running", "says that they will come"),
    ):
        assert seen in signed_in.get(reverse(name, args=[mission.pk]), pair).content.decode(), name
    assert firm.post(f"{theirs}day/notice/", {"say": "confirm_all"}).status_code == 302
    assert state_of(meeting) == PairState.CONFIRMED
    buyer.post(f"{mine}day/notice/", sent | {"say": "take_back"})
    assert state_of(meeting) == PairState.PLANNED
    assert "You said that you will come" not in buyer.get(mine).content.decode()


def test_who_cannot_come_may_come_after_all_until_something_followed_or_it_begins(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    by = buyer_of(officer, meeting)
    phoned = NewMove(exporter=meeting.exporter, buyer=meeting.buyer, move=WITHDRAW, side=MeetingSide.EXPORTER)
    report_on_the_day(by, mission, str(meeting.pk), WITHDRAW)
    confirm(by, mission, str(meeting.pk))
    assert (state_of(meeting), line_of(meeting)) == (PairState.PLANNED, (Turn.SOON, 1, False))
    report_on_the_day(by, mission, str(meeting.pk), WITHDRAW)
    make_move(officer, mission, phoned)
    with pytest.raises(Conflict) as closed:
        confirm(by, mission, str(meeting.pk))
    assert closed.value.text.code == "day_pages.meeting_closed"
    undo_last(officer, mission, meeting.exporter, meeting.buyer)
    with override_settings(CLOCK_OFFSET=meeting.start_at - now()), pytest.raises(Conflict) as begun:
        confirm(by, mission, str(meeting.pk))
    assert begun.value.text.code == "day_pages.meeting_begun"
    answering = Actor(officer.tenant, Role.BUYER, mission=mission.pk, party=meeting.buyer, scope=Scope.ANSWER)
    for who in (answering, officer):
        with pytest.raises(Denied):
            confirm(who, mission, str(meeting.pk))


def test_that_the_other_side_refused_is_not_told_by_what_becomes_of_a_tap(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    begins = AskingRules(deadline_at=meeting.start_at - timedelta(minutes=1))
    AskingSettings.objects.update_or_create(mission=mission, defaults={"document": to_document(begins)})
    early = {"CLOCK_OFFSET": datetime.combine(mission.starts_on, time(), UTC) - timedelta(days=3) - now()}
    with override_settings(**early):
        refuses = NewMove(
            exporter=meeting.exporter, buyer=meeting.buyer, move=MeetingMove.DECLINE, side=MeetingSide.EXPORTER
        )
        make_move(officer, mission, refuses)
        mine = portal_of(officer, mission, Role.BUYER, meeting.buyer)
        buyer = Client()
        buyer.cookies[COOKIE] = "en"
        before = buyer.get(mine).content.decode()
        assert buyer.post(f"{mine}day/notice/", {"meeting": str(meeting.pk), "say": "confirm"}).status_code == 302
        after = buyer.get(mine).content.decode()
    assert f'name="meeting" value="{meeting.pk}"' in before
    assert (f'name="meeting" value="{meeting.pk}"' in after, "You said that you will come" in after) == (False, True)
    assert state_of(meeting) == PairState.CANCELLED


def test_other_side_is_waited_for_from_five_minutes_before_a_meeting_until_it_ends() -> None:
    """Finds a side that may be asked for too late, or after everybody has gone."""
    begins, ends = datetime(2023, 2, 7, 7, tzinfo=UTC), datetime(2023, 2, 7, 7, 30, tzinfo=UTC)
    meeting, second = Meeting(start_at=begins, end_at=ends), timedelta(seconds=1)
    early = begins - timedelta(minutes=5)
    asked = [may_ask_where(meeting, at) for at in (early - second, early, begins, ends - second, ends)]
    assert asked == [False, True, True, True, False]
