"""The plan of an event as JSON (`tearoad.event-plan/1`): the slot of each meeting, counted from 1 as in `.dzn`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.fewest_breaks import FewestBreaks

SCHEMA = "tearoad.event-plan/1"


def event_plan_to_json(breaks: FewestBreaks, objective: str) -> dict[str, Any]:
    """Return an answer as plain JSON data; `slots` is null where there is no plan."""
    return {
        "schema": SCHEMA,
        "objective": objective,
        "status": breaks.outcome.value,
        "value": breaks.value,
        "bound": breaks.bound,
        "seconds": round(breaks.seconds, 3),
        "slots": None if breaks.plan is None else [slot + 1 for slot in breaks.plan],
    }


def event_plan_from_json(data: Mapping[str, Any], event: Event) -> tuple[int, ...]:
    """Return the slot of each appointment, counted from 0.

    Raises:
        InputError: another schema, or not one whole number for each appointment.

    """
    found = data.get("schema")
    if found != SCHEMA:
        raise InputError(Text("timetable.schema", found=str(found), expected=SCHEMA), Text("timetable.schema_hint"))
    slots = data.get("slots")
    whole = isinstance(slots, list) and all(type(slot) is int for slot in slots)
    if not whole or not isinstance(slots, list) or len(slots) != len(event.appointments):
        count = len(slots) if isinstance(slots, list) else 0
        raise InputError(Text("timetable.event_plan_slots", found=count, expected=len(event.appointments)))
    return tuple(slot - 1 for slot in slots)
