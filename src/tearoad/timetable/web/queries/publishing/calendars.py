"""Somebody's calendar out of the plan in force, with what is no longer held marked so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tearoad.mission.web import models as rows
from tearoad.paper.calendar import Calendar, Event
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.papers.calendars import calendar, key_of
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.publishing.days import COLUMN, Own
from tearoad.values import Window

CANCELLED_FOR = timedelta(days=30)
"""So long after its time a cancelled meeting still stands in the calendar as cancelled."""


def own_calendar(mission: rows.Mission, role: Role, own: Own, at: datetime) -> Calendar:
    """Return somebody's calendar, numbered like the plan in force; one query for what was told before."""
    made = calendar(own.wording, own.days, own.published.published_at, own.published.number)
    held = {event.key for event in made.events}
    before = Meeting.objects.filter(
        mission=mission, end_at__gt=at - CANCELLED_FOR, **{COLUMN[role]: own.receiver.id}
    ).exclude(published=own.published)
    former = {row.wish: row for row in before.order_by("published__number")}
    cancelled = tuple(event for event in _cancelled(former.values(), own) if event.key not in held)
    return replace(made, events=(*made.events, *cancelled))


def _cancelled(former: Iterable[Meeting], own: Own) -> Iterable[Event]:
    """Say only that it is cancelled: the other side may be gone from the mission."""
    summary, zone = own.wording.say(Text("day_pages.cancelled")), own.trip.fair_zone
    for row in former:
        window = Window(row.start_at.astimezone(zone), row.end_at.astimezone(zone))
        yield Event(key_of(own.receiver, own.trip, f"wish/{row.wish}"), window, summary, cancelled=True)
