"""When somebody can come: by halves of the fair's days, as people say it, and as windows, as plans need it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.mission import Mission
from tearoad.text import Text
from tearoad.values import Window

NOON = time(13)
"""Where a day's halves meet."""


class HalfDay(StrEnum):
    """Before or after noon."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


def half_days(mission: Mission) -> dict[tuple[date, HalfDay], Window]:
    """Return every half of the fair's days on which the fair is open, as a stretch of time."""
    found: dict[tuple[date, HalfDay], Window] = {}
    for day in mission.days:
        noon = datetime.combine(day.on, NOON, mission.fair_zone)
        opens, closes = (datetime.combine(day.on, at, mission.fair_zone) for at in (day.opens, day.closes))
        if opens < min(noon, closes):
            found[day.on, HalfDay.MORNING] = Window(opens, min(noon, closes))
        if max(noon, opens) < closes:
            found[day.on, HalfDay.AFTERNOON] = Window(max(noon, opens), closes)
    return found


def windows_of(mission: Mission, comes: Collection[tuple[date, HalfDay]]) -> tuple[Window, ...]:
    """Return the stretches in which somebody comes, halves that meet joined; nothing where they come the whole time.

    Raises:
        InputError: none was chosen, or one is no half of the fair's days.

    """
    every = half_days(mission)
    if not comes or not set(comes) <= every.keys():
        raise InputError(Text("matching.no_half_day"), Text("matching.no_half_day_hint"))
    if set(comes) == every.keys():
        return ()
    joined: list[Window] = []
    for half in sorted(comes, key=lambda one: every[one].start_at):
        window = every[half]
        if joined and joined[-1].end_at == window.start_at:
            joined[-1] = Window(joined[-1].start_at, window.end_at)
        else:
            joined.append(window)
    return tuple(joined)


def halves_in(mission: Mission, windows: Iterable[Window]) -> frozenset[tuple[date, HalfDay]]:
    """Return the halves that touch somebody's windows; all of them where they named none."""
    named, every = tuple(windows), half_days(mission)
    return frozenset(half for half, window in every.items() if not named or any(window.overlaps(one) for one in named))
