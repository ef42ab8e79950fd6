"""The room in which calls are held, among the places of a mission.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tearoad.mission import PlaceKind

_ID = "calls"
"""Of a room that the settings page adds."""


@dataclass(frozen=True, slots=True)
class CallRoom:
    """What the short form asks of it: its name, where it is, how many calls at once."""

    name: str = ""
    hall: str = ""
    lines: int | str = ""


def number_of(places: list[dict[str, Any]]) -> int | None:
    """Return which of the places it is, counted from 0."""
    return next((nth for nth, place in enumerate(places) if place.get("kind") == PlaceKind.ONLINE.value), None)


def call_room(places: list[dict[str, Any]], language: str) -> CallRoom:
    """Return the room that a tree's places name; an empty one where they name none."""
    nth = number_of(places)
    if nth is None:
        return CallRoom()
    place = places[nth]
    return CallRoom(_called(place, language), place.get("zone") or place.get("hall", ""), place.get("capacity", 1))


def with_call_room(places: list[dict[str, Any]], said: CallRoom, language: str) -> list[dict[str, Any]]:
    """Return the places with the room as it was said; nothing said is no room of its own."""
    nth = number_of(places)
    if said == call_room(places, language):
        return places
    if said == CallRoom():
        return [place for at, place in enumerate(places) if at != nth]
    before: dict[str, Any] = places[nth] if nth is not None else {"id": _ID, "kind": PlaceKind.ONLINE.value}
    room = {key: kept for key, kept in before.items() if key not in {"hall", "zone", "capacity"}}
    if said.name != _called(before, language):
        room["name"] = {**(before.get("name") or {}), language: said.name}
    room |= {"zone": said.hall} if said.hall else {}
    room["capacity"] = 1 if said.lines == "" else said.lines
    return [*places, room] if nth is None else [*places[:nth], room, *places[nth + 1 :]]


def _called(place: Mapping[str, Any], language: str) -> str:
    name = place.get("name") or {}
    return str(name.get(language) or next(iter(name.values()), ""))
