"""A party's day as a whole: can its people be seated at its tables so that all can talk, eat and rest?

Who sits where stands in no plan but for those asked for by name and those who speak for the firm. So every way to seat
people is looked at, slot by slot: first only that each sits at one table at a time, then that they can talk there, then
that each has a pause, then that nobody has too many meetings in a row. The first of these that cannot be kept is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import ceil
from typing import TypeAlias

from lab.benchmarks.second_judge.facts import Party, Person, Slot
from lab.benchmarks.second_judge.people import can_talk, there
from lab.benchmarks.second_judge.plan import Meeting
from lab.benchmarks.second_judge.scene import Scene, Violation, broken


@dataclass(frozen=True, slots=True)
class Chair:
    """One person of the party; without a name where the sheets give none."""

    person: Person | None
    is_on_hand: bool
    """Whether they are there in all hours of pauses."""


@dataclass(frozen=True, slots=True)
class State:
    """How somebody's day went until now."""

    last: int = -1
    """The latest meeting, by its number that day."""
    run: int = 0
    rest: int = 0
    rested: bool = False


@dataclass(frozen=True, slots=True)
class DayRules:
    """Which of the rules are looked at."""

    talk: bool = False
    pause: bool = False
    run: bool = False


STAGES = (
    ("people", DayRules()),
    ("language", DayRules(talk=True)),
    ("pause", DayRules(talk=True, pause=True)),
    ("row", DayRules(talk=True, run=True)),
    ("pause", DayRules(talk=True, pause=True, run=True)),
)
States: TypeAlias = frozenset[tuple[State, ...]]
MOST_CHAIRS = 6
"""Of larger parties only numbers are judged, not who sits where."""


@dataclass(frozen=True)
class Day:
    """One day of a party."""

    scene: Scene
    party: Party
    meetings: Sequence[Meeting]
    chairs: Sequence[Chair]
    slots: Sequence[Slot]
    pauses: frozenset[int]
    """Slots of the hours of pauses."""

    def first_impossible(self, demands: DayRules) -> Meeting | None:
        """Return the meeting at which no way to seat people is left, None where the day is possible."""
        states: States = frozenset({(State(),) * len(self.chairs)})
        last = self.meetings[0]
        for slot in self.slots:
            for number, meeting in enumerate(self.meetings):
                if meeting.span.start == slot.span.start:
                    states, last = self._seated(states, number, demands), meeting
            states = frozenset(lived for state in states if (lived := self._lived(state, slot, demands)))
            if not states:
                return last
        ends = (all(self._is_well(*one) for one in zip(self.chairs, state, strict=True)) for state in states)
        return None if not demands.pause or any(ends) else last

    def _seated(self, states: States, number: int, demands: DayRules) -> States:
        meeting = self.meetings[number]
        needed = self.scene.people_of(meeting)
        places = [index for index, chair in enumerate(self.chairs) if chair.person and chair.person.id in needed]
        free = range(len(self.chairs))
        found = set()
        for state in states:
            for seats in (places,) if places else combinations(free, 1):
                if all(self._fits(state[seat], self.chairs[seat], meeting, demands) for seat in seats):
                    found.add(
                        tuple(
                            State(number, was.run, was.rest, was.rested) if seat in seats else was
                            for seat, was in enumerate(state)
                        )
                    )
        return frozenset(found)

    def _fits(self, state: State, chair: Chair, meeting: Meeting, demands: DayRules) -> bool:
        if chair.person and not chair.person.is_there(meeting.span):
            return False
        if state.last >= 0:
            before = self.meetings[state.last]
            gap = (meeting.span.start - before.span.end).total_seconds()
            if gap < 60 * self.scene.mission.way(before.place, meeting.place):
                return False
        if not (demands.talk and self._knows_them()):
            return True
        interpreter = self.scene.mission.interpreters.get(meeting.interpreter)
        buyer = self.scene.mission.parties[meeting.buyer]
        return can_talk(self.party, buyer, chair.person, interpreter)

    def _knows_them(self) -> bool:
        """Whether this is about single people: a buyer's are not, nor a firm's that goes about as one."""
        return self.party.is_firm and bool(self.party.base)

    def _lived(self, state: tuple[State, ...], slot: Slot, demands: DayRules) -> tuple[State, ...] | None:
        after = tuple(self._after(one, slot) for one in state)
        too_long = demands.run and any(one.run > self.scene.mission.rules.pause_run for one in after)
        return None if too_long else after

    def _after(self, state: State, slot: Slot) -> State:
        if state.last >= 0 and self.meetings[state.last].span.meets(slot.span):
            return State(state.last, state.run + 1, 0, state.rested)
        rest = state.rest + 1 if slot.number in self.pauses else 0
        return State(state.last, 0, rest, state.rested or rest >= self._pause_slots())

    def _pause_slots(self) -> int:
        rules = self.scene.mission.rules
        return max(1, ceil((rules.pause_minutes - rules.change_minutes) / rules.slot_minutes))

    @staticmethod
    def _is_well(chair: Chair, state: State) -> bool:
        return state.rested or not chair.is_on_hand


def days(scene: Scene) -> Iterator[Violation]:
    """Every day of every party with a meeting is possible for its people."""
    for party in scene.mission.parties.values():
        for number, meetings in scene.days_of(scene.of(party.id)).items():
            day = _day(scene, party, number, meetings)
            if day and (told := _told(day)):
                yield told


def _told(day: Day) -> Violation | None:
    keeps = day.scene.mission.pause_on(0) is not None
    for rule, demands in STAGES:
        if (demands.pause or demands.run) and not keeps:
            continue
        if meeting := day.first_impossible(demands):
            names = ", ".join(f"{each} {each.span}" for each in day.meetings)
            return broken(rule, meeting, [day.party.id], f"{len(day.chairs)} people cannot keep it: {names}")
    return None


def _day(scene: Scene, party: Party, number: int, meetings: Sequence[Meeting]) -> Day | None:
    slots = [slot for slot in scene.mission.slots if slot.day == number]
    hours = scene.mission.pause_on(number)
    pauses = [slot for slot in slots if hours and hours.holds(slot.span)]
    chairs = _chairs(party, number, pauses)
    if len(chairs) > MOST_CHAIRS:
        return None
    return Day(scene, party, meetings, chairs, slots, frozenset(slot.number for slot in pauses))


def _chairs(party: Party, number: int, pauses: Sequence[Slot]) -> list[Chair]:
    named = [
        Chair(person, bool(pauses) and all(person.is_there(slot.span) for slot in pauses)) for person in party.people
    ]
    if party.is_firm and party.base:
        more = max(0, party.staff[number] - len(party.people))
        on_hand = bool(pauses) and all(party.is_free(slot.span) for slot in pauses)
        return [*named, *(Chair(None, on_hand) for _ in range(more))]
    on_hand = bool(pauses) and all(there(party, slot) for slot in pauses)
    return [Chair(None, on_hand) for _ in range(1 if party.is_firm else party.staff[number])]
