"""Phones of firms and interpreters at a fair whose plan is published; the pages' clock stands on its first morning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import override_settings
from uuid_utils.compat import uuid7

from tearoad.capture.meetings import report_of_meeting
from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.models import Phone
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.people import Actor, Role
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tests.capture.web.conftest import Sent, secret_of, send, sent
from tests.timetable.web.repairs.conftest import at_the_fair, in_force, mission, scene

__all__ = ["at_the_fair", "in_force", "mission", "scene"]


@pytest.fixture
def link_for(officer: Actor, mission: Mission) -> Callable[[Role, str], str]:
    """From a role and its code to the path that the link opens."""

    def make(role: Role, party: str) -> str:
        address = links.make(officer, mission, role, party).address
        return "/v/" + address.rstrip("/").rpartition("/")[2] + "/"

    return make


@pytest.fixture
def phone_of(officer: Actor, mission: Mission) -> Callable[[Role, str], Phone]:
    """Let a new phone of somebody in."""

    def make(role: Role, party: str) -> Phone:
        links.make(officer, mission, role, party)
        link: SignedLink = SignedLink.objects.filter(mission=mission, party=party, role=role).latest("made_at")
        by = Actor(officer.tenant, role, mission=mission.pk, party=party)
        phone = UUID(str(uuid7()))
        return enrol(by, link, phone, secret_of(phone), "android")

    return make


@pytest.fixture
def begun(in_force: Published) -> Iterator[Meeting]:
    """The first meeting at whose time its firm has no other: it began five minutes ago."""
    planned = list(Meeting.objects.filter(published=in_force).order_by("start_at", "exporter"))
    together = Counter((meeting.exporter, meeting.start_at) for meeting in planned)
    found = next(meeting for meeting in planned if together[meeting.exporter, meeting.start_at] == 1)
    with override_settings(CLOCK_OFFSET=after(found, 5)):
        yield found


def of_meeting(meeting: Meeting, held: str, number: int = 1, **values: str) -> Sent:
    """Return what a phone writes of a meeting."""
    report = report_of_meeting(meeting.mission.pk, meeting.exporter, meeting.wish, meeting.start_at)
    return sent(number, str(report), held=held, **values) | {"meeting": meeting.wish}


def tell(phone: Phone, meeting: Meeting, held: str, number: int = 1) -> MeetingState:
    """Write from a phone what became of a meeting, and return what stands on the meeting then."""
    assert send(phone, of_meeting(meeting, held, number)) == [("received", [])]
    meeting.refresh_from_db()
    return MeetingState(meeting.state)


def after(meeting: Meeting, minutes: int) -> timedelta:
    """Return how far the clock has to be moved to stand so many minutes after a meeting began."""
    from tearoad.web.clock import now  # noqa: PLC0415  # as late as can be: it is a moment

    return meeting.start_at + timedelta(minutes=minutes) - now()
