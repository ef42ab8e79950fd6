from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar

from tearoad.timetable.papers import calendars

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission


def test_every_participant_finds_their_meetings_in_their_language(small: SmallMission, stamp: datetime) -> None:
    made = {file.path: file.content for file in calendars.papers(small.roster, small.problem, small.plan, stamp=stamp)}
    read = Calendar.from_ical(made["calendars/buyers/B01-severny-chai-llc.ics"])
    events = read.walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Гуйчжоу Люйлин Ча", "Гуйчжоу Ласян"]
    assert events[0].decoded("DTSTART") == datetime(2023, 2, 7, 11, tzinfo=ZoneInfo("Europe/Moscow"))
    assert str(events[0]["LOCATION"]) == "Стенд A12 · ВЦ «Север»"
    assert "王伟" in str(events[0]["DESCRIPTION"])
    assert str(read["METHOD"]) == "PUBLISH"
    assert len(made) == 10


def test_uids_are_stable_and_no_two_alike(small: SmallMission, stamp: datetime) -> None:
    def uids(sequence: int) -> list[str]:
        files = calendars.papers(small.roster, small.problem, small.plan, stamp=stamp, sequence=sequence)
        return [str(event["UID"]) for file in files for event in Calendar.from_ical(file.content).walk("VEVENT")]

    first = uids(0)
    assert uids(7) == first
    assert len(set(first)) == len(first)
