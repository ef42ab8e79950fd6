"""The plan of an event as JSON (`tearoad.event-plan/1`): the slot of each meeting, counted from 1 as in `.dzn`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking.effort import FewestBreaks, Outcome
from tearoad_lab.matchmaking.event import Appointment, Event
from tearoad_lab.matchmaking.event_repair import EventRepair

SCHEMA = "tearoad.event-plan/1"
_MENDED = "people"
_PEOPLE = 2


def event_plan_to_json(breaks: FewestBreaks, objective: str) -> dict[str, Any]:
    """Return an answer as plain JSON data; `slots` is null where there is no plan."""
    return {
        "schema": SCHEMA,
        "objective": objective,
        "status": breaks.outcome.value,
        "value": breaks.value,
        "bound": breaks.bound,
        "seconds": round(breaks.seconds, 3),
        "was_cut": breaks.was_cut,
        "slots": None if breaks.plan is None else [slot + 1 for slot in breaks.plan],
    }


def event_repair_to_json(repair: EventRepair, before: Event) -> dict[str, Any]:
    """Return a mended plan as plain JSON data; a meeting not held has slot 0, a new one its people and slots."""
    added = repair.event.appointments[len(before.appointments) :]
    return {
        "schema": SCHEMA,
        "objective": _MENDED,
        "status": (Outcome.OPTIMAL if repair.proved else Outcome.FEASIBLE).value,
        "value": len(repair.people),
        "bound": repair.fewest_people,
        "seconds": round(repair.seconds, 3),
        "slots": [slot + 1 for slot in repair.plan],
        "added": [
            [appointment.first + 1, appointment.second + 1, *sorted(slot + 1 for slot in appointment.slots)]
            for appointment in added
        ],
    }


def event_with_added(data: Mapping[str, Any], event: Event) -> Event:
    """Return an event with the new meetings that a mended plan of it holds.

    Raises:
        InputError: they are not of this event or not of their form.

    """
    added = data.get("added", [])
    if not isinstance(added, list) or not all(
        isinstance(row, list) and len(row) >= _PEOPLE and all(type(number) is int for number in row) for row in added
    ):
        raise InputError(Text("matchmaking.event_plan_added"), Text("timetable.schema_hint"))
    new = (Appointment(row[0] - 1, row[1] - 1, frozenset(slot - 1 for slot in row[2:])) for row in added)
    return replace(event, appointments=(*event.appointments, *new))


def is_mended(data: Mapping[str, Any]) -> bool:
    """Whether a plan is one after trouble, which may leave meetings out."""
    return data.get("objective") == _MENDED


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
        raise InputError(Text("matchmaking.event_plan_slots", found=count, expected=len(event.appointments)))
    return tuple(slot - 1 for slot in slots)
