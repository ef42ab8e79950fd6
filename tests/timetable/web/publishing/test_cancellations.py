"""A cancelled meeting reaches the office, the other side and the interpreter at once, until somebody acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import product

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.matching.asking import MeetingMove, MeetingSide
from tearoad.matching.web.actions.answering import answer
from tearoad.matching.web.actions.cancelling import close_cancellation
from tearoad.matching.web.actions.moves import NewMove, make_move
from tearoad.matching.web.models import MeetingProgress, MeetingStep
from tearoad.matching.web.queries.cancellations import open_cancellations
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role, Scope
from tearoad.text import Text
from tearoad.timetable.web.actions.day_notices import confirm, report_on_the_day
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Meeting, Published
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import say
from tests.timetable.web.drafts import second_draft

SIDES = (Role.BUYER, Role.EXPORTER)


@pytest.fixture
def meeting(in_force: Published) -> Iterator[Meeting]:
    """A meeting with an interpreter that begins in three hours."""
    mailed = [
        participation.code
        for participation in Participation.objects.filter(mission=in_force.mission)
        if participation.company.document["contact"].get("email")
    ]
    both = Meeting.objects.filter(published=in_force, exporter__in=mailed, buyer__in=mailed)
    found = both.exclude(interpreter="").order_by("start_at")[0]
    with override_settings(CLOCK_OFFSET=found.start_at - timedelta(hours=3) - now()):
        yield found


def party_of(meeting: Meeting, role: Role) -> str:
    return meeting.buyer if role is Role.BUYER else meeting.exporter


def cancel(officer: Actor, meeting: Meeting, role: Role, message: str = "") -> Actor:
    """Cancel by one's own link; return who did."""
    who = Actor(officer.tenant, role, mission=meeting.mission_id, party=party_of(meeting, role), scope=Scope.DAY)
    report_on_the_day(who, meeting.mission, str(meeting.pk), MeetingMove.WITHDRAW, message=message)
    return who


def receivers() -> set[str]:
    """Return whom the outbox tells, by role and id, or as the office."""
    found = Message.objects.filter(kind="meeting.cancelled").values_list("key", flat=True)
    return {key.split("/", 2)[2] if "/office/" not in key else "office" for key in found}


@pytest.mark.parametrize("role", SIDES)
def test_a_cancellation_is_written_to_everybody_else_at_once(officer: Actor, meeting: Meeting, role: Role) -> None:
    cancel(officer, meeting, role, "My flight was cancelled")
    other = Role.EXPORTER if role is Role.BUYER else Role.BUYER
    code = party_of(meeting, other)
    told = {f"{other.value}/{code}", f"interpreter/{meeting.interpreter}", "office"}
    assert receivers() == told
    bodies = {message.key.split("/")[2]: message.body for message in Message.objects.all()}
    assert {who: "My flight was cancelled" in body for who, body in bodies.items()} == {
        other.value: False, "interpreter": False, "office": True,
    }  # fmt: skip


@pytest.mark.parametrize("role", SIDES)
@pytest.mark.parametrize("page", ["mission-page", "timetable-published", "timetable-changes", "asking-calls"])
def test_pages_of_the_office_show_it_first_until_somebody_acts(
    officer: Actor, mission: Mission, meeting: Meeting, signed_in: Client, role: Role, page: str
) -> None:
    address = reverse(page, args=[mission.pk, 1] if page == "timetable-changes" else [mission.pk])
    assert 'id="cancellations"' not in signed_in.get(address).content.decode()
    cancel(officer, meeting, role, "My flight was cancelled")
    shown = signed_in.get(address).content.decode()
    assert shown.count('id="cancellations"') == 1
    assert "My flight was cancelled" in shown
    assert shown.index('id="cancellations"') < shown.find('class="card"') or page != "mission-page"
    [step] = open_cancellations(mission)
    signed_in.post(reverse("asking-cancellation-close", args=[mission.pk, step.pk]))
    assert 'id="cancellations"' not in signed_in.get(address).content.decode()


