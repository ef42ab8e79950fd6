"""Sixty feeds: what is moved, dropped, put back, in zones that change their clocks; read by two other readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar as SecondReader

from tearoad.errors import InputError
from tearoad.paper.calendar import Calendar, Event, Method, Seat, ics, uid
from tearoad.values import Window
from tests.paper.calendar_client import Client

Versions: TypeAlias = "list[tuple[Event, ...]]"
STAMP = datetime(2026, 1, 10, 9, tzinfo=UTC)
EVES = {
    "Europe/Moscow": (2027, 2, 9),  # never changes its clocks
    "Asia/Shanghai": (2027, 4, 14),
    "Europe/Berlin": (2027, 3, 27),  # in the night clocks go forward
    "America/New_York": (2027, 11, 6),  # in the night clocks go back
    "Australia/Lord_Howe": (2027, 4, 3),  # by half an hour
    "Africa/Casablanca": (2027, 2, 6),  # stands still for Ramadan: winter time is the exception
}
"""Zones and the eve of a change, where there is one."""


def first(zone: str) -> tuple[Event, ...]:
    """Return two events of the eve; the second never changes."""
    year, month, day = EVES[zone]
    start = datetime(year, month, day, 10, tzinfo=ZoneInfo(zone))
    opening = Window(start, start + timedelta(hours=1))
    tasting = Window(start.replace(hour=15), start.replace(hour=16, minute=30))
    return (
        Event("trip/D1/item/P01", opening, "开幕式 · Открытие", "Hall 7", sequence=0, modified_at=STAMP),
        Event("trip/D1/item/P02", tasting, "Tasting", "Hall 2; stage, left", sequence=0, modified_at=STAMP),
    )


def moved(event: Event, days: int = 0, hours: int = 0, longer: int = 0) -> Event:
    """Return an event at another local time, one change further."""
    start = (event.window.start_at.replace(tzinfo=None) + timedelta(days=days, hours=hours)).replace(
        tzinfo=event.window.start_at.tzinfo
    )
    lasts = event.window.end_at - event.window.start_at + timedelta(minutes=longer)
    return told(replace(event, window=Window(start, start + lasts)), event)


def told(event: Event, before: Event) -> Event:
    """Return an event as its next change is told."""
    return replace(event, sequence=(before.sequence or 0) + 1, modified_at=(before.modified_at or STAMP) + HOUR)


HOUR = timedelta(hours=1)


def _dropped(event: Event) -> Event:
    return told(replace(event, cancelled=True), event)


def _back(event: Event) -> Event:
    return told(replace(event, cancelled=False), event)


CHANGES: dict[str, Callable[[Event], list[Event]]] = {
    "unchanged": lambda event: [event],
    "moved by an hour": lambda event: [moved(event, hours=1)],
    "moved over the change of clocks": lambda event: [moved(event, days=1)],
    "moved a day and back": lambda event: [moved(event, days=1), moved(moved(event, days=1), days=-1)],
    "longer": lambda event: [moved(event, longer=45)],
    "another title and place": lambda event: [told(replace(event, summary="Новое", location="Hall 9"), event)],
    "cancelled": lambda event: [_dropped(event)],
    "cancelled and put back": lambda event: [_dropped(event), _back(_dropped(event))],
    "cancelled, put back later, cancelled again": lambda event: [
        _dropped(event),
        moved(_back(_dropped(event)), days=2),
        _dropped(moved(_back(_dropped(event)), days=2)),
    ],
    "moved three times": lambda event: [
        moved(event, hours=1),
        moved(moved(event, hours=1), days=1),
        moved(moved(moved(event, hours=1), days=1), hours=-3),
    ],
}
CASES = [(zone, name) for zone in EVES for name in CHANGES]


def published(zone: str, events: tuple[Event, ...], number: int, method: Method = Method.PUBLISH) -> bytes:
    """Return a file as the n-th time it is told."""
    seats = (Seat("Office (fictional)", "office@example.org"), Seat('Li "Tea" Shi', "li@example.org"))
    organizer, attendee = (None, None) if method is Method.PUBLISH else seats
    stamp = STAMP + number * HOUR
    return ics(Calendar("Trip", ZoneInfo(zone), events, stamp, 0, method, organizer, attendee))


def shown(events: tuple[Event, ...]) -> dict[str, tuple[datetime, datetime, str, str]]:
    """Return what ought to stand in a calendar."""
    return {
        uid(event.key): (
            event.window.start_at.astimezone(UTC),
            event.window.end_at.astimezone(UTC),
            event.summary,
            event.location,
        )
        for event in events
        if not event.cancelled
    }


def test_there_are_sixty() -> None:
    assert len(CASES) == 60


@pytest.mark.parametrize(("zone", "name"), CASES)
def test_a_feed_that_changes_is_shown_as_it_stands(zone: str, name: str) -> None:
    event, other = first(zone)
    client = Client()
    client.take(published(zone, (event, other), 0))
    assert client.shown == shown((event, other))
    for number, now in enumerate(CHANGES[name](event), start=1):
        content = published(zone, (now, other), number)
        client.take(content)
        assert client.shown == shown((now, other))
        _second_opinion(content, zone, (now, other))
        before = client.taken
        client.take(content)
        assert client.taken == before, "the same file once more changes nothing"
    assert set(client.sequences) == {uid(event.key), uid(other.key)}
    assert client.sequences[uid(other.key)][0] == 0, "what did not change is not numbered anew"


@pytest.mark.parametrize(("zone", "name"), CASES)
def test_mailed_one_by_one_they_come_to_the_same_in_any_order(zone: str, name: str) -> None:
    event, _ = first(zone)
    steps = [event, *CHANGES[name](event)]
    mails = [
        published(zone, (step,), number, Method.CANCEL if step.cancelled else Method.REQUEST)
        for number, step in enumerate(steps)
    ]
    for order in (mails, list(reversed(mails))):
        client = Client()
        for mail in order:
            client.take(mail)
        assert client.shown == shown((steps[-1],))


def _second_opinion(content: bytes, zone: str, events: tuple[Event, ...]) -> None:
    """What another reader finds: the moments, each zone told, no line too long."""
    read = SecondReader.from_ical(content)
    assert [str(component["TZID"]) for component in read.walk("VTIMEZONE")] == [zone]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    found = {
        str(component["UID"]): (
            component.decoded("DTSTART").astimezone(UTC),
            int(str(component["SEQUENCE"])),
            str(component["STATUS"]),
        )
        for component in read.walk("VEVENT")
    }
    assert found == {
        uid(event.key): (
            event.window.start_at.astimezone(UTC),
            event.sequence,
            "CANCELLED" if event.cancelled else "CONFIRMED",
        )
        for event in events
    }
    assert all("LAST-MODIFIED" in component and "DTSTAMP" in component for component in read.walk("VEVENT"))


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_a_mailed_file_says_who_invites_whom(method: Method) -> None:
    read = SecondReader.from_ical(published("Europe/Berlin", first("Europe/Berlin"), 0, method))
    (event, _) = read.walk("VEVENT")
    assert (str(read["METHOD"]), str(event["ORGANIZER"]), str(event["ATTENDEE"])) == (
        method.value,
        "mailto:office@example.org",
        "mailto:li@example.org",
    )
    assert event["ATTENDEE"].params["CN"] == "Li Tea Shi"
    assert str(event["STATUS"]) == ("CANCELLED" if method is Method.CANCEL else "CONFIRMED")


def test_a_mailed_file_without_them_is_refused() -> None:
    with pytest.raises(InputError):
        ics(Calendar("Trip", ZoneInfo("Europe/Berlin"), first("Europe/Berlin"), STAMP, method=Method.REQUEST))
