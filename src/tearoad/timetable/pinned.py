"""What the officer wrote into the pins sheet, before it is a pin of the problem."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tearoad.values import InterpreterId, PartyId, PlaceId


@dataclass(frozen=True, slots=True)
class PinnedMeeting:
    """These two meet, then, there, with that interpreter; what is None is left to the plan."""

    exporter: PartyId
    buyer: PartyId
    start_at: datetime | None = None
    place: PlaceId | None = None
    interpreter: InterpreterId | None = None
