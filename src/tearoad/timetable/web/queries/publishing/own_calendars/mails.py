"""The calendar files that go with a letter: each event that is new, changed or gone for its receiver, one a file."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from email.utils import parseaddr

from django.conf import settings

from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.receivers import is_address
from tearoad.office.mail import CalendarPart, ascii_address
from tearoad.paper.calendar import Calendar, Event, Method, Seat, ics
from tearoad.people import Role
from tearoad.timetable.papers.calendars import key_of
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.days import COLUMN, Own, own_days
from tearoad.timetable.web.queries.publishing.in_force import in_force
from tearoad.timetable.web.queries.publishing.own_calendars.calendar import own_calendar
from tearoad.web.clock import fair_now


def item_parts(
    mission: Mission, role: Role, party: str, email: str, items: Collection[str]
) -> tuple[CalendarPart, ...]:
    """Return the files of changed items of the programme; none before a plan is in force. About ten queries."""
    row = in_force(mission)
    own = own_days(mission, row, role, party) if row else None
    if own is None:
        return ()
    wanted = {key_of(own.receiver, own.trip, f"item/{item}") for item in items}
    return _parts(own_calendar(mission, role, own, fair_now()), own, email, lambda event: event.key in wanted)


def plan_parts(row: Published, role: Role, party: str, email: str, since: int) -> tuple[CalendarPart, ...]:
    """Return the files of what changed for somebody since a plan; of their first plan all, the programme too.

    None where the plan is not in force any more: a later one says what stands. About ten queries.
    """
    mission: Mission = row.mission
    newest = in_force(mission)
    own = own_days(mission, row, role, party) if newest is not None and newest.pk == row.pk else None
    if own is None:
        return ()
    of_theirs = Meeting.objects.filter(mission=mission, **{COLUMN[role]: party}, published__number__lt=row.number)
    made = own_calendar(mission, role, own, fair_now())
    if since == 0 or not of_theirs.exists():
        return _parts(made, own, email, lambda event: not event.cancelled)
    meetings = key_of(own.receiver, own.trip, "wish/")
    return _parts(made, own, email, lambda event: event.key.startswith(meetings) and (event.sequence or 0) > since)


def _parts(made: Calendar, own: Own, email: str, wanted: Callable[[Event], bool]) -> tuple[CalendarPart, ...]:
    if not is_address(email):
        return ()
    name = own.trip.name.in_language(own.receiver.language)
    organizer = Seat(name, parseaddr(settings.CONFIG.mail_from)[1])
    attendee = Seat(own.receiver.name.main, ascii_address(email))
    events = sorted((event for event in made.events if wanted(event)), key=lambda event: (event.window, event.key))
    bare = replace(made, organizer=organizer, attendee=attendee)
    return tuple(_part(event, bare) for event in events)


def _part(event: Event, bare: Calendar) -> CalendarPart:
    method = Method.CANCEL if event.cancelled else Method.REQUEST
    content = ics(replace(bare, events=(event,), method=method))
    start = event.window.start_at.astimezone(bare.zone)
    return CalendarPart(f"{start:%Y-%m-%d-%H%M}.ics", method.value, content.decode())
