"""A problem's facts by id, by day and by distance, worked out once and shared by rules, solvers and explanations."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from tearoad.mission import Objective, Switch, Walk
from tearoad.timetable.facts.parts import (
    Engagement,
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Pauses,
    Person,
    Pin,
    Precedence,
    Quota,
    Wish,
)
from tearoad.timetable.plan import Meeting
from tearoad.values import NOTHING, InterpreterId, PartyId, PersonId, PlaceId, Slot, WishId


class Facts(Protocol):
    """The fields of a problem, before anything is known about them."""

    @property
    def slots(self) -> tuple[Slot, ...]: ...  # noqa: D102  # said in Problem
    @property
    def places(self) -> tuple[MeetingPlace, ...]: ...  # noqa: D102  # said in Problem
    @property
    def parties(self) -> tuple[Party, ...]: ...  # noqa: D102  # said in Problem
    @property
    def wishes(self) -> tuple[Wish, ...]: ...  # noqa: D102  # said in Problem
    @property
    def interpreters(self) -> tuple[MeetingInterpreter, ...]: ...  # noqa: D102  # said in Problem
    @property
    def persons(self) -> tuple[Person, ...]: ...  # noqa: D102  # said in Problem
    @property
    def walks(self) -> tuple[Walk, ...]: ...  # noqa: D102  # said in Problem
    @property
    def pins(self) -> tuple[Pin, ...]: ...  # noqa: D102  # said in Problem
    @property
    def previous(self) -> tuple[Meeting, ...]: ...  # noqa: D102  # said in Problem
    @property
    def objectives(self) -> tuple[Objective, ...]: ...  # noqa: D102  # said in Problem
    @property
    def quotas(self) -> tuple[Quota, ...]: ...  # noqa: D102  # said in Problem
    @property
    def pauses(self) -> Pauses | None: ...  # noqa: D102  # said in Problem
    @property
    def engagements(self) -> tuple[Engagement, ...]: ...  # noqa: D102  # said in Problem
    @property
    def precedences(self) -> tuple[Precedence, ...]: ...  # noqa: D102  # said in Problem
    @property
    def switched_off(self) -> frozenset[Switch]: ...  # noqa: D102  # said in Problem


UNBOUND = 10**6
"""What stands for a limit that is switched off; far above anything a fair could ask for."""


class Lookup:
    """Every fact of a sound problem in one step."""

    def __init__(self, facts: Facts) -> None:
        """Index the problem. Time O(size of the problem); distances are found when first asked for."""
        self.wish: dict[WishId, Wish] = {wish.id: wish for wish in facts.wishes}
        off = facts.switched_off
        self.party: dict[PartyId, Party] = {party.id: _unbound(party, off) for party in facts.parties}
        """Parties as the rules see them: a limit that is switched off is lifted."""
        self.place: dict[PlaceId, MeetingPlace] = {place.id: place for place in facts.places}
        self.person: dict[PersonId, Person] = {person.id: person for person in facts.persons}
        self._people: dict[PartyId, list[Person]] = {}
        for person in facts.persons:
            self._people.setdefault(person.party, []).append(person)
        self.interpreter: dict[InterpreterId, MeetingInterpreter] = {
            interpreter.id: _untiring(interpreter, off) for interpreter in facts.interpreters
        }
        """Interpreters as the rules see them; and the delegates who speak a buyer's language, who stand in for one."""
        slots = frozenset(slot.index for slot in facts.slots)
        spoken = frozenset().union(*(wish.direct for wish in facts.wishes))
        for person in facts.persons:
            if person.languages & spoken:
                speaker = _speaker(person, slots)
                self.interpreter.setdefault(speaker.id, speaker)
        self._delegates = frozenset(str(person.id) for person in facts.persons if person.languages)
        resting = None if Switch.PAUSES in off else facts.pauses
        self.pauses: Pauses | None = resting if resting and not resting.soft else None
        """When parties rest; None where they need not."""
        self.soft_pauses: Pauses | None = resting if resting and resting.soft else None
        """When parties rest if that can be; None where they must, or need not."""
        self.pin: dict[WishId, Pin] = {pin.wish: pin for pin in facts.pins}
        self.musts: frozenset[WishId] = frozenset(wish.id for wish in facts.wishes if wish.must) | frozenset(self.pin)
        self.begins: tuple[int, ...] = tuple(int(slot.window.start_at.timestamp()) for slot in facts.slots)
        """Second at which each slot's meeting begins."""
        self.ends: tuple[int, ...] = tuple(int(slot.window.end_at.timestamp()) for slot in facts.slots)
        """Second at which each slot's meeting ends."""
        self.day: tuple[int, ...] = tuple(slot.day for slot in facts.slots)
        self.days: dict[int, tuple[int, ...]] = {}
        """The slots of each day, in order."""
        for slot in facts.slots:
            self.days[slot.day] = (*self.days.get(slot.day, ()), slot.index)
        pairs = [pair for slots in self.days.values() for pair in pairwise(slots)]
        self._shortest_pause = min((self.seconds_between(*pair) for pair in pairs), default=0)
        self._walks = {frozenset((walk.here, walk.there)): walk.minutes for walk in facts.walks}
        self._minutes: dict[tuple[PlaceId, PlaceId], int] = {}
        self._alone: dict[PersonId, frozenset[int]] = {}
        self._way_takes_time = Switch.WALKING_TIME not in off

    def is_delegate(self, interpreter: InterpreterId) -> bool:
        """Whether it is no interpreter but a delegate who speaks the buyer's language."""
        return interpreter in self._delegates

    def speaker(self, interpreter: InterpreterId | None) -> PersonId | None:
        """Return the delegate who is meant where a meeting names one in an interpreter's stead."""
        return PersonId(interpreter) if interpreter is not None and self.is_delegate(interpreter) else None

    def alone(self, person: Person) -> frozenset[int]:
        """Return the slots in which somebody is the only one of their party: every meeting is theirs then."""
        if person.id not in self._alone:
            others = [other for other in self._people[person.party] if other.id != person.id]
            self._alone[person.id] = frozenset(
                slot
                for slot, staff in enumerate(self.party[person.party].staff)
                if staff == 1 and slot not in person.absent and all(slot in other.absent for other in others)
            )
        return self._alone[person.id]

    def minutes(self, here: PlaceId, there: PlaceId) -> int:
        """Return the minutes to keep free for the way between two places: none where that rule is switched off."""
        return self.walked(here, there) if self._way_takes_time else 0

    def walked(self, here: PlaceId, there: PlaceId) -> int:
        """Return the minutes' walk between two places, the same both ways.

        One place or one zone: 0. Else by the places' ids, then by one's id and the other's zone (the longer way where
        both are told), then by zones. Not listed: 0. To and from an online room nobody walks.
        """
        key = (here, there)
        if key not in self._minutes:
            self._minutes[key] = self._measure(self.place[here], self.place[there])
        return self._minutes[key]

    def _measure(self, here: MeetingPlace, there: MeetingPlace) -> int:
        together = here.id == there.id or (here.zone == there.zone != "")
        if not self._walks or together or here.anywhere or there.anywhere:
            return 0
        by_id = self._walks.get(frozenset((here.id, there.id)))
        if by_id is not None:
            return by_id
        mixed = (frozenset((here.id, there.zone)), frozenset((here.zone, there.id)))
        minutes = [self._walks[pair] for pair in mixed if pair in self._walks]
        return max(minutes) if minutes else self._walks.get(frozenset((here.zone, there.zone)), 0)

    def area(self, place: PlaceId) -> tuple[str, str]:
        """Return what a place has in common with all places that are no walk apart: its zone, else itself."""
        zone = self.place[place].zone
        return (zone, "") if zone else ("", place)

    def seconds_between(self, earlier: int, later: int) -> int:
        """Return the seconds from the end of one slot's meeting to the beginning of a later one's."""
        return self.begins[later] - self.ends[earlier]

    def taken(self, start: int, slots: int) -> range:
        """Return the slots a meeting takes."""
        return range(start, start + slots)

    def minutes_felt(self, here: PlaceId, there: PlaceId) -> int:
        """Return the minutes to keep free for the way: none where the pause between any two slots suffices for it."""
        minutes = self.minutes(here, there)
        return minutes if 60 * minutes > self._shortest_pause else 0

    def fits_in_day(self, start: int, slots: int) -> bool:
        """Whether so many slots from here on lie in the fair and on one day."""
        last = start + slots - 1
        return start >= 0 and last < len(self.day) and self.day[start] == self.day[last]


def _unbound(party: Party, off: frozenset[Switch]) -> Party:
    if Switch.STAND_COVER in off:
        party = replace(party, cover=0)
    if Switch.WALK_IN_SHARE in off:
        party = replace(party, walk_in_share=NOTHING)
    return replace(party, max_per_day=UNBOUND) if Switch.DAY_CAP in off else party


def _speaker(person: Person, slots: frozenset[int]) -> MeetingInterpreter:
    return MeetingInterpreter(
        id=InterpreterId(person.id),
        pairs=frozenset(),
        hours=slots - person.absent,
        attached_to=person.party,
        max_slots_per_day=UNBOUND,
        max_run=UNBOUND,
        speaks=person.languages,
    )


def _untiring(interpreter: MeetingInterpreter, off: frozenset[Switch]) -> MeetingInterpreter:
    if Switch.INTERPRETER_DAY in off:
        interpreter = replace(interpreter, max_slots_per_day=UNBOUND, programme_slots=())
    return replace(interpreter, max_run=UNBOUND) if Switch.INTERPRETER_PAUSE in off else interpreter
