"""Somebody's calendar out of the plan in force, with what is no longer held marked so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from tearoad.mission import ProgrammeItem
from tearoad.mission.web import models as rows
from tearoad.paper.calendar import Calendar, Event
from tearoad.people import Role
from tearoad.programme.web import models as programme_rows
from tearoad.programme.web.queries.announced import every_revision, item_of
from tearoad.text import Text
from tearoad.timetable.papers.calendars import Revision, calendar, key_of
from tearoad.timetable.web.queries.publishing.days import COLUMN, Own
from tearoad.timetable.web.queries.publishing.own_calendars.revisions import (
    Traced,
    issues,
    item_revisions,
    meetings_of,
    traced,
    wish_revisions,
)
from tearoad.values import Window

CANCELLED_FOR = timedelta(days=30)
"""So long after its time a cancelled event still stands in the calendar as cancelled."""


def own_calendar(mission: rows.Mission, role: Role, own: Own, at: datetime) -> Calendar:
    """Return somebody's calendar, each event numbered by its own changes; three queries for what was told before."""
    programme = every_revision(mission)
    meetings = traced(meetings_of(mission, **{COLUMN[role]: own.receiver.id}), issues(mission))
    revisions = {**wish_revisions(meetings), **item_revisions(programme)}
    stamp = max((own.published.published_at, *(revision.told_at for revision in programme)))
    made = calendar(own.wording, own.days, stamp, own.published.number, revisions)
    held = {event.key for event in made.events}
    gone = (*_dropped(meetings, own), *_taken_out(programme, own))
    cancelled = (event for event in gone if event.key not in held and event.window.end_at > at - CANCELLED_FOR)
    return replace(made, events=(*made.events, *cancelled))


def _dropped(meetings: Mapping[str, Traced], own: Own) -> Iterator[Event]:
    """Yield the meetings they were told of before and that are not held."""
    for wish, meeting in meetings.items():
        if not meeting.held:
            yield _cancelled(own, f"wish/{wish}", Window(meeting.row.start_at, meeting.row.end_at), meeting.revision)


def _taken_out(programme: Iterable[programme_rows.ProgrammeRevision], own: Own) -> Iterator[Event]:
    """Yield the items that called them before and do not stand, or do not call them any more."""
    last: dict[str, ProgrammeItem] = {}
    for revision in programme:
        item = item_of(revision)
        if not own.receiver.ids.isdisjoint(item.called):
            last[revision.code] = item
    revisions = item_revisions(programme)
    for code, item in last.items():
        title, place = item.title.in_language(own.receiver.language), own.wording.spots.called(item.place)
        event = _cancelled(own, f"item/{code}", item.window, revisions[f"item/{code}"])
        yield replace(event, summary=own.wording.say(Text("day_pages.cancelled_item", title=title)), location=place)


def _cancelled(own: Own, what: str, window: Window, revision: Revision) -> Event:
    """Say only that it is cancelled: the other side may be gone from the mission."""
    zone = own.trip.fair_zone
    return Event(
        key=key_of(own.receiver, own.trip, what),
        window=Window(window.start_at.astimezone(zone), window.end_at.astimezone(zone)),
        summary=own.wording.say(Text("day_pages.cancelled")),
        cancelled=True,
        sequence=revision.sequence,
        modified_at=revision.changed_at,
    )
