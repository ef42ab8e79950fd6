"""Who can be had when: arrivals, programme blocks and absences, turned into slots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from tearoad.companies import Buyer, Exporter
from tearoad.mission import Absence, Delegate, Interpreter, Mission, PlaceKind
from tearoad.programme import Ways, programme_hours
from tearoad.text import Ref, Text
from tearoad.timetable.problem_building.days import slots_inside, slots_touched
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, Slot, Window


@dataclass(frozen=True, slots=True)
class Presence:
    """Answers, slot by slot, whether a party, person, interpreter or place can be had."""

    slots: tuple[Slot, ...]
    roster: Roster
    absences: tuple[Absence, ...]
    ways: Ways = field(init=False, repr=False, compare=False)
    """The minutes from the programme's places back to the fair."""
    stands: Mapping[str, str] = field(init=False, repr=False, compare=False)
    """Own stands by firm."""

    def __post_init__(self) -> None:
        """Look ways and stands up once."""
        mission = self.roster.mission
        owned = (
            (str(place.owner), str(place.id))
            for place in mission.places
            if place.kind is PlaceKind.STAND and place.owner
        )
        object.__setattr__(self, "ways", Ways(mission, self.roster.exporters))
        object.__setattr__(self, "stands", dict(owned))

    def blocked(self, *ids: str, base: str | None = None) -> frozenset[int]:
        """Return the slots in which the programme or an absence takes any of these ids."""
        return slots_touched(self.slots, [window for window, _why in self.taken(*ids, base=base)])

    def taken(self, *ids: str, base: str | None = None) -> Iterator[tuple[Window, Text]]:
        """Yield when the programme or an absence takes any of these ids, and what it is.

        An item takes people for the way there and back too: to their base, else to the nearest place at the fair.
        """
        for item in self.roster.programme:
            if not set(ids).isdisjoint(item.bound):
                yield self.ways.away(item, base), Text("timetable.away_item", item=Ref(str(item.id)))
        for window in self._absent(*ids):
            zone = self.roster.mission.fair_zone
            start, end = window.start_at.astimezone(zone), window.end_at.astimezone(zone)
            yield window, Text("timetable.away_absent", start=start, end=end)

    def closed(self, place: str) -> frozenset[int]:
        """Return the slots in which the programme or an absence takes a place; a place has no way to go."""
        items = [item.window for item in self.roster.programme if place in item.bound]
        return slots_touched(self.slots, [*items, *self._absent(place)])

    def delegate_absent(self, delegate: Delegate) -> frozenset[int]:
        """Return the slots in which a delegate is blocked, has not landed yet or has left."""
        before, after = self.before_arrival(delegate), self.after_leaving(delegate)
        return before | after | self.blocked(*delegate.called, base=self.stands.get(str(delegate.firm)))

    def before_arrival(self, delegate: Delegate) -> frozenset[int]:
        """Return the slots that begin before a delegate has landed."""
        lands = delegate.arrives_at
        return frozenset(slot.index for slot in self.slots if lands is not None and slot.window.start_at < lands)

    def after_leaving(self, delegate: Delegate) -> frozenset[int]:
        """Return the slots that end after a delegate has left."""
        leaves = delegate.leaves_at
        return frozenset(slot.index for slot in self.slots if leaves is not None and leaves < slot.window.end_at)

    def exporter_staff(self, exporter: Exporter) -> tuple[int, ...]:
        """Return the people on hand in each slot.

        The sheet's number counts everybody at the fair, named or not; a named delegate who is blocked or not there is
        missing. What blocks the firm as a whole leaves nobody.
        """
        whole = self.blocked(exporter.id, base=self.stands.get(exporter.id))
        absences = [self.delegate_absent(delegate) for delegate in self.delegates_of(exporter.id)]
        return tuple(
            0 if slot.index in whole else _on_hand(_count(exporter, slot), absences, slot) for slot in self.slots
        )

    def buyer_staff(self, buyer: Buyer, people: int) -> tuple[int, ...]:
        """Return how many of the buyer's people can be met in each slot: only inside the hours they promised."""
        there = slots_inside(self.slots, buyer.windows) if buyer.windows else self._all()
        there -= self.blocked(buyer.id, base=buyer.desk)
        return tuple(people if slot.index in there else 0 for slot in self.slots)

    def interpreter_hours(self, interpreter: Interpreter) -> frozenset[int]:
        """Return the slots an interpreter works."""
        hours = slots_inside(self.slots, interpreter.hours) if interpreter.hours else self._all()
        return hours - self.blocked(interpreter.id, base=self.stands.get(str(interpreter.attached_to)))

    def interpreter_programme(self, interpreter: Interpreter) -> tuple[frozenset[int], tuple[int, ...]]:
        """Return the slots in which the programme has an interpreter at work, and its slots' worth of each day."""
        own = [item.window for item in self.roster.programme if interpreter.id in item.interpreters]
        if not own:
            return frozenset(), ()
        mission = self.roster.mission
        hours = programme_hours(interpreter, self.roster.programme, mission.fair_zone)
        slot = timedelta(minutes=mission.slot_minutes)
        worth = tuple(-(-hours.get(day.on, timedelta()) // slot) for day in mission.days)
        return slots_touched(self.slots, own), worth if any(worth) else ()

    def delegates_of(self, firm: PartyId) -> tuple[Delegate, ...]:
        """Return the named people of a firm."""
        return tuple(delegate for delegate in self.roster.delegates if delegate.firm == firm)

    def _absent(self, *ids: str) -> list[Window]:
        return [absence.window for absence in self.absences if absence.who in ids]

    def _all(self) -> frozenset[int]:
        return frozenset(slot.index for slot in self.slots)


def interpreter_slots_per_day(mission: Mission, interpreter: Interpreter) -> int:
    """Return how many slots an interpreter may work a day, from their own limit or the mission's rule."""
    own = interpreter.max_hours_per_day
    hours = mission.interpreters.max_hours_per_day if own is None else own
    return hours * 60 // mission.slot_minutes


def _count(exporter: Exporter, slot: Slot) -> int:
    """Return the number of the slot's day; the last number holds for the days that are not written."""
    return exporter.staff_per_day[min(slot.day, len(exporter.staff_per_day) - 1)]


def _on_hand(count: int, absences: Sequence[frozenset[int]], slot: Slot) -> int:
    unnamed = max(0, count - len(absences))
    named = sum(slot.index not in gone for gone in absences)
    return min(count, unnamed + named)
