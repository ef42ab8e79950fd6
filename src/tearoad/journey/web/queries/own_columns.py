"""Rows that are columns alone, without code and document: pins, and the hours that interpreters worked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tearoad.costs import WorkedHours
from tearoad.costs.hours_sheet import HOURS
from tearoad.costs.web import models as costs_rows
from tearoad.mission import Mission
from tearoad.mission.web import models as rows
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.pins_sheet import PINS
from tearoad.timetable.web.models import Pin
from tearoad.values import InterpreterId, PartyId, PlaceId


@dataclass(frozen=True, slots=True)
class OwnColumns:
    """How one kind of rows is read and filled."""

    model: type[Any]
    read: Callable[[Any, Mission], Any]
    """What a row says, as its sheet says it."""
    fill: Callable[[Any, Any], None]
    """Let a row say what its sheet says; it is not saved."""

    def stored_rows(self, mission: rows.Mission, settings: Mission) -> list[tuple[Any, Any]]:
        """Return what the mission's rows say, each with its row, in the order in which they were made; one query."""
        return [(self.read(row, settings), row) for row in self.model.objects.filter(mission=mission).order_by("id")]


def pinned_of(pin: Pin, mission: Mission) -> PinnedMeeting:
    """Return a pin as its sheet says it, in the fair's time."""
    return PinnedMeeting(
        PartyId(pin.exporter),
        PartyId(pin.buyer),
        pin.start_at.astimezone(mission.fair_zone) if pin.start_at else None,
        PlaceId(pin.place) if pin.place else None,
        InterpreterId(pin.interpreter) if pin.interpreter else None,
    )


def _fill_pin(row: Pin, pin: PinnedMeeting) -> None:
    row.exporter, row.buyer, row.start_at = pin.exporter, pin.buyer, pin.start_at
    row.place, row.interpreter = pin.place or "", pin.interpreter or ""


def hours_of(row: costs_rows.WorkedDay) -> WorkedHours:
    """Return what a row says of the hours worked."""
    return WorkedHours(InterpreterId(row.interpreter), row.on, row.hours)


def _fill_hours(row: costs_rows.WorkedDay, worked: WorkedHours) -> None:
    row.interpreter, row.on, row.hours = worked.interpreter, worked.on, worked.hours


OWN_COLUMNS: Mapping[str, OwnColumns] = {
    PINS.name: OwnColumns(Pin, pinned_of, _fill_pin),
    HOURS.name: OwnColumns(costs_rows.WorkedDay, lambda row, _settings: hours_of(row), _fill_hours),
}
