"""What became of a meeting, told by a phone, stands on the timetable's own row of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from tearoad.capture.web.actions.weighing import take_over
from tearoad.capture.web.models import Phone, Quarantined
from tearoad.capture.web.queries.visitors import figures
from tearoad.people import Actor, Role
from tearoad.timetable.web.models import Meeting, MeetingState
from tearoad.web.clock import now
from tests.capture.web.conftest import send, sent
from tests.capture.web.days.conftest import of_meeting, tell

PhoneOf = Callable[[Role, str], Phone]


def test_each_answer_stands_on_the_meeting_until_another_replaces_it(phone_of: PhoneOf, begun: Meeting) -> None:
    phone = phone_of(Role.EXPORTER, begun.exporter)
    assert tell(phone, begun, "late") == MeetingState.LATE
    first = of_meeting(begun, "started", 2)
    assert send(phone, first | {"replaces": {}}) == [("received", [])]
    begun.refresh_from_db()
    assert begun.state == MeetingState.STARTED  # beside "late", the surer of the two
    others = Meeting.objects.filter(mission=begun.mission).exclude(pk=begun.pk)
    assert set(others.values_list("state", flat=True)) == {MeetingState.PLANNED}


def test_what_was_taken_back_leaves_the_meeting_as_planned(phone_of: PhoneOf, begun: Meeting) -> None:
    phone = phone_of(Role.EXPORTER, begun.exporter)
    said = of_meeting(begun, "no_show")
    back = of_meeting(begun, "", 2) | {"replaces": {"held": [said["id"]]}}
    send(phone, said)
    send(phone, back)
    begun.refresh_from_db()
    assert begun.state == MeetingState.PLANNED


def test_a_firm_speaks_only_of_its_own_meetings(phone_of: PhoneOf, begun: Meeting) -> None:
    other = Meeting.objects.filter(mission=begun.mission).exclude(exporter=begun.exporter)[0]
    assert send(phone_of(Role.EXPORTER, other.exporter), of_meeting(begun, "no_show")) == [("received", [])]
    begun.refresh_from_db()
    assert begun.state == MeetingState.PLANNED


def test_a_meeting_that_was_put_off_meanwhile_has_another_report(phone_of: PhoneOf, begun: Meeting) -> None:
    phone, before = phone_of(Role.EXPORTER, begun.exporter), of_meeting(begun, "no_show")
    Meeting.objects.filter(pk=begun.pk).update(start_at=begun.start_at + timedelta(hours=3))
    assert send(phone, before) == [("received", [])]
    begun.refresh_from_db()
    assert begun.state == MeetingState.PLANNED


def test_what_a_person_takes_over_counts_too(officer: Actor, phone_of: PhoneOf, begun: Meeting) -> None:
    phone = phone_of(Role.EXPORTER, begun.exporter)
    send(phone, of_meeting(begun, "kept"), clock=now() - timedelta(days=30))
    begun.refresh_from_db()
    assert begun.state == MeetingState.PLANNED
    take_over(officer, Quarantined.objects.get())
    begun.refresh_from_db()
    assert begun.state == MeetingState.KEPT


def test_meetings_are_no_visitors(phone_of: PhoneOf, begun: Meeting) -> None:
    send(phone_of(Role.EXPORTER, begun.exporter), of_meeting(begun, "kept"), sent(2, notes="a visitor"))
    assert figures(begun.mission).visitors == 1


@pytest.mark.parametrize("held", ["kept", "no_show"])
def test_an_interpreters_phone_writes_nothing(phone_of: PhoneOf, begun: Meeting, held: str) -> None:
    helped = Meeting.objects.filter(mission=begun.mission).exclude(interpreter="")[0]
    phone = phone_of(Role.INTERPRETER, helped.interpreter)
    assert send(phone, of_meeting(helped, held)) == [("attention", ["capture.by_reader"])]
    helped.refresh_from_db()
    assert helped.state == MeetingState.PLANNED