def test_a_plan_without_the_meeting_closes_it_and_one_that_still_holds_it_does_not(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    ordered = tuple(Meeting.objects.filter(published=in_force).order_by("start_at", "exporter"))
    with override_settings(CLOCK_OFFSET=ordered[0].start_at - timedelta(hours=3) - now()):
        for meeting in (ordered[0], ordered[-1]):
            cancel(officer, meeting, Role.BUYER)
        mission.refresh_from_db()
        publish(officer, second_draft(officer, mission), 1)
        held = set(Meeting.objects.filter(published__number=2).values_list("exporter", "buyer"))
        expected = {(meeting.exporter, meeting.buyer) for meeting in (ordered[0], ordered[-1])} & held
        still_open = {(step.progress.exporter, step.progress.buyer) for step in open_cancellations(mission)}
        assert still_open == expected


def test_who_comes_after_all_withdraws_what_waits_and_corrects_what_was_sent(
    officer: Actor, mission: Mission, meeting: Meeting
) -> None:
    who = cancel(officer, meeting, Role.BUYER)
    sent = Message.objects.get(key__contains="/interpreter/")
    Message.objects.filter(pk=sent.pk).update(state="sent")
    confirm(who, mission, str(meeting.pk))
    assert open_cancellations(mission) == ()
    left = {message.key: message.to for message in Message.objects.filter(kind="meeting.cancelled")}
    assert left == {sent.key: sent.to, f"stands-again/{sent.key}": sent.to}


def test_nobody_is_written_to_whom_screening_holds(officer: Actor, meeting: Meeting) -> None:
    Company.objects.filter(pk__in=Participation.objects.filter(code=meeting.exporter).values("company")).update(
        standing=Standing.HELD
    )
    cancel(officer, meeting, Role.BUYER)
    assert receivers() == {f"interpreter/{meeting.interpreter}", "office"}


@pytest.mark.parametrize(("hours", "are_told"), [(3, True), (24 * 40, False)])
@pytest.mark.parametrize("role", SIDES)
def test_a_no_to_a_planned_meeting_reaches_the_office_at_once_and_the_others_once_all_are_told(
    officer: Actor, meeting: Meeting, signed_in: Client, role: Role, hours: int, *, are_told: bool
) -> None:
    mission, pair = meeting.mission, {"exporter": meeting.exporter, "buyer": meeting.buyer}
    other = Role.EXPORTER if role is Role.BUYER else Role.BUYER
    who = Actor(officer.tenant, role, mission=mission.pk, party=party_of(meeting, role), scope=Scope.ANSWER)
    with override_settings(CLOCK_OFFSET=meeting.start_at - timedelta(hours=hours) - now()):
        if getattr(MeetingProgress.objects.get(**pair), f"{role.value}_answer") == "not_asked":
            invites = NewMove(
                exporter=meeting.exporter, buyer=meeting.buyer, move=MeetingMove.INVITE, side=MeetingSide(role.value)
            )
            make_move(officer, mission, invites)
        answer(who, mission, party_of(meeting, other), MeetingMove.DECLINE, "Other plans")
        concerned = {f"{other.value}/{party_of(meeting, other)}", f"interpreter/{meeting.interpreter}"}
        assert receivers() == {"office"} | (concerned if are_told else set())
        shown = signed_in.get(reverse("mission-page", args=[mission.pk])).content.decode()
        hidden = say(Text("asking_pages.cancelled_hidden", other="{other}"), Language.EN).partition("{other}")[0]
        assert ('id="cancellations"' in shown, hidden in shown) == (True, not are_told)
        [step] = open_cancellations(mission)
        close_cancellation(officer, mission, step.pk)
        assert open_cancellations(mission) == ()


def test_a_no_to_a_meeting_without_a_time_cancels_nothing(
    officer: Actor, mission: Mission, in_force: Published
) -> None:
    planned = set(Meeting.objects.filter(published=in_force).values_list("exporter", "buyer"))
    here = Participation.objects.filter(mission=mission)
    buyers, firms = (here.filter(company__side=role).values_list("code", flat=True) for role in SIDES)
    exporter, buyer = next(pair for pair in product(firms, buyers) if pair not in planned)
    pair = {"exporter": exporter, "buyer": buyer}
    make_move(officer, mission, NewMove(**pair, move=MeetingMove.DECLINE, side=MeetingSide.BUYER))
    make_move(officer, mission, NewMove(**pair, move=MeetingMove.CANCEL))
    assert (open_cancellations(mission), receivers()) == ((), set())


def test_closing_is_noted_and_a_second_time_nothing(officer: Actor, mission: Mission, meeting: Meeting) -> None:
    cancel(officer, meeting, Role.BUYER)
    step = MeetingStep.objects.get(move=MeetingMove.WITHDRAW)
    close_cancellation(officer, mission, step.pk)
    step.refresh_from_db()
    first = step.handled_at
    close_cancellation(officer, mission, step.pk)
    step.refresh_from_db()
    assert (first is not None, step.handled_at) == (True, first)
