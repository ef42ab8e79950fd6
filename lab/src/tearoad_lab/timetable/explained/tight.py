"""Made-up missions so small and tight that many wishes stay out, with every rule in play. All firms are fictional.

A mission of `missions.py` with everybody wanting the same few hours, few and busy interpreters, tables that close, and
what an organiser may add: quotas, orders, groups, named people, pins, rules switched off.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from tearoad.mission import Objective
from tearoad.timetable.problem import (
    MeetingInterpreter,
    MeetingPlace,
    Party,
    Person,
    Pin,
    Precedence,
    Problem,
    Quota,
    Switch,
    Wish,
)
from tearoad.values import PartyId, PersonId
from tearoad_lab.timetable.missions import Format, mission

SMALLEST, LARGEST = 3, 6
"""Firms of a tight mission."""
_RUSH = 8
"""Slots that everybody wants."""
_STARTS = 4
"""Of a wish at most."""
_TABLES = 3
_WISHES = 26
T = TypeVar("T")


def tight(kind: Format, firms: int, seed: int) -> Problem:
    """Return the same tight mission for the same numbers."""
    return _Tightening(mission(kind, firms, seed), random.Random(f"tight {kind} {firms} {seed}")).problem()  # noqa: S311  # made-up data


def tight_sizes(seed: int) -> Iterator[tuple[Format, int, int]]:
    """Yield format, number of firms and seed of tight missions, the formats in turn, without end."""
    dice = random.Random(f"tight missions {seed}")  # noqa: S311  # made-up data
    while True:
        for kind in Format:
            yield kind, dice.randint(SMALLEST, LARGEST), dice.randrange(2**31)


class _Tightening:
    """The order in which the dice are thrown is part of what a seed means."""

    def __init__(self, loose: Problem, dice: random.Random) -> None:
        self._loose, self._dice = loose, dice
        self._slots = range(len(loose.slots))
        self._rush = sorted(dice.sample(self._slots[: 2 * _RUSH], _RUSH))

    def problem(self) -> Problem:
        loose, dice = self._loose, self._dice
        places = tuple(self._place(table) for table in self._fewer_tables())
        parties = tuple(self._party(party) for party in loose.parties)
        named = [party.id for party in parties if dice.random() < 0.4]
        persons = tuple(Person(PersonId(f"D {party}"), party, self._some(2)) for party in named)
        of = {person.party: person.id for person in persons}
        kept = sorted(dice.sample(range(len(loose.wishes)), min(_WISHES, len(loose.wishes))))
        wishes = tuple(self._wish(loose.wishes[nth], places, parties, of) for nth in kept)
        return Problem(
            slots=loose.slots,
            places=places,
            parties=parties,
            wishes=wishes,
            interpreters=tuple(self._interpreter(interpreter, parties) for interpreter in self._fewer_interpreters()),
            persons=persons,
            walks=loose.walks,
            pins=tuple(self._pins(wishes)),
            objectives=(Objective.MUSTS, Objective.VALUE),
            quotas=tuple(self._quota(dice.choice(parties)) for _ in range(dice.choice((0, 2, 4)))),
            precedences=tuple(self._orders(wishes)),
            switched_off=frozenset(switch for switch in Switch if dice.random() < 0.1),
        )

    def _some(self, most: int) -> frozenset[int]:
        """Return some of the wanted slots."""
        return frozenset(self._dice.sample(self._rush, self._dice.randint(0, most)))

    def _seldom(self, chance: float, new: T, old: T) -> T:
        return new if self._dice.random() < chance else old

    def _fewer_tables(self) -> list[MeetingPlace]:
        tables = [place.id for place in self._loose.places if place.owner is None]
        return [place for place in self._loose.places if place.owner is not None or place.id in tables[:_TABLES]]

    def _place(self, place: MeetingPlace) -> MeetingPlace:
        capacity = self._seldom(0.03, 0, self._seldom(0.4, 1, place.capacity))
        return replace(place, capacity=capacity, closed=self._seldom(0.2, self._some(3), place.closed))

    def _party(self, party: Party) -> Party:
        gone = self._some(1)
        staff = tuple(max(0, people - (slot in gone)) for slot, people in enumerate(party.staff))
        return replace(party, staff=staff, max_per_day=self._seldom(0.5, self._dice.randint(1, 4), party.max_per_day))

    def _wish(
        self, wish: Wish, places: tuple[MeetingPlace, ...], parties: tuple[Party, ...], persons: dict[PartyId, PersonId]
    ) -> Wish:
        dice, there = self._dice, {place.id for place in places}
        slots = self._seldom(0.12, 2, wish.slots)
        starts = self._starts(wish, slots)
        others = [party.id for party in parties if party.id not in wish.parties]
        named = [persons[party] for party in wish.parties if party in persons]
        return replace(
            wish,
            slots=slots,
            starts=starts,
            places=tuple(place for place in wish.places if place in there),
            others=self._seldom(0.1, tuple(dice.sample(others, dice.choice((1, 1, 2)))), ()),
            person=self._seldom(0.3, dice.choice(named), None) if named else None,
            must=dice.random() < 0.25,
        )

    def _starts(self, wish: Wish, slots: int) -> frozenset[int]:
        """Return a few of the wanted slots, as a rule such as suit the buyer."""
        wanted = [slot for slot in self._rush if self._loose.lookup.fits_in_day(slot, slots)]
        suit = [slot for slot in wanted if slot in wish.starts]
        possible = self._seldom(0.85, suit, wanted) or wanted
        count = self._seldom(0.02, 0, self._dice.randint(1, _STARTS))
        return frozenset(self._dice.sample(possible, min(len(possible), count)))

    def _fewer_interpreters(self) -> list[MeetingInterpreter]:
        most = self._dice.choice((1, 2, 3, 3))
        return self._dice.sample(self._loose.interpreters, min(most, len(self._loose.interpreters)))

    def _interpreter(self, interpreter: MeetingInterpreter, parties: tuple[Party, ...]) -> MeetingInterpreter:
        dice, off = self._dice, self._some(3)
        programme = self._seldom(0.5, off, frozenset[int]())
        days = self._loose.lookup.day
        taken = tuple(sum(days[slot] == day for slot in programme) for day in range(max(days) + 1))
        return replace(
            interpreter,
            hours=interpreter.hours - off,
            max_slots_per_day=dice.choice((2, 3, 5, 12, 12)),
            max_run=dice.choice((2, 3, 4)),
            not_for=self._seldom(0.2, frozenset({dice.choice(parties).id}), interpreter.not_for),
            programme=programme,
            programme_slots=taken if programme else (),
        )

    def _quota(self, party: Party) -> Quota:
        counted = frozenset(self._dice.sample(self._slots, len(self._slots) // 2)) | self._some(_RUSH)
        return Quota(party.id, counted, 0, self._dice.choice((0, 1, 1, 2, 2, 3)))

    def _orders(self, wishes: tuple[Wish, ...]) -> Iterator[Precedence]:
        row = self._dice.sample(wishes, len(wishes))  # of one row, so that no two contradict each other
        for _ in range(self._dice.choice((0, 3, 8)) if len(row) > 1 else 0):
            first, second = sorted(self._dice.sample(range(len(row)), 2))
            yield Precedence(row[first].id, row[second].id)

    def _pins(self, wishes: tuple[Wish, ...]) -> Iterator[Pin]:
        for wish in self._dice.sample(wishes, min(len(wishes), self._dice.choice((0, 1, 2)))):
            start = self._dice.choice((None, *sorted(wish.starts)))
            yield Pin(wish.id, start, self._dice.choice((None, *wish.places)))
