"""A calendar program as RFC 5546, 2.1.5 wants it: by UID, the higher SEQUENCE wins, then the later DTSTAMP.

It reads with vobject, the reader under several calendar servers, which works out every offset from the file's own
VTIMEZONE: a wrong one shows as a wrong moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import vobject  # type: ignore[import-untyped]  # has no types
from vobject import icalendar as zones


@dataclass(frozen=True, slots=True)
class Held:
    """An event as the program keeps it."""

    start: datetime
    end: datetime
    summary: str
    location: str
    sequence: int
    stamp: datetime


@dataclass(slots=True)
class Client:
    """What the program knows, by UID; None is what it was told is cancelled."""

    known: dict[str, Held | None] = field(default_factory=dict)
    sequences: dict[str, tuple[int, datetime]] = field(default_factory=dict)
    taken: int = 0
    """Events that were new or newer."""

    def take(self, content: bytes) -> None:
        """Take a file in; an event that is not newer than what is known changes nothing."""
        vars(zones)["__tzidMap"].clear()  # or the first file's zone would serve for all that follow
        calendar = vobject.readOne(content.decode())
        assert [zone.tzid.value for zone in calendar.vtimezone_list], "every file brings its zone"
        for event in getattr(calendar, "vevent_list", ()):  # whose days are empty has a calendar without events
            self._take(event, calendar.method.value)

    def _take(self, event: Any, method: str) -> None:  # noqa: ANN401  # vobject has no types
        uid, mark = event.uid.value, (int(event.sequence.value), event.dtstamp.value)
        if uid in self.sequences and mark <= self.sequences[uid]:
            return
        self.sequences[uid] = mark
        self.taken += 1
        cancelled = method == "CANCEL" or event.status.value == "CANCELLED"
        self.known[uid] = None if cancelled else _held(event, mark)

    @property
    def shown(self) -> dict[str, tuple[datetime, datetime, str, str]]:
        """What stands in the calendar, in UTC."""
        return {
            uid: (event.start.astimezone(UTC), event.end.astimezone(UTC), event.summary, event.location)
            for uid, event in self.known.items()
            if event is not None
        }


def _held(event: Any, mark: tuple[int, datetime]) -> Held:  # noqa: ANN401  # vobject has no types
    place = event.location.value if hasattr(event, "location") else ""
    return Held(event.dtstart.value, event.dtend.value, event.summary.value, place, *mark)
