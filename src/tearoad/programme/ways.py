"""The way between the places of a programme, and from them to where meetings are held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from tearoad.companies import Exporter
from tearoad.mission.mission import Mission, Place, PlaceKind, ProgrammeItem
from tearoad.mission.stands import with_own_stands
from tearoad.names import fold
from tearoad.values import LocalText, Window

_ELSEWHERE = (PlaceKind.OFFSITE, PlaceKind.ONLINE)


class Ways:
    """Answers how many minutes lie between places as an item names them: by id, name, zone or hall."""

    def __init__(self, mission: Mission, exporters: Sequence[Exporter]) -> None:
        """Look the mission's walks and places up once; without walks there is nothing to look up."""
        ways = {(walk.here, walk.there): walk.minutes for walk in mission.walks}
        self._ways = ways | {(there, here): minutes for (here, there), minutes in ways.items()}
        self._spots: dict[str, frozenset[str]] = {}
        self._places: dict[str, frozenset[str]] = {}
        self._fair: frozenset[str] = frozenset()
        if not ways:
            return
        for walk in mission.walks:
            for end in (walk.here, walk.there):
                self._spots[fold(end)] = frozenset({end})
        # What walks name is at the fair, halls of stands too, unless it is an office or a room online.
        elsewhere = _ends(place for place in mission.places if place.kind in _ELSEWHERE)
        at_fair = _ends(place for place in mission.places if place.kind not in _ELSEWHERE)
        self._fair = frozenset({end for walk in mission.walks for end in (walk.here, walk.there)} - elsewhere | at_fair)
        for place in with_own_stands(mission, exporters).places:
            ends = _ends((place,))
            for name in (place.id, *place.name.written):
                self._spots[fold(name)] = ends
            self._places[place.id] = ends

    def between(self, here: LocalText, there: LocalText) -> int:
        """Return the way between two places; 0 where one of them is none of the mission's places."""
        first, second = self._spot(here), self._spot(there)
        return self._minutes_between(first, second) or 0 if first and second and first != second else 0

    def to_fair(self, place: LocalText, base: str | None = None) -> int:
        """Return the way from a place to where somebody meets people: their own base, else the nearest at the fair.

        A base is the id of a stand, desk or office. Where no minutes are told there is no way, as between meetings.
        """
        spot = self._spot(place)
        if not spot:
            return 0
        own = self._places.get(base) if base else None
        to_base = self._minutes_between(spot, own) if own else None
        if to_base is not None:
            return to_base
        if not spot.isdisjoint(self._fair):
            return 0
        return min(
            (self._ways[text, other] for text in spot for other in self._fair if (text, other) in self._ways), default=0
        )

    def away(self, item: ProgrammeItem, base: str | None = None) -> Window:
        """Return for how long an item takes somebody from the fair: with the way there and the way back."""
        minutes = timedelta(minutes=self.to_fair(item.place, base))
        return Window(item.window.start_at - minutes, item.window.end_at + minutes) if minutes else item.window

    def _minutes_between(self, here: frozenset[str], there: frozenset[str]) -> int | None:
        """Return the minutes told between two spots, the longest; 0 in one place or zone, None where none are told."""
        if not here.isdisjoint(there):
            return 0
        return max(
            (self._ways[text, other] for text in here for other in there if (text, other) in self._ways), default=None
        )

    def _spot(self, place: LocalText) -> frozenset[str]:
        found = (self._spots[key] for text in place.written if (key := fold(text)) and key in self._spots)
        return next(found, frozenset())


def _ends(places: Iterable[Place]) -> frozenset[str]:
    """Return what walks may call these places: their ids, their zones or halls."""
    return frozenset(end for place in places for end in (place.id, place.zone or place.hall) if end)
