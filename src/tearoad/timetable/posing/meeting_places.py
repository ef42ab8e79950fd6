"""Where a mission can meet: the places it names, the stands of its firms, and online."""

from __future__ import annotations

from tearoad.companies import Exporter
from tearoad.mission import LocalText, Place, PlaceKind
from tearoad.timetable.roster import Roster
from tearoad.values import PlaceId

ONLINE = PlaceId("online")
"""Where people meet who do not come; used where the mission names no place of its own for it."""
_MANY = 1000


def meeting_places(roster: Roster) -> tuple[Place, ...]:
    """Return the mission's places, a stand for each firm that has one, and a place online.

    A stand is named in the exporters sheet; a stand that `mission.toml` lists with its owner is taken from there.
    """
    named = roster.mission.places
    owners = {place.owner for place in named if place.kind is PlaceKind.STAND}
    taken = {place.id for place in named}
    stands: list[Place] = []
    for exporter in roster.exporters:
        if exporter.stand and exporter.id not in owners:
            stands.append(_stand(exporter, taken))
            taken.add(stands[-1].id)
    if not any(place.kind is PlaceKind.ONLINE for place in named):
        name = LocalText(en="online", zh="线上", ru="онлайн")
        stands.append(Place(ONLINE, PlaceKind.ONLINE, name, capacity=_MANY))
    return (*named, *stands)


def _stand(exporter: Exporter, taken: set[PlaceId]) -> Place:
    """Return a firm's stand. Two firms may share a counter's number: each then has its own half of it."""
    written = PlaceId(exporter.stand)
    return Place(
        id=written if written not in taken else PlaceId(f"{exporter.stand} ({exporter.id})"),
        kind=PlaceKind.STAND,
        name=LocalText(en=exporter.stand, zh=exporter.stand, ru=exporter.stand),
        hall=exporter.hall,
        zone=exporter.hall,
        owner=exporter.id,
        capacity=max(1, *exporter.staff_per_day),
    )
