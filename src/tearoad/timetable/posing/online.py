"""Meetings with people who do not come to the fair: in a room that the mission names, else from where each one is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tearoad.matching import Request
from tearoad.mission import LocalText, Mission, Place, PlaceKind
from tearoad.values import PlaceId

ONLINE = PlaceId("online")
_MANY = 1000


def is_anywhere(place: Place, mission: Mission) -> bool:
    """Whether a call is held from wherever each one is: nobody named a room for it, and no way leads there."""
    named = place.zone or place.hall or any(place.id in (walk.here, walk.there) for walk in mission.walks)
    return place.kind is PlaceKind.ONLINE and place.id == ONLINE and place.capacity == _MANY and not named


def with_online(mission: Mission, requests: Iterable[Request]) -> Mission:
    """Add a place online where somebody asks for one and mission.toml names none."""
    named = any(place.kind is PlaceKind.ONLINE for place in mission.places)
    if named or all(request.format is not PlaceKind.ONLINE for request in requests):
        return mission
    name = LocalText(en="online", zh="线上", ru="онлайн")
    return replace(mission, places=(*mission.places, Place(ONLINE, PlaceKind.ONLINE, name, capacity=_MANY)))
