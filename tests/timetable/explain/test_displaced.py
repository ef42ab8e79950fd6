from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from tearoad.mission import ItemKind, LocalText, Place, PlaceKind, ProgrammeItem, Walk
from tearoad.programme import DisplacedMeeting, DisplacedPlan
from tearoad.text import Ref, Text
from tearoad.timetable.check import check
from tearoad.timetable.explain.displaced import displaced_meetings
from tearoad.timetable.papers.appointments import Appointment, appointments
from tearoad.timetable.problem_building import rebuild_problem
from tearoad.values import ItemId, PlaceId, Window
from tests.timetable.web.drafts import small_outcome

OUTCOME = small_outcome()
ROSTER, PROBLEM, PLAN = OUTCOME.roster, OUTCOME.problem, OUTCOME.plan
INTERPRETED = [
    appointment for appointment in appointments(ROSTER, PROBLEM, PLAN) if appointment.interpreter is not None
]
DAYS = Counter((appointment.meeting.interpreter, appointment.window.start_at.date()) for appointment in INTERPRETED)
SOME = next(
    appointment
    for appointment in INTERPRETED
    if appointment.window.start_at.hour >= 12
    and DAYS[appointment.meeting.interpreter, appointment.window.start_at.date()] > 1
)


def item(start: int, hours: int, **who: tuple[str, ...]) -> ProgrammeItem:
    """Return an item that begins so many hours after the meeting."""
    at = SOME.window.start_at.replace(hour=SOME.window.start_at.hour + start, minute=0)
    window = Window(at, at.replace(hour=at.hour + hours))
    return ProgrammeItem(ItemId("P99"), ItemKind.OTHER, LocalText("New (fictional)"), window, **who)  # type: ignore[arg-type]  # ids


def displaced(*more: ProgrammeItem) -> tuple[DisplacedMeeting, ...]:
    return displaced_meetings(replace(ROSTER, programme=(*ROSTER.programme, *more)), PROBLEM, PLAN)


def of_ours(found: tuple[DisplacedMeeting, ...]) -> list[DisplacedMeeting]:
    return [meeting for meeting in found if (meeting.exporter, meeting.buyer) == (SOME.exporter.id, SOME.buyer.id)]


def test_the_programme_it_was_planned_with_strikes_nothing() -> None:
    assert displaced() == ()
    assert rebuild_problem(PROBLEM, ROSTER) == PROBLEM


def test_a_buyer_who_must_be_elsewhere_is_named() -> None:
    (meeting,) = of_ours(displaced(item(0, 1, must=(SOME.buyer.id,))))
    assert (meeting.items, meeting.people, meeting.at_once) == (("P99",), (SOME.buyer.id,), True)
    assert meeting.window == SOME.window
    assert meeting.text.code == "programme.displaced"
    assert meeting.why[0].code == "timetable.people_too_few"


def test_who_may_come_is_missed_by_nobody() -> None:
    assert displaced(item(0, 1, may=(SOME.buyer.id, SOME.exporter.id))) == ()


def test_an_interpreter_at_work_elsewhere_is_named() -> None:
    assert SOME.interpreter is not None
    busy = item(0, 1, interpreters=(SOME.interpreter.id,))
    (meeting,) = of_ours(displaced(busy))
    assert meeting.people == (SOME.interpreter.id,)
    assert meeting.why[0] == Text("programme.displaced_busy", who=Ref(SOME.interpreter.id), items=(Ref("P99"),))
    anew = rebuild_problem(PROBLEM, replace(ROSTER, programme=(*ROSTER.programme, busy)))
    assert check(PROBLEM, PLAN) == ()
    assert set(meeting.why[1:]) <= {violation.text for violation in check(anew, PLAN)}


def test_only_whom_the_broken_rule_names_is_named() -> None:
    assert SOME.interpreter is not None
    evening = SOME.window.start_at.replace(hour=20, minute=0)
    own = tuple(str(delegate.id) for delegate in ROSTER.delegates if delegate.firm == SOME.exporter.id)
    night = replace(
        item(0, 1, interpreters=(SOME.interpreter.id,), must=(SOME.buyer.id, SOME.exporter.id, *own)),
        window=Window(evening.replace(hour=0), evening.replace(hour=8)),
    )
    (meeting,) = of_ours(displaced(night))
    assert (meeting.people, meeting.at_once) == ((SOME.interpreter.id,), False)


