from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from tearoad.mission.papers.speaking import language_of
from tearoad.timetable.papers.agenda import agenda, concerns
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.receivers import receivers
from tearoad.values import Language
from tests.timetable.papers.town import in_town

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission


def _day(small: SmallMission, who: str, number: int = 0) -> list[tuple[str, str]]:
    booked = appointments(small.roster, small.problem, small.plan)
    receiver = next(receiver for receiver in receivers(small.roster) if receiver.id == who)
    stops = agenda(receiver, small.roster, booked)[number].stops
    kinds = ("free" if stop.free else "item" if stop.item else "meeting" for stop in stops)
    return [(_clock(stop.window.start_at), kind) for stop, kind in zip(stops, kinds, strict=True)]


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}"


def test_an_exporters_day_is_told_from_opening_to_closing(small: SmallMission) -> None:
    assert _day(small, "E01") == [
        ("10:00", "item"),
        ("10:30", "free"),
        ("11:00", "meeting"),
        ("11:25", "free"),
        ("12:30", "meeting"),
        ("12:55", "free"),
    ]


def test_a_buyers_free_time_stands_between_their_meetings_only(small: SmallMission) -> None:
    assert _day(small, "B01") == [("11:00", "meeting"), ("11:25", "free"), ("12:00", "meeting")]


def test_a_day_without_appointments_is_a_day_at_the_stand(small: SmallMission) -> None:
    assert _day(small, "E02", 2) == [("10:00", "free")]


def test_an_official_sees_the_whole_programme(small: SmallMission) -> None:
    assert _day(small, "O2") == [("10:00", "item")]


def test_a_meeting_of_two_slots_ends_with_the_second(small: SmallMission) -> None:
    double = next(a for a in appointments(small.roster, small.problem, small.plan) if a.meeting.wish == "W4")
    assert (_clock(double.window.start_at), _clock(double.window.end_at)) == ("11:00", "11:55")


def test_a_buyer_reads_the_first_language_that_the_program_speaks(small: SmallMission) -> None:
    spoken = [language_of(buyer, small.roster.mission) for buyer in small.roster.buyers]
    assert spoken == [Language.RU, Language.EN, Language.RU, Language.RU, Language.ZH]


def test_on_the_way_back_nobody_is_free(small: SmallMission) -> None:
    assert _day(in_town(small), "E01")[:3] == [("10:00", "item"), ("11:00", "meeting"), ("11:25", "free")]
    optional = replace(in_town(small).roster.programme[0], must=(), may=("E01",))
    roster = replace(in_town(small).roster, programme=(optional,))
    assert _day(replace(small, roster=roster), "E01")[:2] == [("10:00", "item"), ("10:30", "free")]


def test_the_others_of_a_meeting_find_it_on_their_own_sheets(small: SmallMission) -> None:
    held = next(
        appointment
        for appointment in appointments(small.roster, small.problem, small.plan)
        if appointment.meeting.wish == "W4"
    )
    group = replace(held, others=(small.roster.exporters[-1].id, small.roster.buyers[-1].id))
    assert {receiver.id for receiver in receivers(small.roster) if concerns(receiver, group)} == {
        *(receiver.id for receiver in receivers(small.roster) if concerns(receiver, held)),
        small.roster.exporters[-1].id,
        small.roster.buyers[-1].id,
    }
