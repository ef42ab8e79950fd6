from __future__ import annotations

from dataclasses import replace
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
    assert len(made) == 9


def test_who_is_not_named_by_an_item_has_no_entry_of_it(small: SmallMission, stamp: datetime) -> None:
    made = {file.path: file.content for file in calendars.papers(small.roster, small.problem, small.plan, stamp=stamp)}
    assert [path for path in made if "officials" in path] == ["calendars/officials/O1-zhao-qiang.ics"]


def test_who_may_come_stays_free(small: SmallMission, stamp: datetime) -> None:
    roster = replace(small.roster, programme=(replace(small.roster.programme[0], may=("O2",)),))
    made = {file.path: file.content for file in calendars.papers(roster, small.problem, small.plan, stamp=stamp)}
    (bound,), (may,) = (
        Calendar.from_ical(made[f"calendars/officials/{who}.ics"]).walk("VEVENT")
        for who in ("O1-zhao-qiang", "O2-sun-hong")
    )
    assert (str(bound["TRANSP"]), str(may["TRANSP"])) == ("OPAQUE", "TRANSPARENT")
    assert "可参加" in str(may["DESCRIPTION"])


def test_who_takes_part_through_their_office_reads_through_which(small: SmallMission, stamp: datetime) -> None:
    office = small.roster.delegates[1].office
    roster = replace(small.roster, programme=(replace(small.roster.programme[0], hosts=(office.written[0],)),))
    made = {file.path: file.content for file in calendars.papers(roster, small.problem, small.plan, stamp=stamp)}
    (named,), (through,) = (
        Calendar.from_ical(made[f"calendars/officials/{who}.ics"]).walk("VEVENT")
        for who in ("O1-zhao-qiang", "O2-sun-hong")
    )
    said = f"随同单位: {office['zh']}"
    assert said in str(through["DESCRIPTION"])
    assert said not in str(named["DESCRIPTION"])


def test_uids_are_stable_and_no_two_alike(small: SmallMission, stamp: datetime) -> None:
    def uids(sequence: int) -> list[str]:
        files = calendars.papers(small.roster, small.problem, small.plan, stamp=stamp, sequence=sequence)
        return [str(event["UID"]) for file in files for event in Calendar.from_ical(file.content).walk("VEVENT")]

    first = uids(0)
    assert uids(7) == first
    assert len(set(first)) == len(first)
