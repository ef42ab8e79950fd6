from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from tearoad.journey.files import MissionFiles
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import PartyId, PlaceId


def test_a_pin_fixes_what_is_filled_in(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(pins="exporter,buyer,start,place\nE1,B1,Tue 10:30,стол 1\nE2,ООО «Образец»,,\n")
    start = datetime(2027, 2, 9, 10, 30, tzinfo=files.mission.fair_zone)
    assert files.pins == (
        PinnedMeeting(PartyId("E1"), PartyId("B1"), start, PlaceId("T1")),
        PinnedMeeting(PartyId("E2"), PartyId("B2")),
    )


def test_a_pair_pinned_twice_keeps_its_first_pin(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(pins="exporter,buyer,start\nE1,B1,Tue 10:30\nE1,B1,Wed 10:30\nE1,E2,\n")
    assert [pin.start_at.day for pin in files.pins if pin.start_at] == [9]
    assert [(p.cell, p.text.code) for p in files.problems] == [
        ("3", "sheets.pinned_twice"),
        ("B4", "sheets.unknown_reference"),
    ]
