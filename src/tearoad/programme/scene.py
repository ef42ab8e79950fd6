"""Everything a programme is judged against, looked up once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

from tearoad.companies import Buyer, Exporter
from tearoad.mission.mission import Mission, ProgrammeItem
from tearoad.mission.people import Absence, Delegate, Interpreter
from tearoad.mission.stands import with_own_stands
from tearoad.programme.ways import Ways
from tearoad.text import Ref, Text
from tearoad.values import Window


class ConflictKind(StrEnum):
    """Why an item cannot be held as it stands, or not with these people."""

    TWICE = "twice"
    """Somebody is bound by two items at once."""
    INTERPRETER_TWICE = "interpreter_twice"
    TOO_FAR = "too_far"
    """The minutes between two places are more than the time between two items."""
    NOT_THERE_YET = "not_there_yet"
    ALREADY_LEFT = "already_left"
    ABSENT = "absent"
    SPEAKER_AWAY = "speaker_away"
    OUTSIDE_HOURS = "outside_hours"
    """Outside the hours an interpreter works."""
    LONG_DAY = "long_day"
    """More hours of interpreting on a day than they may work."""
    NOT_FOR = "not_for"
    """An interpreter does not work for a firm that is there."""
    OUTSIDE_STAY = "outside_stay"
    """Before the delegation has arrived or after it has left."""
    STAND_EMPTY = "stand_empty"
    UNKNOWN = "unknown"
    """It names somebody who does not take part any more."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that does not go, told at the item it is about."""

    kind: ConflictKind
    item: str
    text: Text
    people: tuple[str, ...] = ()
    """Ids of those affected."""
    other: str = ""
    """The second item, where two do not go together."""


@dataclass(frozen=True)
class Scene:
    """A mission's people, places and programme."""

    mission: Mission
    programme: tuple[ProgrammeItem, ...]
    delegates: tuple[Delegate, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    exporters: tuple[Exporter, ...] = ()
    buyers: tuple[Buyer, ...] = ()
    absences: tuple[Absence, ...] = ()

    @cached_property
    def persons(self) -> dict[str, Delegate]:
        """Delegates by id."""
        return {delegate.id: delegate for delegate in self.delegates}

    @cached_property
    def helpers(self) -> dict[str, Interpreter]:
        """Interpreters by id."""
        return {interpreter.id: interpreter for interpreter in self.interpreters}

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Return by firm or office the named people who belong to it."""
        found: dict[str, list[str]] = {}
        for delegate in self.delegates:
            for group in delegate.called - {delegate.id}:
                found.setdefault(group, []).append(delegate.id)
        return {group: tuple(people) for group, people in found.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every id an item may name."""
        parties = {str(exporter.id) for exporter in self.exporters} | {str(buyer.id) for buyer in self.buyers}
        places = {str(place.id) for place in with_own_stands(self.mission, self.exporters).places}
        return frozenset({*self.persons, *self.helpers, *self.groups} | parties | places)

    @cached_property
    def stay(self) -> Window | None:
        """From the first arrival to the last departure; None where neither is known of anybody."""
        arrivals = [delegate.arrives_at for delegate in self.delegates if delegate.arrives_at]
        departures = [delegate.leaves_at for delegate in self.delegates if delegate.leaves_at]
        if not arrivals or not departures or min(arrivals) >= max(departures):
            return None
        return Window(min(arrivals), max(departures))

    def people(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return who is meant: a firm or office stands for its named people, or for itself where nobody is named."""
        return tuple(dict.fromkeys(person for text in ids for person in self.groups.get(text, (text,))))

    @cached_property
    def bound(self) -> dict[str, tuple[str, ...]]:
        """Return by item the people it binds."""
        return {item.id: self.people(item.bound) for item in self.programme}

    @cached_property
    def ways(self) -> Ways:
        """The minutes between places."""
        return Ways(self.mission, self.exporters)

    def minutes(self, here: ProgrammeItem, there: ProgrammeItem) -> int:
        """Return the way between two items' places; 0 where one of them is none of the mission's places."""
        return self.ways.between(here.place, there.place)

    def day_of(self, at: datetime) -> date:
        """Return the day at the fair."""
        return at.astimezone(self.mission.fair_zone).date()


def refs(people: Iterable[str]) -> tuple[Ref, ...]:
    """Return people as a list in a sentence."""
    return tuple(Ref(person) for person in people)
