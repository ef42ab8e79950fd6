"""What goes wrong at an event, and what is left of the event and its plan then.

Each trouble says what is no longer possible; `TroubledEvent` knows what has to be held and what stands as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad_lab.matchmaking.event import UNPLACED, Appointment, Event
from tearoad_lab.matchmaking.judge import faults_of_held


@dataclass(frozen=True, slots=True)
class ParticipantAbsent:
    """A person is away in these slots."""

    person: int
    slots: frozenset[int]


@dataclass(frozen=True, slots=True)
class ParticipantWithdrawn:
    """A person is not coming: none of their meetings to come is held."""

    person: int


@dataclass(frozen=True, slots=True)
class TablesGone:
    """So many tables fewer in these slots."""

    tables: int
    slots: frozenset[int]


@dataclass(frozen=True, slots=True)
class AppointmentOff:
    """A meeting is off."""

    number: int


@dataclass(frozen=True, slots=True)
class AppointmentWanted:
    """A meeting of the event that the plan does not hold has to be held."""

    number: int


@dataclass(frozen=True, slots=True)
class AppointmentAdded:
    """Two people have agreed on a new meeting."""

    appointment: Appointment


EventTrouble: TypeAlias = (
    ParticipantAbsent | ParticipantWithdrawn | TablesGone | AppointmentOff | AppointmentWanted | AppointmentAdded
)


@dataclass(frozen=True, slots=True)
class TroubledEvent:
    """The event with the trouble in it, and the plan people hold."""

    event: Event
    """With the new meetings, at the end."""
    plan: tuple[int, ...]
    slots: tuple[frozenset[int], ...]
    """Where each meeting can be held from now on."""
    seats: tuple[int, ...]
    """The tables of each slot."""
    wanted: frozenset[int]
    """The meetings that are to be held."""

    def stands(self, number: int) -> bool:
        """Whether a meeting is to be held and can be held where it is."""
        return number in self.wanted and self.plan[number] in self.slots[number]

    def hit(self) -> frozenset[int]:
        """The people whose day changes whatever is done: a meeting of theirs cannot be held when it was."""
        return frozenset(
            person
            for number, slot in enumerate(self.plan)
            if slot != UNPLACED and not self.stands(number)
            for person in self.event.appointments[number].people
        )


def troubled_event(event: Event, plan: Sequence[int], troubles: Sequence[EventTrouble], now: int = 0) -> TroubledEvent:
    """Return the event after trouble; what is held before slot `now` has begun and stays. Time O(event).

    What is off is not held, though it is wanted too, unless it has begun.

    Raises:
        InputError: the plan is not one of this event, or a trouble names what the event does not have.

    """
    _refuse_broken(event, plan)
    _refuse_unknown(event, troubles)
    added = tuple(trouble.appointment for trouble in troubles if isinstance(trouble, AppointmentAdded))
    whole = replace(event, appointments=(*event.appointments, *added))
    held = (*plan, *(UNPLACED for _ in added))
    away, seats, off = _away(troubles), _seats(event, troubles, now), _off(whole, troubles)
    wanted = {number for number, slot in enumerate(held) if slot != UNPLACED or number >= len(plan)}
    wanted |= {trouble.number for trouble in troubles if isinstance(trouble, AppointmentWanted)}
    slots, ahead = [], frozenset(slot for slot in range(now, event.slots) if seats[slot])
    for number, appointment in enumerate(whole.appointments):
        if UNPLACED < held[number] < now:
            off.discard(number)
            slots.append(frozenset({held[number]}))
        else:
            slots.append(
                (appointment.slots & ahead).difference(*(away.get(person, ()) for person in appointment.people))
            )
    return TroubledEvent(whole, held, tuple(slots), seats, frozenset(wanted - off))


def _away(troubles: Sequence[EventTrouble]) -> dict[int, set[int]]:
    """Return the slots in which each absent person is away."""
    away = defaultdict[int, set[int]](set)
    for trouble in troubles:
        if isinstance(trouble, ParticipantAbsent):
            away[trouble.person] |= trouble.slots
    return away


def _seats(event: Event, troubles: Sequence[EventTrouble], now: int) -> tuple[int, ...]:
    """Return the tables that are left in each slot; what has begun keeps its own."""
    seats = [event.tables] * event.slots
    for trouble in troubles:
        if isinstance(trouble, TablesGone):
            for slot in trouble.slots - frozenset(range(now)):
                seats[slot] = max(0, seats[slot] - trouble.tables)
    return tuple(seats)


def _off(event: Event, troubles: Sequence[EventTrouble]) -> set[int]:
    """Return the meetings that are off, those of whoever has withdrawn among them."""
    off = {trouble.number for trouble in troubles if isinstance(trouble, AppointmentOff)}
    withdrawn = {trouble.person for trouble in troubles if isinstance(trouble, ParticipantWithdrawn)}
    for number, appointment in enumerate(event.appointments):
        if not withdrawn.isdisjoint(appointment.people):
            off.add(number)
    return off


def _refuse_broken(event: Event, plan: Sequence[int]) -> None:
    if len(plan) != len(event.appointments):
        raise InputError(Text("matchmaking.event_plan_slots", found=len(plan), expected=len(event.appointments)))
    found = faults_of_held(event, plan)
    if found:
        text = Text("matchmaking.event_plan_broken", count=len(found), defects=tuple(found))
        raise InputError(text, Text("matchmaking.event_plan_broken_hint"))


def refuse_contradictions(event: Event, plan: Sequence[int], troubles: Sequence[EventTrouble], now: int) -> None:
    """Refuse trouble that cannot all be so; what the event does not have is refused elsewhere.

    Raises:
        InputError: it is later than the last slot, or a meeting is off and wanted, or off and has begun, or is wanted
            of somebody who has withdrawn.

    """
    off = {trouble.number for trouble in troubles if isinstance(trouble, AppointmentOff)}
    gone = {trouble.person for trouble in troubles if isinstance(trouble, ParticipantWithdrawn)}
    wanted = {trouble.number for trouble in troubles if isinstance(trouble, AppointmentWanted)}
    known = range(len(event.appointments))
    found = [] if now < event.slots else [Text("matchmaking.event_trouble_now", found=now + 1, most=event.slots)]
    found += [Text("matchmaking.event_trouble_off_wanted", number=number + 1) for number in sorted(off & wanted)]
    found += [
        Text("matchmaking.event_trouble_begun", number=number + 1, slot=plan[number] + 1)
        for number in sorted(off.intersection(known))
        if UNPLACED < plan[number] < now
    ]
    found += [
        Text("matchmaking.event_trouble_gone_wanted", number=number + 1, person=person + 1)
        for number in sorted(wanted.intersection(known))
        for person in sorted(gone.intersection(event.appointments[number].people))
    ]
    found += [
        Text("matchmaking.event_trouble_gone_new", person=person + 1)
        for trouble in troubles
        if isinstance(trouble, AppointmentAdded)
        for person in sorted(gone.intersection(trouble.appointment.people))
    ]
    if found:
        text = Text("matchmaking.event_trouble_contradicts", count=len(found), defects=tuple(found))
        raise InputError(text, Text("matchmaking.event_trouble_contradicts_hint"))


def without_known(
    event: Event, agreed: int, troubles: Sequence[EventTrouble], now: int = 0
) -> tuple[EventTrouble, ...]:
    """Return troubles in which a new meeting that was said before is wanted, not made a second time.

    The first `agreed` meetings of the event are its own. The same is a meeting of the same two in the same slots from
    `now` on; it is not wanted where it has been called off since or somebody has withdrawn.
    """

    def key(appointment: Appointment) -> tuple[frozenset[int], frozenset[int]]:
        return frozenset(appointment.people), appointment.slots.difference(range(now))

    off = _off(event, [trouble for trouble in troubles if not isinstance(trouble, AppointmentAdded)])
    known = {key(appointment): number for number, appointment in enumerate(event.appointments) if number >= agreed}
    said: list[EventTrouble] = []
    new = set[object]()
    for trouble in troubles:
        if not isinstance(trouble, AppointmentAdded):
            said.append(trouble)
        elif (number := known.get(key(trouble.appointment))) is not None:
            said += [AppointmentWanted(number)] * (number not in off)
        elif key(trouble.appointment) not in new:
            new.add(key(trouble.appointment))
            said.append(trouble)
    return tuple(said)


def _refuse_unknown(event: Event, troubles: Sequence[EventTrouble]) -> None:
    most = {"person": event.people, "meeting": len(event.appointments), "slot": event.slots}
    found = [
        Text(f"matchmaking.event_trouble_{name}", found=number + 1, most=most[name])
        for trouble in troubles
        for name, number in _numbers(trouble)
        if not 0 <= number < most[name]
    ]
    found += [
        Text("matchmaking.event_trouble_alone", person=trouble.appointment.first + 1)
        for trouble in troubles
        if isinstance(trouble, AppointmentAdded) and trouble.appointment.first == trouble.appointment.second
    ]
    found += [
        Text("matchmaking.event_trouble_tables", found=trouble.tables)
        for trouble in troubles
        if isinstance(trouble, TablesGone) and trouble.tables < 1
    ]
    if found:
        text = Text("matchmaking.event_trouble_unknown", count=len(found), defects=tuple(found))
        raise InputError(text, Text("matchmaking.event_trouble_unknown_hint"))


def _numbers(trouble: EventTrouble) -> Iterator[tuple[str, int]]:
    """Yield the people, meetings and slots that a trouble names."""
    match trouble:
        case ParticipantAbsent() | ParticipantWithdrawn():
            yield "person", trouble.person
        case AppointmentAdded():
            yield from (("person", person) for person in trouble.appointment.people)
            yield from (("slot", slot) for slot in sorted(trouble.appointment.slots))
        case AppointmentOff() | AppointmentWanted():
            yield "meeting", trouble.number
    if isinstance(trouble, ParticipantAbsent | TablesGone):
        yield from (("slot", slot) for slot in sorted(trouble.slots))
