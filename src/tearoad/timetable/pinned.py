"""What the officer wrote into the pins sheet, before it is a pin of the problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tearoad.paper.sheets import CellPlace
from tearoad.values import InterpreterId, PartyId, PlaceId


@dataclass(frozen=True, slots=True)
class PinnedMeeting:
    """These two meet, then, there, with that interpreter; what is None is left to the plan."""

    exporter: PartyId
    buyer: PartyId
    start_at: datetime | None = None
    place: PlaceId | None = None
    interpreter: InterpreterId | None = None
    pair_at: CellPlace | None = field(default=None, compare=False)
    """The cell in which the officer wrote the buyer; None for a pin that stands in no sheet."""
    start_at_cell: CellPlace | None = field(default=None, compare=False)
