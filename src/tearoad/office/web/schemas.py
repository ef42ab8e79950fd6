"""How the API writes a job."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ninja import Schema


class JobOut(Schema):
    """A job and how far it is."""

    id: UUID
    kind: str
    state: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempts: int
