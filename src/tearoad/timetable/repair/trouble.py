"""What goes wrong at a fair: each kind of trouble says what the problem is from now on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from tearoad.timetable.problem import Party, Problem, Wish
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId, WishId


@dataclass(frozen=True, slots=True)
class InterpreterAway:
    """An interpreter cannot be had in these slots."""

    interpreter: InterpreterId
    slots: frozenset[int]

    def applied(self, problem: Problem) -> Problem:
        """Return the problem without the interpreter's hours."""
        interpreters = tuple(
            replace(interpreter, hours=interpreter.hours - self.slots)
            if interpreter.id == self.interpreter
            else interpreter
            for interpreter in problem.interpreters
        )
        return replace(problem, interpreters=interpreters)


@dataclass(frozen=True, slots=True)
class PartyShort:
    """In these slots a party has fewer people, or nobody; who comes late has nobody at first."""

    party: PartyId
    slots: frozenset[int]
    missing: int | None = None
    """How many people are missing; None: all."""

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with fewer people of the party."""
        return replace(problem, parties=_short(problem.parties, self.party, self.slots, self.missing))


@dataclass(frozen=True, slots=True)
class PersonAway:
    """A named delegate is away in these slots: nobody meets them, and their party has one person fewer."""

    person: PersonId
    slots: frozenset[int]

    def applied(self, problem: Problem) -> Problem:
        """Return the problem without the person; where they were absent already their party did not count them."""
        old = problem.lookup.person[self.person]
        persons = tuple(
            replace(person, absent=person.absent | self.slots) if person.id == old.id else person
            for person in problem.persons
        )
        parties = _short(problem.parties, old.party, self.slots - old.absent, 1)
        return replace(problem, persons=persons, parties=parties)


@dataclass(frozen=True, slots=True)
class PlaceClosed:
    """Nobody can meet at a place in these slots."""

    place: PlaceId
    slots: frozenset[int]

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the place closed."""
        places = tuple(
            replace(place, closed=place.closed | self.slots) if place.id == self.place else place
            for place in problem.places
        )
        return replace(problem, places=places)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A meeting is off. Its wish stays without any start, so that it is still known who was told of it."""

    wish: WishId

    def applied(self, problem: Problem) -> Problem:
        """Return the problem in which the meeting cannot be held and nobody insists on it."""
        wishes = _one_wish(problem.wishes, replace(problem.lookup.wish[self.wish], starts=frozenset(), must=False))
        return replace(problem, wishes=wishes, pins=tuple(pin for pin in problem.pins if pin.wish != self.wish))


@dataclass(frozen=True, slots=True)
class WantedNow:
    """A meeting that was wished is now a must."""

    wish: WishId

    def applied(self, problem: Problem) -> Problem:
        """Return the problem with the wish as a must."""
        return replace(problem, wishes=_one_wish(problem.wishes, replace(problem.lookup.wish[self.wish], must=True)))


Trouble: TypeAlias = InterpreterAway | PartyShort | PersonAway | PlaceClosed | CalledOff | WantedNow


def _short(parties: Iterable[Party], short: PartyId, slots: frozenset[int], missing: int | None) -> tuple[Party, ...]:
    def left(slot: int, people: int) -> int:
        if slot not in slots:
            return people
        return 0 if missing is None else max(0, people - missing)

    return tuple(
        replace(party, staff=tuple(left(slot, people) for slot, people in enumerate(party.staff)))
        if party.id == short
        else party
        for party in parties
    )


def _one_wish(wishes: Iterable[Wish], new: Wish) -> tuple[Wish, ...]:
    return tuple(new if wish.id == new.id else wish for wish in wishes)
