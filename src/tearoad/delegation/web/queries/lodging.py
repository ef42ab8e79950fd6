"""Rooms and buses as a page shows them: names instead of ids, times at the fair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tearoad.delegation.papers.lists import alphabetical
from tearoad.delegation.rooming import Room, Rooming, rooming
from tearoad.delegation.transfers import Bus, Direction, Transfers, transfers
from tearoad.delegation.web.queries.people import Delegation
from tearoad.text import Text
from tearoad.values import Language, LocalText, PersonId


@dataclass(frozen=True, slots=True)
class Hotel:
    """One hotel's rooms."""

    name: LocalText
    rooms: tuple[Room, ...]
    beds: int


@dataclass(frozen=True, slots=True)
class BusLine:
    """One bus."""

    title: Text
    direction: Text
    starts_at: datetime
    legs: tuple[tuple[str, datetime, tuple[str, ...]], ...]
    people: int


@dataclass(frozen=True, slots=True)
class Lodging:
    """Everything about beds and buses."""

    hotels: tuple[Hotel, ...]
    rooming: Rooming
    buses: tuple[BusLine, ...]
    transfers: Transfers


def lodging(delegation: Delegation, language: Language) -> Lodging:
    """Return who sleeps where and who is fetched when; no query."""
    beds = rooming(delegation.delegates, delegation.mission.fair_zone)
    going = transfers(delegation.delegates, delegation.mission.buses)
    hotels = []
    for name in beds.hotels:
        rooms = tuple(room for room in beds.rooms if room.hotel == name)
        hotels.append(Hotel(name, rooms, sum(len(room.people) + len(room.strangers) for room in rooms)))
    return Lodging(tuple(hotels), beds, tuple(_line(bus, delegation, language) for bus in going.buses), going)


def named(ids: tuple[PersonId, ...], delegation: Delegation) -> tuple[str, ...]:
    """Return the names of some ids."""
    return tuple(delegation.names.get(person, person) for person in ids)


def guests(ids: tuple[PersonId, ...], delegation: Delegation, unnamed: Mapping[PersonId, str]) -> tuple[str, ...]:
    """Return the names of a room's guests as the hotel's list has them: who is not named is still counted."""
    return tuple(unnamed[person] if person in unnamed else delegation.names.get(person, person) for person in ids)


def _line(bus: Bus, delegation: Delegation, language: Language) -> BusLine:
    """Return a bus in the order of its paper: by time, then by name, who has no flight number last."""
    people = {delegate.id: delegate for delegate in delegation.delegates}
    code = "bus_arrival" if bus.direction is Direction.ARRIVAL else "bus_departure"
    legs = tuple(
        (
            leg.by,
            leg.at,
            named(tuple(sorted(leg.people, key=lambda person: alphabetical(people[person], language))), delegation),
        )
        for leg in sorted(bus.legs, key=lambda leg: (not leg.by, leg.at, leg.by))
    )
    title = Text(f"delegation.{code}", number=bus.number)
    return BusLine(title, Text(f"delegation.{code}_starts"), bus.starts_at, legs, len(bus.people))
