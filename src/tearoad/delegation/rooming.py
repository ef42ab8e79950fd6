"""Who sleeps where and with whom; what the hotel would ask about is named before the hotel asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from tearoad.delegation.hotels import with_one_spelling
from tearoad.delegation.ranks import natural, protocol_order
from tearoad.mission.people import Delegate, Purpose
from tearoad.text import Ref, Text
from tearoad.values import Language, LocalText, PersonId


@dataclass(frozen=True, slots=True)
class Room:
    """One room; `label` is its number or type as somebody wrote it, empty where nobody did."""

    hotel: LocalText
    label: str
    people: tuple[PersonId, ...]
    strangers: tuple[str, ...] = ()
    """Names of those who share it and are not of the delegation, as written."""
    from_on: date | None = None
    until_on: date | None = None
    """The first night and the day of leaving, as far as journeys are known."""


@dataclass(frozen=True, slots=True)
class RoomProblem:
    """A contradiction between what people or sheets say, and whom it is about."""

    text: Text
    who: tuple[PersonId, ...]


@dataclass(frozen=True, slots=True)
class Rooming:
    """The whole list: rooms by hotel, contradictions, who has no hotel, and who is not named to hotel and hosts."""

    rooms: tuple[Room, ...]
    problems: tuple[RoomProblem, ...]
    without: tuple[PersonId, ...]
    unnamed: tuple[PersonId, ...] = ()
    """Who did not agree that travel data is handed on: their bed is counted, their name stays here."""

    @property
    def hotels(self) -> tuple[LocalText, ...]:
        """The hotels in the order of the rooms."""
        return tuple(dict.fromkeys(room.hotel for room in self.rooms))


def rooming(delegates: Sequence[Delegate], zone: ZoneInfo) -> Rooming:
    """Return who shares which room. Everybody with a hotel stands in exactly one room. O(n²) for n people.

    Two share where both say so, or one does and the other names nobody, or a hotel gives both the same number.
    """
    ordered = with_one_spelling(protocol_order(delegates))
    by_id = {one.id: one for one in ordered}
    named = {one.id: {other for other in by_id if other in one.room_with} - {one.id} for one in ordered}
    problems = list(_contradictions(ordered, named))
    groups = _groups(ordered, named)
    rooms: list[Room] = []
    for group in groups:
        members = [by_id[id_] for id_ in group]
        problems.extend(_disagreements(members))
        rooms.extend(_rooms(members, frozenset(by_id), zone))
    rooms.sort(key=lambda room: (_spelled(room.hotel), room.label == "", natural(room.label), natural(room.people[0])))
    without = tuple(one.id for one in ordered if not one.hotel)
    unnamed = tuple(one.id for one in ordered if one.agreed_on(Purpose.TRAVEL) is None)
    return Rooming(tuple(rooms), tuple(problems), without, unnamed)


def _spelled(hotel: LocalText) -> str:
    """Return the spelling that hotels are sorted by."""
    return hotel.in_language(Language.EN).casefold()


def _contradictions(ordered: Sequence[Delegate], named: dict[PersonId, set[PersonId]]) -> Iterator[RoomProblem]:
    """A says B, B says C: told once a pair, from the side that is not answered."""
    for one in ordered:
        for other in sorted(named[one.id], key=natural):
            said = named[other]
            if said and one.id not in said:
                third = min(said, key=natural)
                text = Text("delegation.rooms_contradict", one=Ref(one.id), other=Ref(other), third=Ref(third))
                yield RoomProblem(text, (one.id, other))


def _groups(ordered: Sequence[Delegate], named: dict[PersonId, set[PersonId]]) -> list[list[PersonId]]:
    """Return who is together, each person once, in the order of protocol."""
    leader: dict[PersonId, PersonId] = {one.id: one.id for one in ordered}

    def find(id_: PersonId) -> PersonId:
        while leader[id_] != id_:
            id_ = leader[id_]
        return id_

    numbered: dict[tuple[LocalText, str], PersonId] = {}
    for one in ordered:
        for other in sorted(named[one.id], key=natural):
            if not named[other] or one.id in named[other]:
                leader[find(other)] = find(one.id)
        if is_number(one.room) and one.hotel:
            first = numbered.setdefault((one.hotel, one.room.casefold()), one.id)
            leader[find(one.id)] = find(first)
    groups: dict[PersonId, list[PersonId]] = {}
    for one in ordered:
        groups.setdefault(find(one.id), []).append(one.id)
    return list(groups.values())


def is_number(label: str) -> bool:
    """Whether a room's label is a door number and no type: `412`, `B-07`, not `single` or `2-bed room`."""
    return any(char.isdecimal() for char in label) and len(label) <= 6 and sum(map(str.isalpha, label)) <= 2


def _disagreements(members: Sequence[Delegate]) -> Iterator[RoomProblem]:
    who = tuple(one.id for one in members)
    hotels = list(dict.fromkeys(one.hotel for one in members if one.hotel))
    if len(hotels) > 1:
        text = Text(
            "delegation.rooms_two_hotels",
            one=Ref(who[0]),
            other=Ref(who[-1]),
            hotels=tuple(Ref(one.written[0]) for one in hotels),
        )
        yield RoomProblem(text, who)
    numbers = list(dict.fromkeys(one.room for one in members if is_number(one.room)))
    if len(hotels) == 1 and len(numbers) > 1:
        text = Text("delegation.rooms_two_numbers", one=Ref(who[0]), other=Ref(who[-1]), numbers=" / ".join(numbers))
        yield RoomProblem(text, who)


def _rooms(members: Sequence[Delegate], known: frozenset[PersonId], zone: ZoneInfo) -> Iterator[Room]:
    """One room a group; where they disagree on hotel or number, one a hotel and number, so that nobody is left out."""
    doors = {(one.hotel, one.room) for one in members if one.hotel and is_number(one.room)}
    hotels = {one.hotel for one in members if one.hotel}
    split: dict[tuple[LocalText, str], list[Delegate]] = {}
    for one in members:
        hotel = one.hotel or (next(iter(hotels)) if len(hotels) == 1 else LocalText())
        here = sorted((door for door in doors if door[0] == hotel), key=lambda door: door[1])
        door = (hotel, one.room) if (hotel, one.room) in doors else here[0] if here else (hotel, "")
        if hotel:
            split.setdefault(door, []).append(one)
    for (hotel, number), inside in split.items():
        label = number or next((one.room for one in inside if one.room), "")
        yield _room(hotel, label, inside, known, zone)


def _room(hotel: LocalText, label: str, inside: Sequence[Delegate], known: frozenset[PersonId], zone: ZoneInfo) -> Room:
    starts = [one.arrives_at.astimezone(zone).date() for one in inside if one.arrives_at]
    ends = [one.leaves_at.astimezone(zone).date() for one in inside if one.leaves_at]
    said = dict.fromkeys(name for one in inside for name in one.room_with if PersonId(name) not in known)
    return Room(
        hotel,
        label,
        tuple(one.id for one in inside),
        tuple(said),
        min(starts, default=None),
        max(ends, default=None),
    )
