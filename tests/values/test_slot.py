from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import Slot, Window

START = datetime(2023, 2, 6, 7, tzinfo=UTC)
MINUTES = st.integers(min_value=0, max_value=24 * 60)


def window(start_minutes: int, length_minutes: int) -> Window:
    start_at = START + timedelta(minutes=start_minutes)
    return Window(start_at, start_at + timedelta(minutes=length_minutes))


WINDOWS = st.builds(window, MINUTES, st.integers(min_value=1, max_value=600))


@given(WINDOWS, WINDOWS)
def test_windows_overlap_exactly_where_they_share_a_minute(one: Window, other: Window) -> None:
    shared = min(one.end_at, other.end_at) - max(one.start_at, other.start_at)
    assert one.overlaps(other) == other.overlaps(one) == (shared > timedelta(0))


@given(WINDOWS, WINDOWS)
def test_two_windows_that_hold_each_other_are_one(one: Window, other: Window) -> None:
    assert (one.contains(other) and other.contains(one)) == (one == other)


@given(WINDOWS, WINDOWS)
def test_what_lies_inside_overlaps(one: Window, other: Window) -> None:
    assert not one.contains(other) or one.overlaps(other)


def test_windows_that_touch_do_not_overlap() -> None:
    assert not window(0, 30).overlaps(window(30, 30))


def test_a_window_is_the_same_in_every_zone() -> None:
    moscow = ZoneInfo("Europe/Moscow")
    here = Window(datetime(2023, 2, 6, 10, tzinfo=moscow), datetime(2023, 2, 6, 11, tzinfo=moscow))
    assert here == window(0, 60)


@pytest.mark.parametrize("minutes", [0, -1])
def test_a_window_that_does_not_end_after_its_start_is_refused(minutes: int) -> None:
    end_at = START + timedelta(minutes=minutes)
    with pytest.raises(InputError) as refused:
        Window(START, end_at)
    assert refused.value.text == Text("values.window", start=START, end=end_at)


@pytest.mark.parametrize("naive", [0, 1])
def test_a_time_without_its_zone_is_refused(naive: int) -> None:
    times = [START, START + timedelta(hours=1)]
    times[naive] = times[naive].replace(tzinfo=None)
    with pytest.raises(InputError) as refused:
        Window(*times)
    assert refused.value.text == Text("values.window_naive")


def test_slots_stand_in_the_order_of_the_fair() -> None:
    slots = [Slot(index, index // 2, window(30 * index, 25)) for index in range(4)]
    backwards = [slots[3], slots[2], slots[1], slots[0]]
    assert sorted(backwards) == slots
