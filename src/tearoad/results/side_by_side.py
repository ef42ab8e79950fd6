"""Missions side by side: each with the figures that a person froze. Nothing is added up over missions or rungs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from tearoad.call import PastMission
from tearoad.orders import Rung
from tearoad.text import Text

COMPARED: tuple[str, ...] = (
    "firms",
    "people",
    "meetings_planned",
    "meetings_kept",
    "contract_amount",
    "contract_confirmed",
    "shipped_amount",
    "paid_amount",
)
"""Which figures stand side by side: each a column of its own."""


class FiguresOrigin(StrEnum):
    """Where the figures of a mission come from."""

    EDITION = "edition"
    """Frozen by a person, counted by today's definitions."""
    OLDER_EDITION = "older_edition"
    """Frozen by a person, counted by earlier definitions: not the same figures."""
    NOT_FROZEN = "not_frozen"
    """Nobody froze them: none are shown."""
    SHEET = "sheet"
    """Written into the sheet of past missions: what was counted there, only its source knows."""


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """One figure of one mission; no value is not nothing."""

    code: str
    value: int | Decimal | None = None
    currency: str = ""
    rung: Rung | None = None
    unknown: int = 0
    """Rows that could say more and did not when it was frozen."""


@dataclass(frozen=True, slots=True)
class MissionSideBySide:
    """One mission beside the others."""

    id: str
    name: str
    year: int
    origin: FiguresOrigin
    figures: tuple[ComparedFigure, ...]
    """In the order of `COMPARED`."""
    edition: int = 0
    source: str = ""
    """Of a row of the sheet: where its figures come from."""

    @property
    def mark(self) -> Text:
        """How far its figures can be compared with those of the others."""
        return Text(f"results.origin_{self.origin.value}")


def figures_of_edition(documents: Iterable[Mapping[str, Any]]) -> tuple[ComparedFigure, ...]:
    """Return the compared figures of an edition; one that it does not have is unknown."""
    known = {document["code"]: document for document in documents if not document["of"]}
    return tuple(_figure(code, known.get(code)) for code in COMPARED)


def from_sheet(past: PastMission) -> MissionSideBySide:
    """Return a mission of the sheet: it tells of firms, delegates and meetings, and nothing of business."""
    counts = {"firms": past.firms, "people": past.delegates, "meetings_planned": past.meetings}
    figures = tuple(ComparedFigure(code, counts.get(code)) for code in COMPARED)
    return MissionSideBySide(past.id, past.name, past.year, FiguresOrigin.SHEET, figures, source=past.source)


def side_by_side(missions: Iterable[MissionSideBySide]) -> Sequence[MissionSideBySide]:
    """Return missions, the latest first; of one year by name."""
    return sorted(missions, key=lambda side: (-side.year, side.name, side.id))


def _figure(code: str, document: Mapping[str, Any] | None) -> ComparedFigure:
    unknown = int(document["unknown"]) if document is not None else 0
    if document is None or document["value"] is None:
        return ComparedFigure(code, unknown=unknown)
    currency = str(document["currency"])
    value = Decimal(document["value"]) if currency else int(document["value"])
    rung = Rung(document["rung"]) if document["rung"] else None
    return ComparedFigure(code, value, currency, rung, unknown)
