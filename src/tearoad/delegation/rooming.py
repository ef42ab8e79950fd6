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
    by_id = {delegate.id: delegate for delegate in ordered}
    named = {
        delegate.id: {other for other in by_id if other in delegate.room_with} - {delegate.id} for delegate in ordered
    }
    problems = list(_contradictions(ordered, named))
    groups = _groups(ordered, named)
    rooms: list[Room] = []
    for group in groups:
        members = [by_id[id_] for id_ in group]
        problems.extend(_disagreements(members))
        rooms.extend(_rooms(members, frozenset(by_id), zone))
    rooms.sort(key=lambda room: (_spelled(room.hotel), room.label == "", natural(room.label), natural(room.people[0])))
    without = tuple(delegate.id for delegate in ordered if not delegate.hotel)
    unnamed = tuple(delegate.id for delegate in ordered if delegate.agreed_on(Purpose.TRAVEL) is None)
    return Rooming(tuple(rooms), tuple(problems), without, unnamed)


def _spelled(hotel: LocalText) -> str:
    """Return the spelling that hotels are sorted by."""
    return hotel.in_language(Language.EN).casefold()


def _contradictions(ordered: Sequence[Delegate], named: dict[PersonId, set[PersonId]]) -> Iterator[RoomProblem]:
    """A says B, B says C: told once a pair, from the side that is not answered."""
    for delegate in ordered:
        for other in sorted(named[delegate.id], key=natural):
            said = named[other]
            if said and delegate.id not in said:
                third = min(said, key=natural)
                text = Text("delegation.rooms_contradict", one=Ref(delegate.id), other=Ref(other), third=Ref(third))
                yield RoomProblem(text, (delegate.id, other))


def _groups(ordered: Sequence[Delegate], named: dict[PersonId, set[PersonId]]) -> list[list[PersonId]]:
    """Return who is together, each person once, in the order of protocol."""
    leader: dict[PersonId, PersonId] = {delegate.id: delegate.id for delegate in ordered}

    def find(id_: PersonId) -> PersonId:
        while leader[id_] != id_:
            id_ = leader[id_]
        return id_

    numbered: dict[tuple[LocalText, str], PersonId] = {}
    for delegate in ordered:
        for other in sorted(named[delegate.id], key=natural):
            if not named[other] or delegate.id in named[other]:
                leader[find(other)] = find(delegate.id)
        if is_number(delegate.room) and delegate.hotel:
            first = numbered.setdefault((delegate.hotel, delegate.room.casefold()), delegate.id)
            leader[find(delegate.id)] = find(first)
    groups: dict[PersonId, list[PersonId]] = {}
    for delegate in ordered:
        groups.setdefault(find(delegate.id), []).append(delegate.id)
    return list(groups.values())


def is_number(label: str) -> bool:
    """Whether a room's label is a door number and no type: `412`, `B-07`, not `single` or `2-bed room`."""
    return any(char.isdecimal() for char in label) and len(label) <= 6 and sum(map(str.isalpha, label)) <= 2


def _disagreements(members: Sequence[Delegate]) -> Iterator[RoomProblem]:
    who = tuple(member.id for member in members)
    hotels = list(dict.fromkeys(member.hotel for member in members if member.hotel))
    if len(hotels) > 1:
        text = Text(
            "delegation.rooms_two_hotels",
            one=Ref(who[0]),
            other=Ref(who[-1]),
            hotels=tuple(Ref(hotel.written[0]) for hotel in hotels),
        )
        yield RoomProblem(text, who)
    numbers = list(dict.fromkeys(member.room for member in members if is_number(member.room)))
    if len(hotels) == 1 and len(numbers) > 1:
        text = Text("delegation.rooms_two_numbers", one=Ref(who[0]), other=Ref(who[-1]), numbers=" / ".join(numbers))
        yield RoomProblem(text, who)


def _rooms(members: Sequence[Delegate], known: frozenset[PersonId], zone: ZoneInfo) -> Iterator[Room]:
    """One room a group; where they disagree on hotel or number, one a hotel and number, so that nobody is left out."""
    doors = {(delegate.hotel, delegate.room) for delegate in members if delegate.hotel and is_number(delegate.room)}
    hotels = {delegate.hotel for delegate in members if delegate.hotel}
    split: dict[tuple[LocalText, str], list[Delegate]] = {}
    for member in members:
        hotel = member.hotel or (next(iter(hotels)) if len(hotels) == 1 else LocalText())
        here = sorted((door for door in doors if door[0] == hotel), key=lambda door: door[1])
        door = (hotel, member.room) if (hotel, member.room) in doors else here[0] if here else (hotel, "")
        if hotel:
            split.setdefault(door, []).append(member)
    for (hotel, number), inside in split.items():
        label = number or next((delegate.room for delegate in inside if delegate.room), "")
        yield _room(hotel, label, inside, known, zone)


def _room(hotel: LocalText, label: str, inside: Sequence[Delegate], known: frozenset[PersonId], zone: ZoneInfo) -> Room:
    starts = [delegate.arrives_at.astimezone(zone).date() for delegate in inside if delegate.arrives_at]
    ends = [delegate.leaves_at.astimezone(zone).date() for delegate in inside if delegate.leaves_at]
    said = dict.fromkeys(name for delegate in inside for name in delegate.room_with if PersonId(name) not in known)
    return Room(
        hotel,
        label,
        tuple(delegate.id for delegate in inside),
        tuple(said),
        min(starts, default=None),
        max(ends, default=None),
    )
