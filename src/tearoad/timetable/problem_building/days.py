"""The fair's opening hours cut into slots, and windows turned into slot numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from tearoad.mission import Mission
from tearoad.values import Slot, Window


def fair_slots(mission: Mission) -> tuple[Slot, ...]:
    """Return the slots of the fair, day by day, in fair time.

    A slot is booked whole: what is left before closing time is too short and belongs to nobody. Hours are counted as
    they pass, so a day on which the clocks change has an hour more or less.
    """
    step = timedelta(minutes=mission.slot_minutes)
    talk = timedelta(minutes=mission.slot_minutes - mission.pause_minutes)
    slots: list[Slot] = []
    for number, day in enumerate(mission.days):
        start = datetime.combine(day.on, day.opens, mission.fair_zone).astimezone(UTC)
        closes = datetime.combine(day.on, day.closes, mission.fair_zone).astimezone(UTC)
        while start + step <= closes:
            window = Window(start.astimezone(mission.fair_zone), (start + talk).astimezone(mission.fair_zone))
            slots.append(Slot(index=len(slots), day=number, window=window))
            start += step
    return tuple(slots)


def slots_inside(slots: Iterable[Slot], windows: Iterable[Window]) -> frozenset[int]:
    """Return the slots whose meeting lies wholly inside one of the windows."""
    kept = tuple(windows)
    return frozenset(slot.index for slot in slots if any(window.contains(slot.window) for window in kept))


def slots_touched(slots: Iterable[Slot], windows: Iterable[Window]) -> frozenset[int]:
    """Return the slots of which a window takes any part."""
    taken = tuple(windows)
    return frozenset(slot.index for slot in slots if any(window.overlaps(slot.window) for window in taken))
