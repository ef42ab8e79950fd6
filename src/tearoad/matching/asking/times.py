"""When somebody can come: by days and halves at one tap, by the hour if wished, and as windows, as plans need it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.mission import Mission
from tearoad.text import Text
from tearoad.values import Window

NOON = time(13)
"""Where a day's halves meet."""
ComingHours = Mapping[date, tuple[Window, ...]]
"""By day of the fair, the stretches in which somebody comes; none where they do not come on that day."""


class DayChoice(StrEnum):
    """What somebody says of a day at one tap."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    NONE = "none"


def opening_hours(mission: Mission) -> dict[date, Window]:
    """Return when the fair is open on each of its days."""
    zone = mission.fair_zone
    return {
        day.on: Window(datetime.combine(day.on, day.opens, zone), datetime.combine(day.on, day.closes, zone))
        for day in mission.days
    }


def day_choices(mission: Mission) -> dict[date, dict[DayChoice, tuple[Window, ...]]]:
    """Return what may be said of each day at one tap, and the stretches it means."""
    return {on: _choices_of(on, opens, mission) for on, opens in opening_hours(mission).items()}


def _choices_of(on: date, opens: Window, mission: Mission) -> dict[DayChoice, tuple[Window, ...]]:
    noon = datetime.combine(on, NOON, mission.fair_zone)
    found: dict[DayChoice, tuple[Window, ...]] = {DayChoice.WHOLE: (opens,)}
    if opens.start_at < noon < opens.end_at:
        found[DayChoice.MORNING] = (Window(opens.start_at, noon),)
        found[DayChoice.AFTERNOON] = (Window(noon, opens.end_at),)
    return found | {DayChoice.NONE: ()}


def coming_hours(mission: Mission, windows: Iterable[Window]) -> ComingHours:
    """Return by day when somebody comes while the fair is open; the whole time where they named no window."""
    named = tuple(windows)
    return {on: _inside(named, opens) if named else (opens,) for on, opens in opening_hours(mission).items()}


def windows_of(mission: Mission, comes: ComingHours) -> tuple[Window, ...]:
    """Return the stretches in which somebody comes; nothing where they come the whole time.

    Raises:
        InputError: they come at no time at which the fair is open, or a day is none of the fair's.

    """
    opening = opening_hours(mission)
    said = {on: _inside(stretches, opening[on]) for on, stretches in comes.items() if on in opening}
    if not any(said.values()) or len(said) < len(comes):
        raise InputError(Text("matching.no_half_day"), Text("matching.no_half_day_hint"))
    if all(said.get(on) == (opens,) for on, opens in opening.items()):
        return ()
    return tuple(window for on in sorted(said) for window in said[on])


def _inside(windows: Iterable[Window], opens: Window) -> tuple[Window, ...]:
    """Return what lies within the opening hours, stretches that meet joined."""
    joined: list[Window] = []
    for window in sorted(windows, key=lambda window: window.start_at):
        start, end = max(window.start_at, opens.start_at), min(window.end_at, opens.end_at)
        if joined and start <= joined[-1].end_at:
            joined[-1] = Window(joined[-1].start_at, max(end, joined[-1].end_at))
        elif start < end:
            joined.append(Window(start, end))
    return tuple(joined)
