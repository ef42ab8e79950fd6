"""A matchmaking event, whole. Construction validates.

The problem of Bofill, Garcia, Suy and Villaret, "The business-to-business meeting timetabling problem" (JAIR 74, 2022):
every meeting is held, nobody is in two at once, tables are few, and nobody should wait between meetings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tearoad.errors import InputError
from tearoad.text import Text

UNPLACED = -1
"""The slot of a meeting that a plan does not hold."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting of two people in one of the given slots."""

    first: int
    second: int
    slots: frozenset[int]
    wanted: frozenset[int] | None = field(default=None, compare=False, repr=False)
    """The slots it may have by its part of the day alone, whoever is away; None where that is not known."""

    @property
    def people(self) -> tuple[int, int]:
        """Both who meet."""
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Event:
    """People, slots and tables counted from 0; `tables` meetings at most in one slot."""

    people: int
    slots: int
    tables: int
    appointments: tuple[Appointment, ...]
    order: frozenset[tuple[int, int]] = frozenset()
    """Pairs of appointments: the first one's slot comes before the second one's."""
    spread: int | None = None
    """How many more breaks one person may have than another; None asks for no such fairness."""
    absences: Mapping[int, frozenset[int]] = field(default_factory=dict, compare=False, repr=False)
    """When people are away, where it is known; the slots of their appointments are without these already."""

    def __post_init__(self) -> None:
        """Refuse an event that speaks of people, slots or appointments it does not have.

        Raises:
            InputError: the parameter `defects` of its text holds every defect.

        """
        found = [*self._of_appointments(), *self._of_order()]
        if found:
            text = Text("matchmaking.event_broken", count=len(found), defects=tuple(found))
            raise InputError(text, Text("matchmaking.event_broken_hint"))

    def _of_appointments(self) -> list[Text]:
        found = []
        for number, appointment in enumerate(self.appointments, 1):
            strangers = ", ".join(str(person + 1) for person in appointment.people if not 0 <= person < self.people)
            outside = ", ".join(str(slot + 1) for slot in sorted(appointment.slots) if not 0 <= slot < self.slots)
            if strangers:
                found.append(Text("matchmaking.event_stranger", number=number, people=strangers, most=self.people))
            if appointment.first == appointment.second:
                found.append(Text("matchmaking.event_alone", number=number, person=appointment.first + 1))
            if outside:
                found.append(Text("matchmaking.event_outside", number=number, slots=outside, most=self.slots))
        return found

    def _of_order(self) -> list[Text]:
        known = range(len(self.appointments))
        return [
            Text("matchmaking.event_order", before=before + 1, after=after + 1, most=len(known))
            for before, after in sorted(self.order)
            if before not in known or after not in known or before == after
        ]

    def appointments_of(self) -> tuple[tuple[int, ...], ...]:
        """Return each person's appointments. Time O(people + appointments)."""
        of: list[list[int]] = [[] for _ in range(self.people)]
        for number, appointment in enumerate(self.appointments):
            of[appointment.first].append(number)
            of[appointment.second].append(number)
        return tuple(map(tuple, of))

    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
        """Return two sides of which no two people meet on the same; None where there are none. Time O(appointments)."""
        met: list[list[int]] = [[] for _ in range(self.people)]
        for appointment in self.appointments:
            met[appointment.first].append(appointment.second)
            met[appointment.second].append(appointment.first)
        side: dict[int, bool] = {}
        for start in range(self.people):
            todo = [] if start in side else [start]
            side.setdefault(start, False)
            while todo:
                person = todo.pop()
                for other in met[person]:
                    if other not in side:
                        side[other] = not side[person]
                        todo.append(other)
                    elif side[other] == side[person]:
                        return None
        first = tuple(person for person in range(self.people) if not side[person])
        return first, tuple(person for person in range(self.people) if side[person])
