"""Identical places seen as one spot, and given back as single places afterwards, without loss.

Places are identical when they are of one kind, zone and capacity, open in the same slots, offered by the same wishes
and nobody's base, and no way is told for them by name; nor is a place without zone identical to another where changes
of place are counted. A meeting of one slot at such a spot can always be seated when
the spot has room in that slot; meetings of several slots can be seated one after the other by their beginnings, since
intervals need no more seats than ever overlap. Only where a pin or the previous plan binds some meeting to one table
does the second argument fail; there, meetings of several slots choose their table themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tearoad.mission import Objective
from tearoad.timetable.facts.parts import MeetingPlace, Wish
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.values import InterpreterId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, or several identical ones of a hall."""

    places: tuple[PlaceId, ...]
    hall: int


@dataclass(frozen=True, slots=True)
class AlikePlaces:
    """All identical places together: so many meetings at once."""

    places: tuple[PlaceId, ...]
    capacity: int
    """Of each of them."""


class Spots:
    """The halls of a problem and the spots each wish may use."""

    def __init__(self, problem: Problem, *, as_seated: bool = False) -> None:
        """Find identical places. Time O(places + sum of the places of wishes that name others).

        `as_seated` keeps apart all places at which somebody might have to change seats to let another in.
        """
        self.halls: list[AlikePlaces] = []
        self._problem = problem
        self._hall_of: dict[PlaceId, int] = {}
        for alike in _alike(problem, as_seated=as_seated):
            for place in alike:
                self._hall_of[place.id] = len(self.halls)
            self.halls.append(AlikePlaces(tuple(place.id for place in alike), alike[0].capacity))
        self._wholes = [Spot(hall.places, nth) for nth, hall in enumerate(self.halls)]
        self._halls_of: dict[WishId, tuple[int, ...]] = {}
        self._kept: dict[WishId, Meeting] = {meeting.wish: meeting for meeting in problem.previous}
        named = [pin.place for pin in problem.pins] + [meeting.place for meeting in problem.previous]
        self._bound = {self._hall_of[place] for place in named if place in self._hall_of}

    def of(self, wish: Wish, start: int) -> Iterator[Spot]:
        """Yield the spots where this wish may be met from this slot on, in its order of preference.

        Time O(its halls); where single places count for it at that time, O(its places).
        """
        pin = self._problem.lookup.pin.get(wish.id)
        kept = self._kept.get(wish.id)
        if pin is not None and pin.place is not None:
            if pin.place in wish.places and self._open(pin.place, start, wish.slots):
                yield self.alone(pin.place)
        elif (wish.slots > 1 and self._bound) or (kept is not None and kept.start == start):
            yield from self._place_by_place(wish, start)
        else:
            for hall in self._halls(wish):
                if self._open(self.halls[hall].places[0], start, wish.slots):
                    yield self._wholes[hall]

    def _place_by_place(self, wish: Wish, start: int) -> Iterator[Spot]:
        seen: set[int] = set()
        for place in wish.places:
            hall = self._hall_of[place]
            alone = self._bound_alone(wish, hall)
            if not self._open(place, start, wish.slots):
                continue
            if alone or self._kept_here(wish, start, place):
                yield Spot((place,), hall)
            if not alone and hall not in seen:
                seen.add(hall)
                yield self._wholes[hall]

    def _halls(self, wish: Wish) -> tuple[int, ...]:
        """Return the halls of a wish's places, in its order."""
        if wish.id not in self._halls_of:
            self._halls_of[wish.id] = tuple(dict.fromkeys(self._hall_of[place] for place in wish.places))
        return self._halls_of[wish.id]

    def interpreters(
        self, spot: Spot, wish: Wish, start: int, free: Sequence[InterpreterId]
    ) -> Iterable[InterpreterId]:
        """Return the interpreters to try at a spot: at a table of the previous plan only the one of that plan."""
        hall = self.halls[spot.hall]
        extra = len(spot.places) < len(hall.places) and not self._bound_alone(wish, spot.hall)
        pinned = wish.id in self._problem.lookup.pin and self._problem.lookup.pin[wish.id].place is not None
        if extra and not pinned and self._kept_here(wish, start, spot.places[0]):
            return [interpreter for interpreter in free if interpreter == self._kept[wish.id].interpreter]
        return free

    def alone(self, place: PlaceId) -> Spot:
        """Return one place as a spot, whether the hall has others like it or not."""
        return Spot((place,), self._hall_of[place])

    def whole(self, place: PlaceId) -> Spot:
        """Return all places identical to this one as a spot."""
        return self._wholes[self._hall_of[place]]

    def _bound_alone(self, wish: Wish, hall: int) -> bool:
        return wish.slots > 1 and hall in self._bound

    def _kept_here(self, wish: Wish, start: int, place: PlaceId) -> bool:
        kept = self._kept.get(wish.id)
        one_of_many = len(self.halls[self._hall_of[place]].places) > 1
        return one_of_many and kept is not None and (kept.start, kept.place) == (start, place)

    def _open(self, place: PlaceId, start: int, slots: int) -> bool:
        meeting_place = self._problem.lookup.place[place]
        return meeting_place.capacity > 0 and meeting_place.closed.isdisjoint(range(start, start + slots))


def _alike(problem: Problem, *, as_seated: bool) -> Iterable[list[MeetingPlace]]:
    offered: dict[PlaceId, list[int]] = defaultdict(list)
    for nth, names in enumerate(dict.fromkeys(wish.places for wish in problem.wishes)):
        for name in names:
            offered[name].append(nth)
    named: set[str | None] = {party.base for party in problem.parties}
    named |= {end for walk in problem.walks for end in (walk.here, walk.there)}
    if as_seated:
        named |= {place for wish in problem.wishes if wish.slots > 1 for place in wish.places}
        named |= {pin.place for pin in problem.pins}
    own_area = Objective.PLACE_CHANGES in problem.objectives
    groups: dict[object, list[MeetingPlace]] = defaultdict(list)
    for place in problem.places:
        if place.id in named or (own_area and not place.zone):
            groups[place.id].append(place)
        else:
            key = (place.kind, place.zone, place.capacity, place.closed, tuple(offered[place.id]))
            groups[key].append(place)
    return groups.values()
