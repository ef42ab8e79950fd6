"""The days of the demo's fair, slot by slot."""

from __future__ import annotations

from datetime import timedelta

from tearoad.demo.fair import MONDAY, SLOT, at, moscow_mission, slot_starts, window
from tearoad.values import Window


def test_every_slot_ends_before_the_fair_closes() -> None:
    starts = slot_starts(moscow_mission(()))
    whole = [at(day, f"{hour}:{minute:02}") for day in range(4) for hour in range(10, 18) for minute in (0, 30)]
    short = [at(4, f"{hour}:{minute:02}") for hour in range(10, 14) for minute in (0, 30)]
    assert list(starts) == whole + short
    assert timedelta(minutes=30) == SLOT


def test_days_are_counted_from_the_monday_of_the_fair() -> None:
    assert [at(day, "9").date() - MONDAY for day in (-2, 0, 4)] == [timedelta(days=day) for day in (-2, 0, 4)]
    assert (at(0, "9:45").hour, at(0, "9:45").minute, at(0, "9:45").utcoffset()) == (9, 45, timedelta(hours=3))
    assert window(1, "10", "11:30") == Window(at(1, "10"), at(1, "11:30"))
