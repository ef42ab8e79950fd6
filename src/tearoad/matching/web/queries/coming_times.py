"""When a buyer said to come, as the page of their link shows it: each day with its choices, and by the hour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tearoad.companies.web.queries.register import buyer_of
from tearoad.matching.asking import MeetingSide, SideAnswer
from tearoad.matching.asking.times import ComingHours, DayChoice, coming_hours, day_choices
from tearoad.matching.web.queries.progress import SIDES, meetings_about
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries import core
from tearoad.people import Actor
from tearoad.values import Window
from tearoad.web.saving.stale import version_of


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One day of the fair, and when somebody comes on it."""

    on: date
    opens: Window
    choices: tuple[tuple[DayChoice, bool], ...]
    """What may be said of it at one tap, and whether it holds."""
    stretches: tuple[Window, ...]

    @property
    def is_by_hour(self) -> bool:
        """Whether it was said finer than by halves of the day."""
        return not any(holds for _choice, holds in self.choices)

    @property
    def hours(self) -> tuple[str, str]:
        """From and until when they come, by the clock of the fair; empty where they do not."""
        if not self.stretches:
            return "", ""
        zone = self.opens.start_at.tzinfo
        ends = (self.stretches[0].start_at, self.stretches[-1].end_at)
        return f"{ends[0].astimezone(zone):%H:%M}", f"{ends[1].astimezone(zone):%H:%M}"


@dataclass(frozen=True, slots=True)
class ComingTimes:
    """When a buyer said to come, and the mark of what is kept of it; nothing of an exporter."""

    days: tuple[ComingDay, ...] = ()
    version: str = ""
    is_asked_when: bool = False
    """Whether they said "yes, but at another time" to somebody."""

    @property
    def hours(self) -> ComingHours:
        """The same by day."""
        return {day.on: day.stretches for day in self.days}


def coming_times(by: Actor, row: mission_rows.Mission) -> ComingTimes:
    """Return when a buyer said to come; three queries."""
    mission, side = core(row), SIDES[by.role]
    if side is not MeetingSide.BUYER:
        return ComingTimes()
    here = mission_rows.Participation.objects.select_related("company").get(mission=row, code=by.party)
    comes, choices = coming_hours(mission, buyer_of(here.company, here.document).windows), day_choices(mission)
    days = tuple(
        ComingDay(
            on,
            choices[on][DayChoice.WHOLE][0],
            tuple((choice, meant == stretches) for choice, meant in choices[on].items()),
            stretches,
        )
        for on, stretches in comes.items()
    )
    other_time = {f"{side.value}_answer": SideAnswer.ANOTHER_TIME.value}
    is_asked = meetings_about(row, side, by.party).filter(**other_time).exists()
    return ComingTimes(days, version_of(here.document.get("windows", [])), is_asked)
