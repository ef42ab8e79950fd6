"""The problem, whole: slots, places, parties, interpreters, wishes, pins, quotas, orders. Construction validates.

Everything is counted in slots of the fair. The file form of a problem is in `schema`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tearoad.errors import InputError
from tearoad.mission import Objective, Switch, Walk
from tearoad.text import Text
from tearoad.timetable.facts.lookup import Lookup
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
    Side,
    Wish,
)
from tearoad.timetable.facts.validation import defects
from tearoad.timetable.plan import Meeting
from tearoad.values import Slot

__all__ = [
    "Engagement",
    "MeetingInterpreter",
    "MeetingPlace",
    "Party",
    "Pauses",
    "Person",
    "Pin",
    "Precedence",
    "Problem",
    "Quota",
    "Side",
    "Switch",
    "Wish",
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a timetable has to obey and to strive for."""

    slots: tuple[Slot, ...]
    places: tuple[MeetingPlace, ...]
    parties: tuple[Party, ...]
    wishes: tuple[Wish, ...]
    interpreters: tuple[MeetingInterpreter, ...] = ()
    persons: tuple[Person, ...] = ()
    walks: tuple[Walk, ...] = ()
    """Minutes between places or zones; what is not listed is no walk. Same place or same zone: 0."""
    pins: tuple[Pin, ...] = ()
    previous: tuple[Meeting, ...] = ()
    """The plan people were told, as far as its wishes still exist."""
    objectives: tuple[Objective, ...] = tuple(objective for objective in Objective if objective is not Objective.PAUSES)
    """The most important first; pauses only where they are soft."""
    quotas: tuple[Quota, ...] = ()
    precedences: tuple[Precedence, ...] = ()
    switched_off: frozenset[Switch] = frozenset()
    """Rules that bind nobody in this problem."""
    pauses: Pauses | None = None
    engagements: tuple[Engagement, ...] = ()
    """What keeps people from meetings, as far as it is known."""
    lookup: Lookup = field(init=False, repr=False, compare=False)
    """The same facts by id, by day and by distance."""

    def __post_init__(self) -> None:
        """Look everything up once and refuse a problem that contradicts itself.

        Raises:
            InputError: the parameter `defects` of its text holds every defect, not only the first.

        """
        found = defects(self)
        if found:
            text = Text("timetable.problem_broken", count=len(found), defects=found)
            raise InputError(text, Text("timetable.problem_broken_hint"))
        lookup = Lookup(self)
        object.__setattr__(self, "lookup", lookup)
