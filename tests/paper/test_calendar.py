from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar as SecondReader

from tearoad.paper.calendar import Calendar, Event, ics, uid
from tearoad.values import Window

STAMP = datetime(2023, 3, 1, 12, 0, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def _event(start: datetime, summary: str = "洽谈", description: str = "") -> Event:
    return Event("W1", Window(start, start + timedelta(minutes=25)), summary, "3号馆", description)


def _lines(made: bytes) -> list[str]:
    return made.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_the_spring_change_stands_at_the_hour_told_before_it() -> None:
    made = ics(Calendar("x", BERLIN, (_event(datetime(2023, 3, 25, 10, tzinfo=BERLIN)),), STAMP))
    lines = _lines(made)
    at = lines.index("DTSTART:20230326T020000")
    assert lines[at - 1 : at + 5] == [
        "BEGIN:DAYLIGHT",
        "DTSTART:20230326T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "END:DAYLIGHT",
    ]


def test_times_on_both_sides_of_the_change_are_read_as_they_were_meant() -> None:
    starts = [datetime(2023, 3, day, 10, tzinfo=BERLIN) for day in (25, 26, 27)]
    made = ics(Calendar("x", BERLIN, tuple(_event(start) for start in starts), STAMP))
    read = SecondReader.from_ical(made)
    found = [event.decoded("DTSTART").astimezone(UTC) for event in read.walk("VEVENT")]
    assert found == [start.astimezone(UTC) for start in starts]
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_zone_without_changes_has_one_observance() -> None:
    moscow = ZoneInfo("Europe/Moscow")
    made = ics(Calendar("x", moscow, (_event(datetime(2023, 2, 7, 10, tzinfo=moscow)),), STAMP))
    assert [line for line in _lines(made) if line.startswith("TZOFFSETTO")] == ["TZOFFSETTO:+0300"]


def test_the_same_key_keeps_its_uid_and_the_sequence_grows() -> None:
    start = datetime(2023, 3, 25, 10, tzinfo=BERLIN)
    first = _lines(ics(Calendar("x", BERLIN, (_event(start),), STAMP)))
    later = _lines(ics(Calendar("x", BERLIN, (_event(start + timedelta(hours=1)),), STAMP, sequence=3)))
    assert f"UID:{uid('W1')}" in first
    assert f"UID:{uid('W1')}" in later
    assert "SEQUENCE:0" in first
    assert "SEQUENCE:3" in later
    assert uid("W2") != uid("W1")


def test_an_event_s_own_sequence_goes_before_the_calendar_s_also_where_it_is_none_yet() -> None:
    """Finds where a sequence of 0 is read as no sequence."""
    event = replace(_event(datetime(2023, 3, 25, 10, tzinfo=BERLIN)), sequence=0)
    lines = _lines(ics(Calendar("x", BERLIN, (event,), STAMP, sequence=3)))
    assert [line for line in lines if line.startswith("SEQUENCE")] == ["SEQUENCE:0"]


@settings(max_examples=60, derandomize=True)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=150))
def test_long_lines_are_folded_and_read_back_whole(text: str) -> None:
    made = ics(Calendar(text, BERLIN, (_event(datetime(2023, 3, 25, 10, tzinfo=BERLIN), "a", text + "\n茶"),), STAMP))
    assert max(len(line) for line in made.split(b"\r\n")) <= 75
    event = SecondReader.from_ical(made).walk("VEVENT")[0]
    assert str(event["DESCRIPTION"]) == text + "\n茶"
