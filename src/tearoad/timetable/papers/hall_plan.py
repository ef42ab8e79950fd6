"""Where a day takes somebody: the halls with their places, those of the day marked and told when.

A mission knows halls, places and minutes between them, no measures: places stand in the order of their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from tearoad.mission import Place, PlaceKind
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.timetable.papers.agenda import AgendaDay
from tearoad.timetable.papers.sheet import Hall, HallPlan, Tile
from tearoad.timetable.papers.wording import Wording
from tearoad.values import Language

_Group = tuple[str, tuple[Place, ...]]


def hall_plan(day: AgendaDay, wording: Wording) -> HallPlan | None:
    """Return the halls of a day; None where it takes nobody away from their own place."""
    times = _times(day)
    own = wording.own_places
    if not times.keys() - own:
        return None
    groups = _groups(wording.places, frozenset(times) | own)
    return HallPlan(
        wording.say(Text("papers.hall_plan", day=figures.full_day(day.on, wording.language))),
        wording.say(Text("papers.hall_plan_note")),
        tuple(
            Hall(_title(hall, wording), tuple(_tile(place, times, own, wording) for place in places))
            for hall, places in groups
        ),
        tuple(_walks(groups, wording)),
    )


def _times(day: AgendaDay) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stop in day.stops:
        if stop.appointment is not None:
            found.setdefault(str(stop.appointment.place.id), []).append(f"{stop.window.start_at:%H:%M}")
    return found


def _groups(places: Iterable[Place], wanted: frozenset[str]) -> list[_Group]:
    """Return each hall in which one of the places wanted is, with all its places; what is in no hall stands alone."""
    known = sorted(
        places,
        key=lambda place: (place.kind is not PlaceKind.STAND, _natural(place.name[Language.EN] or str(place.id))),
    )
    halls = sorted({place.hall for place in known if str(place.id) in wanted and place.hall}, key=_natural)
    groups = [(hall, tuple(place for place in known if place.hall == hall)) for hall in halls]
    outside = tuple(place for place in known if str(place.id) in wanted and not place.hall)
    return [*groups, ("", outside)] if outside else groups


def _natural(written: str) -> list[tuple[int, str]]:
    """Sort numbers inside words by their value: A9 before A10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", written)]


def _title(hall: str, wording: Wording) -> str:
    return wording.hall(hall) if hall else wording.say(Text("papers.no_hall"))


def _tile(place: Place, times: dict[str, list[str]], own: frozenset[str], wording: Wording) -> Tile:
    name = place.name.in_language(wording.language) or str(place.id)
    firm = next((exporter for exporter in wording.roster.exporters if exporter.id == place.owner), None)
    if place.kind is PlaceKind.STAND:
        name = (firm.stand if firm else "") or name
    if str(place.id) in own:  # there they are all day: only where they have to go needs a time
        return Tile(name, "own")
    when = times.get(str(place.id), ())
    return Tile(name, "day" if when else "", tuple(when))


def _walks(groups: Sequence[_Group], wording: Wording) -> Iterable[str]:
    for (first, here), (second, there) in combinations(groups, 2):
        minutes = _minutes(here, there, wording)
        if first and second and minutes:
            yield wording.say(Text("papers.walk", here=wording.hall(first), there=wording.hall(second), count=minutes))


def _minutes(here: Sequence[Place], there: Sequence[Place], wording: Wording) -> int:
    """Return the longest way between places of two halls: who counts on it comes in time."""
    ends, others = _ends(here), _ends(there)
    ways = wording.roster.mission.walks
    return max((way.minutes for way in ways if _joins(way.here, way.there, ends, others)), default=0)


def _ends(places: Sequence[Place]) -> frozenset[str]:
    return frozenset(end for place in places for end in (str(place.id), place.zone, place.hall) if end)


def _joins(here: str, there: str, ends: frozenset[str], others: frozenset[str]) -> bool:
    return (here in ends and there in others) or (here in others and there in ends)
