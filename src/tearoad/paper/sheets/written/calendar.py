"""When and where the fair is: what is needed to understand `Tue 14-17`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from tearoad.paper.sheets.written.dates import plausible
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text
from tearoad.values import Window


@dataclass(frozen=True)
class FairCalendar:
    """The fair's days and its time zone."""

    zone: ZoneInfo
    opening: tuple[Window, ...]
    """The opening hours, one window a fair day."""
    slot_minutes: int = 30

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the fair."""
        return tuple(window.start_at.astimezone(self.zone).date() for window in self.opening)

    @property
    def near(self) -> date:
        """A day that tells which year is meant."""
        return self.days[0]

    def hours(self, day: date) -> tuple[time, time]:
        """Return the opening hours of a day, midnight to midnight where the fair is shut."""
        for window in self.opening:
            start, end = window.start_at.astimezone(self.zone), window.end_at.astimezone(self.zone)
            if start.date() == day:
                return start.time(), end.time()
        return time(0), time(0)

    def at(self, day: date, clock: time) -> Understood[datetime]:
        """Return the moment of a local time; one that the clocks skip is moved forward and doubted."""
        local = datetime.combine(plausible(day), clock, self.zone)
        real = local.astimezone(UTC).astimezone(self.zone)
        if real.replace(tzinfo=None) == local.replace(tzinfo=None):
            return Understood(local)
        return Understood(real, (Text("sheets.time_skipped", found=f"{local:%Y-%m-%d %H:%M}", used=f"{real:%H:%M}"),))

    def is_one_slot(self, window: Window) -> bool:
        """Whether a window is as long as one meeting with the way after it: no end was written."""
        return window.end_at - window.start_at == timedelta(minutes=self.slot_minutes)

    def slots_around(self, agreed: Window) -> tuple[datetime, datetime] | None:
        """Return the nearest beginnings of meetings where none begins and fits in an agreed time; else None."""
        length = min(timedelta(minutes=self.slot_minutes), agreed.end_at - agreed.start_at)
        for day in self.opening:
            if day.start_at <= agreed.start_at < day.end_at:
                step = timedelta(minutes=self.slot_minutes)
                before = day.start_at + (agreed.start_at - day.start_at) // step * step
                after = before if before == agreed.start_at else before + step
                return (before, after) if after + length > agreed.end_at else None
        return None
