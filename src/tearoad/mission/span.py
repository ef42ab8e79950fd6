"""How long an item may last and how far from the fair items and journeys may lie: a mistyped year is told, not kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission.mission import Mission
from tearoad.text import Param, Text
from tearoad.values import Window

MOST_DAYS = 14
"""The most an item may last: a journey by train or sea, never a year."""
AROUND_DAYS = 60
"""So many days before and after the fair an item or a journey may lie: a preparation, a visit afterwards."""
WORK_AROUND_DAYS = 14
"""So many days before and after the fair an interpreter may have worked for the mission."""


@dataclass(frozen=True, slots=True)
class OutOfSpan:
    """What is wrong with an item's time, and whether its end is to blame or its beginning."""

    text: Text
    at_end: bool


def out_of_span(window: Window, days: Sequence[date], zone: ZoneInfo) -> OutOfSpan | None:
    """Return what keeps an item from standing in the programme of a fair on these days; None where nothing does."""
    begins, ends = (at.astimezone(zone).date() for at in (window.start_at, window.end_at))
    if far := far_away(window.start_at, days, zone):
        return OutOfSpan(far, at_end=False)
    if window.end_at - window.start_at > timedelta(MOST_DAYS):
        return OutOfSpan(Text("programme.too_long", found=(ends - begins).days, most=MOST_DAYS), at_end=True)
    far = far_away(window.end_at, days, zone)
    return OutOfSpan(far, at_end=True) if far else None


def far_away(at: datetime, days: Sequence[date], zone: ZoneInfo) -> Text | None:
    """Return what is wrong with a moment that lies too far from a fair on these days; None where it is near."""
    return far_from(at.astimezone(zone).date(), days, AROUND_DAYS)


def far_from(day: date, days: Sequence[date], around: int) -> Text | None:
    """Return what is wrong with a day that lies more than `around` days from a fair; None where it is near."""
    first, last = min(days) - timedelta(around), max(days) + timedelta(around)
    if first <= day <= last:
        return None
    return Text("programme.far_away", found=f"{day:%Y-%m-%d}", first=f"{first:%Y-%m-%d}", last=f"{last:%Y-%m-%d}")


def day_in_sentence(on: date, mission: Mission) -> Param:
    """Return a day for a sentence, with its year where that is not the year of the fair."""
    if on.year in {day.on.year for day in mission.days}:
        return on
    return Text("programme.of_year", at=on, year=on.year)
