"""Firms and buyers eat and rest: as a rule, or counted where a mission's pauses are soft."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Party, Pauses, Problem
from tearoad.timetable.rules.taking import by_party, taken_by
from tearoad.timetable.rules.violation import Violation, begin

Taken = Mapping[int, Sequence[Meeting]]
"""The meetings of a party, slot by slot."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A pause that people of a party do not have on a day: how many they are, and why."""

    party: Party
    day: int
    people: int
    text: Text
    meetings: tuple[Meeting, ...]


def party_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Whoever of a party is there over the hours of pauses has one, and nobody has too many slots in a row."""
    if problem.lookup.pauses is not None:
        for one in missed_pauses(problem, problem.lookup.pauses, meetings):
            yield Violation(one.text, one.meetings)


def soft_pauses_missed(problem: Problem, meetings: Sequence[Meeting]) -> tuple[Missed, ...]:
    """Return the pauses that a plan does without; none where pauses are a rule or off."""
    soft = problem.lookup.soft_pauses
    return () if soft is None else tuple(missed_pauses(problem, soft, meetings))


def missed_pauses(problem: Problem, pauses: Pauses, meetings: Sequence[Meeting]) -> Iterator[Missed]:
    """Yield, for each party and day, the pause at noon that is missed and the row that is too long by the most."""
    look = problem.lookup
    for party, mine in by_party(problem, meetings):
        taken = taken_by(problem, party, mine)
        for day in sorted({look.day[meeting.start] for meeting in mine}):
            today = look.days[day]
            hours = [slot for slot in today if slot in pauses.within]
            people = _there(party, hours) if len(hours) >= pauses.slots else 0
            found = _pauses(party, taken, hours, pauses.slots)
            if found < people:
                at = begin(problem, hours[0])
                text = Text("timetable.pause_missed", firm=Ref(party.id), at=at, found=found, people=people)
                yield Missed(party, day, people - found, text, _together(taken, hours))
            yield from _too_long(problem, party, taken, day, pauses.max_run)


def _there(party: Party, slots: Sequence[int]) -> int:
    """Return how many people are on hand in all of these slots."""
    return min((party.staff[slot] for slot in slots), default=0)


def _free(party: Party, taken: Taken, slots: Sequence[int]) -> list[int]:
    return [max(0, party.staff[slot] - len(taken.get(slot, ()))) for slot in slots]


def _pauses(party: Party, taken: Taken, hours: Sequence[int], length: int) -> int:
    """Return how many pauses of a length there is room for: the earliest first, which is as many as can be."""
    free, found = _free(party, taken, hours), 0
    for first in range(len(hours) - length + 1):
        here = min(free[first : first + length])
        found += here
        free[first : first + length] = [people - here for people in free[first : first + length]]
    return found


def _too_long(problem: Problem, party: Party, taken: Taken, day: int, most: int) -> Iterator[Missed]:
    """Yield the row of slots in which the most people lack a pause; of equal ones the first."""
    today = problem.lookup.days[day]
    rows = [today[first : first + most + 1] for first in range(len(today) - most)]
    lacking = [_there(party, row) - sum(_free(party, taken, row)) for row in rows]
    if max(lacking, default=0) > 0:
        row = rows[lacking.index(max(lacking))]
        text = Text("timetable.row_too_long", firm=Ref(party.id), at=begin(problem, row[0]), most=most)
        yield Missed(party, day, max(lacking), text, _together(taken, row))


def _together(taken: Taken, slots: Sequence[int]) -> tuple[Meeting, ...]:
    return tuple(dict.fromkeys(meeting for slot in slots for meeting in taken.get(slot, ())))
