from dataclasses import replace
from datetime import date, time
from zoneinfo import ZoneInfo

from tearoad.mission import FairDay, PauseRules
from tearoad.timetable.posing.days import fair_slots, slots_inside, slots_touched
from tearoad.timetable.posing.pose import pauses_of
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


NOON = mission(days=(FairDay(date(2023, 2, 6), time(10), time(16)), FairDay(date(2023, 2, 7), time(11), time(13))))


def test_a_pause_lies_wholly_in_its_hours_on_the_clock_of_the_fair() -> None:
    slots = fair_slots(NOON)
    found = pauses_of(NOON, slots, 1)
    assert [slots[nth].window.start_at.strftime("%d %H:%M") for nth in sorted(found.within)] == [
        *("06 12:00", "06 12:30", "06 13:00", "06 13:30"),
        *("07 12:00", "07 12:30"),
    ]
    assert (found.slots, found.max_run) == (1, 6)


def test_a_pause_takes_as_many_slots_as_hold_it_and_a_long_meeting_is_no_row() -> None:
    long = replace(NOON, pauses=PauseRules(45, time(12), time(14), 4))
    assert (pauses_of(long, fair_slots(long), 5).slots, pauses_of(long, fair_slots(long), 5).max_run) == (2, 5)


def test_no_minutes_keep_no_pause() -> None:
    none = replace(NOON, pauses=PauseRules(minutes=0))
    assert pauses_of(none, fair_slots(none), 1).within == frozenset()
