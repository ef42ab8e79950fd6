"""Where a mission can meet: the places it names, and online."""

from __future__ import annotations

from tearoad.mission import LocalText, Mission, Place, PlaceKind
from tearoad.values import PlaceId

ONLINE = PlaceId("online")
"""Where people meet who do not come; used where the mission names no place of its own for it."""
_MANY = 1000


def meeting_places(mission: Mission) -> tuple[Place, ...]:
    """Return the mission's places, the firms' own stands among them, and a place online."""
    if any(place.kind is PlaceKind.ONLINE for place in mission.places):
        return mission.places
    name = LocalText(en="online", zh="线上", ru="онлайн")
    return (*mission.places, Place(ONLINE, PlaceKind.ONLINE, name, capacity=_MANY))
