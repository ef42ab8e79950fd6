"""The officer's page of the day: who is missing, one press to another time, whose phone has an older plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.models import Phone
from tearoad.capture.web.queries.running import Turn, running
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tearoad.timetable.web.models import Meeting, MeetingState, Published
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.values import Language
from tearoad.web.clock import fair_now
from tests.capture.web.conftest import send
from tests.capture.web.days.conftest import after, tell
from tests.timetable.web.repairs.conftest import mend

PhoneOf = Callable[[Role, str], Phone]


def turn_of(meeting: Meeting, minutes: int) -> Turn:
    """Return where a meeting stands so many minutes after its time came."""
    found = running(meeting.mission, meeting.start_at + timedelta(minutes=minutes), Language.EN)
    assert found is not None
    return next(line.turn for line in found.lines if line.meeting.pk == meeting.pk)


@pytest.mark.parametrize(
    ("state", "turns"),
    [
        (MeetingState.PLANNED, [Turn.LATER, Turn.SOON, Turn.NOW, Turn.TROUBLE, Turn.OVER]),
        (MeetingState.STARTED, [Turn.LATER, Turn.SOON, Turn.NOW, Turn.NOW, Turn.OVER]),
        (MeetingState.KEPT, [Turn.OVER] * 5),
        (MeetingState.MOVED, [Turn.OVER] * 5),
        (MeetingState.NO_SHOW, [Turn.TROUBLE] * 4 + [Turn.OVER]),
        (MeetingState.LATE, [Turn.TROUBLE] * 5),
    ],
)
def test_where_a_meeting_stands(phone_of: PhoneOf, begun: Meeting, state: MeetingState, turns: list[Turn]) -> None:
    phone_of(Role.EXPORTER, begun.exporter)
    Meeting.objects.filter(pk=begun.pk).update(state=state)
    assert [turn_of(begun, minutes) for minutes in (-61, -59, 9, 10, 100)] == turns


def test_of_a_firm_without_a_phone_nobody_expects_a_word(begun: Meeting) -> None:
    assert [turn_of(begun, minutes) for minutes in (9, 12, 100)] == [Turn.NOW, Turn.NOW, Turn.OVER]


def test_a_missed_meeting_gets_another_time_with_two_presses(
    signed_in: Client, phone_of: PhoneOf, begun: Meeting
) -> None:
    phone, page = phone_of(Role.EXPORTER, begun.exporter), f"/missions/{begun.mission.pk}/floor/now/"
    assert "Nobody is missing." in signed_in.get(page).content.decode()
    tell(phone, begun, "late")
    with override_settings(CLOCK_OFFSET=after(begun, 11)):
        shown = signed_in.get(page).content.decode()
        assert f'name="who" value="{begun.wish}"' in shown
        answer = signed_in.post(f"/missions/{begun.mission.pk}/repair/missed/", {"who": begun.wish})
        mend()
        address = answer.headers["Location"]
        proposed = signed_in.get(address).content.decode()
        assert "This meeting was missed and has to be held later" in proposed
        signed_in.post(f"{address}publish/", {"read_version": "1"})
        newest = Published.objects.filter(mission=begun.mission).order_by("-number")[0]
        (moved,) = Meeting.objects.filter(published=newest, wish=begun.wish)
        assert (newest.number, moved.start_at > fair_now(), moved.state) == (2, True, MeetingState.PLANNED)
        shown = signed_in.get(page).content.decode()
    assert f'name="who" value="{begun.wish}"' not in shown
    assert "Phones that do not have plan 2 yet" in shown
    send(phone, plan=2)
    assert "Phones that do not have" not in signed_in.get(page).content.decode()


def test_a_stopped_phone_is_not_waited_for_and_says_nothing_of_its_firm(
    officer: Actor, phone_of: PhoneOf, begun: Meeting
) -> None:
    """Finds where phones that were stopped are counted among those of the day."""
    kept, stopped = phone_of(Role.EXPORTER, begun.exporter), phone_of(Role.EXPORTER, begun.exporter)
    stop(officer, stopped)
    Phone.objects.filter(pk=stopped.pk).update(seen_at=kept.seen_at + timedelta(hours=1))
    found = running(begun.mission, begun.start_at, Language.EN)
    assert found is not None
    assert [behind.phone for behind in found.behind] == [kept.number]
    assert {line.seen_at for line in found.lines if line.meeting.pk == begun.pk} == {kept.seen_at}
    stop(officer, kept)
    found = running(begun.mission, begun.start_at, Language.EN)
    assert found is not None
    assert (found.behind, {line.seen_at for line in found.lines}) == ((), {None})


def test_who_may_not_plan_sees_the_day_without_the_button(
    officer: Actor, signed_in: Client, phone_of: PhoneOf, begun: Meeting
) -> None:
    tell(phone_of(Role.EXPORTER, begun.exporter), begun, "no_show")
    Membership.objects.filter(user=officer.user).update(role=Role.AUDITOR)
    shown = signed_in.get(f"/missions/{begun.mission.pk}/floor/now/").content.decode()
    assert "Somebody is missing" in shown
    assert "Find another time" not in shown


def test_without_meetings_to_come_the_page_says_so(signed_in: Client, begun: Meeting) -> None:
    with override_settings(CLOCK_OFFSET=after(begun, 60 * 24 * 30)):
        shown = signed_in.get(f"/missions/{begun.mission.pk}/floor/now/").content.decode()
    assert "No meetings are to come." in shown


def test_an_interpreters_phone_is_told_by_the_interpreters_name(
    signed_in: Client, phone_of: PhoneOf, in_force: Published
) -> None:
    code = Meeting.objects.filter(published=in_force).exclude(interpreter="")[0].interpreter
    phone_of(Role.INTERPRETER, code)
    shown = signed_in.get(f"/missions/{in_force.mission.pk}/floor/").content.decode()
    assert crowd(in_force.mission).names(Language.EN)[code] in shown