def test_of_a_day_with_too_many_meetings_only_so_many_go_as_are_too_many() -> None:
    assert SOME.interpreter is not None
    same = [
        appointment
        for appointment in appointments(ROSTER, PROBLEM, PLAN)
        if appointment.interpreter and appointment.interpreter.id == SOME.interpreter.id
        if appointment.window.start_at.date() == SOME.window.start_at.date()
    ]
    most = PROBLEM.lookup.interpreter[SOME.interpreter.id].slots_left(PROBLEM.lookup.day[SOME.meeting.start])
    used = sum(PROBLEM.lookup.wish[appointment.meeting.wish].slots for appointment in same)
    slot = timedelta(minutes=ROSTER.mission.slot_minutes)
    midnight = SOME.window.start_at.replace(hour=0, minute=0)
    night = replace(
        item(0, 1, interpreters=(SOME.interpreter.id,)),
        window=Window(midnight, midnight + slot * (most - used + 1)),
    )
    found = displaced(night)
    assert len(found) == len(same) > 1
    assert {(meeting.among, meeting.surplus, meeting.text.code) for meeting in found} == {
        (len(same), 1, "programme.displaced_any")
    }
    assert DisplacedPlan(found).must_go == 1


def test_too_long_a_day_is_told_as_one() -> None:
    assert SOME.interpreter is not None
    evening = SOME.window.start_at.replace(hour=20, minute=0)
    night = replace(
        item(0, 1, interpreters=(SOME.interpreter.id,)), window=Window(evening, evening.replace(hour=23, minute=59))
    )
    long = replace(night, id=ItemId("P98"), window=Window(evening.replace(hour=1), evening.replace(hour=7)))
    (meeting,) = of_ours(displaced(night, long))
    assert (meeting.at_once, meeting.text.code) == (False, "programme.displaced_day")
    assert "timetable.interpreter_day_programme" in {text.code for text in meeting.why}


def test_a_meeting_in_the_time_of_the_way_back_is_displaced_and_says_so() -> None:
    """A visit to a warehouse ends as the meeting begins; the way back takes forty minutes."""
    site = Place(PlaceId("W99"), PlaceKind.OFFSITE, LocalText("Warehouse (fictional)"), zone="far")
    trip = ROSTER.mission
    ends = {place.zone or place.hall or place.id for place in trip.places if place.kind is not PlaceKind.OFFSITE}
    walks = (*trip.walks, *(Walk("far", end, 40) for end in sorted(ends)))
    end = SOME.window.start_at
    visit = replace(
        item(0, 1, must=(SOME.buyer.id,)),
        window=Window(end - timedelta(hours=1), end),
        place=LocalText("Warehouse (fictional)"),
    )
    near = replace(ROSTER, programme=(*ROSTER.programme, visit))
    assert of_ours(displaced_meetings(near, PROBLEM, PLAN)) == []
    far = replace(near, mission=replace(trip, places=(*trip.places, site), walks=walks))
    (meeting,) = of_ours(displaced_meetings(far, PROBLEM, PLAN))
    assert (meeting.items, meeting.people, meeting.at_once, meeting.on_way) == (("P99",), (SOME.buyer.id,), False, True)
    assert meeting.text.code == "programme.displaced_way"


def at_once() -> tuple[list[Appointment], tuple[str, ...]]:
    """Return meetings of one firm in one slot, at its stand, and people without whom one of them has nobody.

    None of these people was asked for or speaks: it may be any of the meetings.
    """
    held = appointments(ROSTER, PROBLEM, PLAN)
    for first in held:
        party, start = PROBLEM.lookup.party[first.exporter.id], first.meeting.start
        same = [
            appointment
            for appointment in held
            if appointment.exporter is first.exporter and appointment.window.overlaps(first.window)
        ]
        at_base = all(appointment.meeting.place == party.base for appointment in same)
        people = {PROBLEM.lookup.wish[appointment.meeting.wish].person for appointment in same}
        bound = people | {appointment.meeting.interpreter for appointment in same}
        free = [
            str(delegate.id)
            for delegate in ROSTER.delegates
            if delegate.firm == first.exporter.id and delegate.id not in bound
        ]
        too_many = party.staff[start] - len(same) + 1
        if at_base and len(same) > 1 and len(free) >= too_many:
            return same, tuple(free[:too_many])
    raise AssertionError("the plan holds no such meetings")


def test_of_too_many_meetings_at_once_only_so_many_go_as_are_too_many() -> None:
    same, away = at_once()
    firm, windows = same[0].exporter.id, [appointment.window for appointment in same]
    window = Window(max(window.start_at for window in windows), min(window.end_at for window in windows))
    found = [
        meeting for meeting in displaced(replace(item(0, 1, must=away), window=window)) if meeting.exporter == firm
    ]
    assert {(meeting.among, meeting.surplus, meeting.text.code) for meeting in found} == {
        (len(same), 1, "programme.displaced_any")
    }
    assert {meeting.why[0].code for meeting in found} == {"timetable.people_too_few"}
    assert (len(found), DisplacedPlan(tuple(found)).must_go) == (len(same), 1)
