"""How the API writes a mission."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ninja import Schema


class MissionOut(Schema):
    """A mission in a list."""

    id: UUID
    name: str
    country: str
    starts_on: date
    ends_on: date
    revision: int


class ParticipantOut(Schema):
    """A firm or buyer in a mission."""

    code: str
    side: str
    name: str
    country: str
    standing: str
