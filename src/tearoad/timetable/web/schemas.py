"""How the API writes meetings."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema


class MeetingOut(Schema):
    """A meeting of the plan in force."""

    exporter: str
    buyer: str
    start_at: datetime
    end_at: datetime
    place: str
    interpreter: str
    state: str


class PublishedOut(Schema):
    """The plan in force; number 0 and no meetings where none was published."""

    number: int
    published_at: datetime | None
    meetings: list[MeetingOut]
