from datetime import date, time
from zoneinfo import ZoneInfo

from tearoad.mission import FairDay
from tearoad.timetable.posing.days import fair_slots, slots_inside, slots_touched
from tests.timetable.posing.missions import at, hours, mission


def test_the_fair_is_cut_into_slots_and_what_is_too_short_is_left() -> None:
    slots = fair_slots(mission())
    assert [(slot.index, slot.day, slot.window.start_at) for slot in slots] == [
        (0, 0, at(6, 10)),
        (1, 0, at(6, 10, 30)),
        (2, 0, at(6, 11)),
        (3, 0, at(6, 11, 30)),
        (4, 1, at(7, 10)),
        (5, 1, at(7, 10, 30)),
    ]
    assert slots[0].window.end_at == at(6, 10, 25)


def test_a_day_on_which_the_clocks_go_forward_has_an_hour_less() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    day = FairDay(date(2023, 3, 26), time(0), time(6))
    slots = fair_slots(mission(berlin, (day,)))
    assert len(slots) == 10
    assert [slot.window.start_at.strftime("%H:%M") for slot in slots[:6]] == [
        "00:00",
        "00:30",
        "01:00",
        "01:30",
        "03:00",
        "03:30",
    ]


def test_a_slot_counts_only_when_its_meeting_lies_wholly_inside() -> None:
    slots = fair_slots(mission())
    assert slots_inside(slots, [hours(6, 11, 12)]) == {2, 3}
    assert slots_touched(slots, [hours(6, 11, 12)]) == {2, 3}
