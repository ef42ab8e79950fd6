"""Trouble as somebody at the fair reports it: who or what, from when until when, on the fair's clock."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem, Wish
from tearoad.timetable.repair.trouble import (
    CalledOff,
    InterpreterAway,
    PartyShort,
    PersonAway,
    PlaceClosed,
    Trouble,
    WantedNow,
)
from tearoad.timetable.rules import broken
from tearoad.values import InterpreterId, PartyId, PersonId, PlaceId, WishId


class Kind(StrEnum):
    """What can go wrong, in the order in which a fair knows it."""

    ABSENT = "absent"
    """Somebody does not come."""
    LATE = "late"
    INTERPRETER = "interpreter"
    PLACE = "place"
    OFF = "off"
    """One meeting is not held."""
    TIME = "time"
    """Nobody can meet anywhere in one slot."""
    FEWER = "fewer"
    """A firm has one person less."""
    WANTED = "wanted"
    """A meeting that was left out has to be held."""
    MISSED = "missed"
    """A meeting's time has come and somebody was not there: it has to be held later."""


UNTIMED = frozenset({Kind.OFF, Kind.WANTED, Kind.MISSED})
"""Trouble with a meeting, not with hours."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The plan people hold, at a moment of the fair."""

    problem: Problem
    meetings: tuple[Meeting, ...]
    at: datetime

    @property
    def now(self) -> int:
        """The first slot that has not begun; the number of slots where all have."""
        slots = self.problem.slots
        return next((slot.index for slot in slots if slot.window.start_at >= self.at), len(slots))

    @property
    def to_come(self) -> tuple[Meeting, ...]:
        """The meetings that have not begun, in order of time."""
        now = self.now
        return tuple(
            sorted(
                (meeting for meeting in self.meetings if meeting.start >= now),
                key=lambda meeting: (meeting.start, meeting.wish),
            )
        )

    @property
    def begun(self) -> tuple[Meeting, ...]:
        """The meetings whose time has come, in order of time."""
        now = self.now
        return tuple(
            sorted(
                (meeting for meeting in self.meetings if meeting.start < now),
                key=lambda meeting: (meeting.start, meeting.wish),
            )
        )

    def takes(self, meeting: Meeting) -> frozenset[int]:
        """Return the slots a meeting takes."""
        return frozenset(self.problem.lookup.taken(meeting.start, self.problem.lookup.wish[meeting.wish].slots))

    def concerns(self, meeting: Meeting) -> frozenset[str]:
        """Return everybody and everything a meeting needs, by id."""
        wish = self.problem.lookup.wish[meeting.wish]
        return frozenset(filter(None, (*wish.parties, wish.person, meeting.interpreter, meeting.place)))


@dataclass(frozen=True, slots=True)
class Reported:
    """One trouble. `who` is the id of whom or what it concerns, the wish of a meeting, nothing of a time."""

    kind: Kind
    who: str
    from_at: datetime
    until: datetime

    def slots(self, scene: Scene) -> frozenset[int]:
        """Return the slots it hits: none that has begun, and none that a running meeting of theirs still takes."""
        running = (meeting for meeting in scene.meetings if meeting.start < scene.now and self._touches(scene, meeting))
        kept = frozenset().union(*(scene.takes(meeting) for meeting in running))
        hit = (
            slot.index
            for slot in scene.problem.slots[scene.now :]
            if slot.window.start_at < self.until and slot.window.end_at > self.from_at
        )
        return frozenset(hit) - kept

    def hits(self, scene: Scene) -> tuple[Meeting, ...]:
        """Return the meetings to come that it may change."""
        if self.kind in UNTIMED:
            might = scene.begun if self.kind is Kind.MISSED else scene.to_come
            return tuple(meeting for meeting in might if meeting.wish == self.who)
        slots = self.slots(scene)
        return tuple(
            meeting
            for meeting in scene.to_come
            if self._touches(scene, meeting) and not slots.isdisjoint(scene.takes(meeting))
        )

    def troubles(self, scene: Scene, slots: frozenset[int]) -> tuple[Trouble, ...]:
        """Return what it is to the engine in these slots."""
        if self.kind is Kind.TIME:
            return tuple(PlaceClosed(place, slots) for place in scene.problem.lookup.place)
        is_person = PersonId(self.who) in scene.problem.lookup.person
        away: Trouble = PersonAway(PersonId(self.who), slots) if is_person else PartyShort(PartyId(self.who), slots)
        others: dict[Kind, Trouble] = {
            Kind.INTERPRETER: InterpreterAway(InterpreterId(self.who), slots),
            Kind.PLACE: PlaceClosed(PlaceId(self.who), slots),
            Kind.OFF: CalledOff(WishId(self.who)),
            Kind.FEWER: PartyShort(PartyId(self.who), slots, 1),
            Kind.WANTED: WantedNow(WishId(self.who)),
            Kind.MISSED: WantedNow(WishId(self.who)),
        }
        return (others.get(self.kind, away),)

    def held(self, scene: Scene) -> tuple[Meeting, ...]:
        """Return the meetings of the plan people hold, without the one that was missed: its time is no longer taken."""
        return tuple(meeting for meeting in scene.meetings if self.kind is not Kind.MISSED or meeting.wish != self.who)

    def wanted(self) -> tuple[WishId, ...]:
        """Return the wish that has to be brought in."""
        return (WishId(self.who),) if self.kind in {Kind.WANTED, Kind.MISSED} else ()

    def _touches(self, scene: Scene, meeting: Meeting) -> bool:
        """Whether a meeting needs whom or what it concerns; of a named person's firm each does."""
        if self.kind is Kind.TIME:
            return True
        person = scene.problem.lookup.person.get(PersonId(self.who))
        return not scene.concerns(meeting).isdisjoint({self.who, person.party} if person else {self.who})


def still_ahead(problem: Problem, wishes: Collection[WishId], now: int) -> Problem:
    """Return the problem in which these wishes have no way before slot `now`; one that is over keeps its ways."""

    def left(wish: Wish) -> Wish:
        starts = frozenset(start for start in wish.starts if start >= now) if wish.id in wishes else wish.starts
        return replace(wish, starts=starts or wish.starts)

    return replace(problem, wishes=tuple(map(left, problem.wishes)))


def troubled(scene: Scene, reported: Reported) -> Problem:
    """Return the problem of the plan people hold, as its previous plan, with the trouble in it.

    Trouble begins once those who are in a running meeting are back from it: nobody can be called out of it.
    """
    begun = [meeting for meeting in reported.held(scene) if meeting.start < scene.now]
    excused, hit = broken(scene.problem, begun), sorted(reported.slots(scene))
    for first in range(len(hit) + 1):
        problem = replace(scene.problem, previous=scene.meetings)
        for trouble in reported.troubles(scene, frozenset(hit[first:])):
            problem = trouble.applied(problem)
        if broken(problem, begun) == excused:
            break
    return problem
