"""Calendar files: RFC 5545 and 5546, right in every time zone and over every change of clocks and of plans.

Written here and not by a library: the one at hand puts the spring change of a zone an hour late into VTIMEZONE (its
onset must be told in the time before the change). The tests read these files with that library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import Window

_LIMIT = 75
"""Octets in a line, by RFC 5545, 3.1."""
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Event:
    """One event as its receiver sees it. `key` names it for ever; the same key gives the same UID."""

    key: str
    window: Window
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False
    """Whether it is no longer held; a calendar that knew it takes it out."""
    sequence: int | None = None
    """Grows with each change of this event that people are told; None takes the calendar's."""
    modified_at: datetime | None = None
    """When it last changed for its receiver."""
    optional: bool = False
    """Whether its receiver may come and is not bound: their time stays free."""


class Method(StrEnum):
    """What a calendar is to do with a file (RFC 5546)."""

    PUBLISH = "PUBLISH"
    """A feed or a file to take in: what stands in it is so, cancelled events among them."""
    REQUEST = "REQUEST"
    """A mailed invitation, new or changed: the same UID with a higher SEQUENCE takes the former's place."""
    CANCEL = "CANCEL"
    """A mailed cancellation: the events of these UIDs are taken out."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Who invites, or who is invited, with an e-mail address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What one receiver's file holds. `sequence` counts for events without their own."""

    name: str
    zone: ZoneInfo
    events: tuple[Event, ...]
    stamp: datetime
    sequence: int = 0
    method: Method = Method.PUBLISH
    organizer: Seat | None = None
    """Needed by a mailed invitation or cancellation; a feed has none, so that nobody is asked to answer it."""
    attendee: Seat | None = None


def ics(calendar: Calendar) -> bytes:
    """Return the calendar file: times in the zone with its VTIMEZONE, also where it cancels; long lines folded.

    Raises:
        InputError: a mailed invitation or cancellation says neither who invites nor whom.

    """
    if calendar.method is not Method.PUBLISH and (calendar.organizer is None or calendar.attendee is None):
        raise InputError(Text("papers.calendar_seats"), Text("papers.calendar_seats_hint"))
    first = min((event.window.start_at for event in calendar.events), default=calendar.stamp)
    last = max((event.window.end_at for event in calendar.events), default=calendar.stamp)
    zone = _time_zone(calendar.zone, first.astimezone(UTC).date(), last.astimezone(UTC).date())
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tea Road//Timetable//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{calendar.method.value}",
        f"X-WR-CALNAME:{_text(calendar.name)}",
        f"X-WR-TIMEZONE:{calendar.zone.key}",
        *zone,
        *(line for event in calendar.events for line in _event(event, calendar)),
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def uid(key: str) -> str:
    """Return the UID of a key: the same key, the same UID, on every machine (RFC 9562, version 5)."""
    return f"{uuid5(NAMESPACE_URL, f'tearoad:{key}')}@tearoad"


def _event(event: Event, calendar: Calendar) -> list[str]:
    zone = calendar.zone
    cancelled = event.cancelled or calendar.method is Method.CANCEL
    sequence = calendar.sequence if event.sequence is None else event.sequence
    lines = [
        "BEGIN:VEVENT",
        f"UID:{uid(event.key)}",
        f"DTSTAMP:{calendar.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{event.modified_at.astimezone(UTC):%Y%m%dT%H%M%SZ}" if event.modified_at else "",
        f"SEQUENCE:{sequence}",
        *_seats(event, calendar),
        f"DTSTART;TZID={zone.key}:{event.window.start_at.astimezone(zone):%Y%m%dT%H%M%S}",
        f"DTEND;TZID={zone.key}:{event.window.end_at.astimezone(zone):%Y%m%dT%H%M%S}",
        f"SUMMARY:{_text(event.summary)}",
        f"LOCATION:{_text(event.location)}" if event.location else "",
        f"DESCRIPTION:{_text(event.description)}" if event.description else "",
        "STATUS:CANCELLED" if cancelled else "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT" if cancelled or event.optional else "TRANSP:OPAQUE",
        "END:VEVENT",
    ]
    return [line for line in lines if line]


def _seats(event: Event, calendar: Calendar) -> tuple[str, ...]:
    if calendar.organizer is None or calendar.attendee is None:
        return ()
    role = "OPT-PARTICIPANT" if event.optional else "REQ-PARTICIPANT"
    return (
        f"ORGANIZER;CN={_param(calendar.organizer.name)}:mailto:{calendar.organizer.email}",
        f"ATTENDEE;CN={_param(calendar.attendee.name)};ROLE={role};RSVP=FALSE:mailto:{calendar.attendee.email}",
    )


def _param(value: str) -> str:
    """Return a parameter's value, quoted: a quotation mark or a line's end has no place in it (RFC 5545, 3.2)."""
    kept = "".join(max(char, " ") for char in value if char not in '"\x7f')
    return f'"{kept}"'


@cache
def _time_zone(zone: ZoneInfo, first: date, last: date) -> tuple[str, ...]:
    """Return the VTIMEZONE with every change of clocks from a year before the first day to a year after the last."""
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - _YEAR
    end = datetime(last.year, last.month, last.day, tzinfo=UTC) + _YEAR
    changes = _changes(zone, start, end)
    begun = datetime(1970, 1, 1, tzinfo=UTC)
    observances = [_observance(zone, start, begun.replace(tzinfo=None), _offset(zone, start))]
    for at in changes:
        before = _offset(zone, at - timedelta(seconds=1))
        observances.append(_observance(zone, at, (at + before).replace(tzinfo=None), before))
    body = (line for lines in observances for line in lines)
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.key}", *body, "END:VTIMEZONE")


def _observance(zone: ZoneInfo, at: datetime, begins: datetime, before: timedelta) -> tuple[str, ...]:
    local = at.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    return (
        f"BEGIN:{kind}",
        f"DTSTART:{begins:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_utc_offset(before)}",
        f"TZOFFSETTO:{_utc_offset(_offset(zone, at))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    )


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """Return the moments at which the offset changes, to the second, by halving the day in which it happens."""
    found = []
    at = start
    while at < end:
        after = at + timedelta(days=1)
        if _offset(zone, at) != _offset(zone, after):
            low, high = at, after
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (low, middle) if _offset(zone, middle) != _offset(zone, at) else (middle, high)
            found.append(high)
        at = after
    return found


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)


def _utc_offset(offset: timedelta) -> str:
    seconds = round(offset.total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02}{minutes:02}" + (f"{left:02}" if left else "")


def _text(value: str) -> str:
    """Escape what has a meaning in a calendar's text (RFC 5545, 3.3.11); other control characters go."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for char, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        value = value.replace(char, escaped)
    return "".join(char for char in value if char >= " " and char != "\x7f")


def _folded(line: str) -> bytes:
    """Return a line of at most 75 octets a piece, no letter cut in two."""
    pieces: list[bytes] = []
    piece = b""
    for char in line:
        letter = char.encode("utf-8")
        if len(piece) + len(letter) > _LIMIT - (1 if pieces else 0):
            pieces.append(piece)
            piece = b""
        piece += letter
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
