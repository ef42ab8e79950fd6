"""Firms and buyers eat and rest: as a rule, or counted where a mission's pauses are soft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from tearoad.text import Ref, Text
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Pauses, Problem
from tearoad.timetable.rules.taking import by_party, by_person, taken_by
from tearoad.timetable.rules.violation import Violation, begin, slots_of
from tearoad.values import PartyId, PersonId

Taken: TypeAlias = Mapping[int, Sequence[Meeting]]
"""Slot -> the meetings somebody is in, or on the way to or from."""
Staff: TypeAlias = Sequence[int]
"""By slot, how many people are on hand."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A pause that people do not have on a day: whose people, how many, and why."""

    who: PartyId | PersonId
    day: int
    people: int
    text: Text
    meetings: tuple[Meeting, ...]


def party_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Whoever of a party is there over the hours of pauses has one, and nobody has too many slots in a row."""
    if problem.lookup.pauses is not None:
        for missed in _missed_by_parties(problem, problem.lookup.pauses, meetings):
            yield Violation(missed.text, missed.meetings)


def person_gets_a_pause(problem: Problem, meetings: Sequence[Meeting]) -> Iterator[Violation]:
    """Who speaks for a firm, or was asked for by name, has a pause too: no colleague can take their place.

    Where nobody else of the firm is there, all its meetings are theirs.
    """
    pauses = problem.lookup.pauses
    if pauses is None:
        return
    parties = {party.id: together for party, together in by_party(problem, meetings)}
    for name, own in by_person(problem, meetings):
        person = problem.lookup.person[name]
        alone = problem.lookup.alone(person)
        taken: dict[int, list[Meeting]] = defaultdict(list)
        for meeting in dict.fromkeys((*own, *parties.get(person.party, ()))):
            for slot in slots_of(problem, meeting):
                if meeting in own or slot in alone:
                    taken[slot].append(meeting)
        staff = [int(slot.index not in person.absent) for slot in problem.slots]
        for missed in _missed(problem, pauses, name, staff, taken):
            yield Violation(missed.text, missed.meetings)


def soft_pauses_missed(problem: Problem, meetings: Sequence[Meeting]) -> tuple[Missed, ...]:
    """Return the pauses that the parties of a plan do without; none where pauses are a rule or off."""
    soft = problem.lookup.soft_pauses
    return () if soft is None else tuple(_missed_by_parties(problem, soft, meetings))


def _missed_by_parties(problem: Problem, pauses: Pauses, meetings: Sequence[Meeting]) -> Iterator[Missed]:
    for party, mine in by_party(problem, meetings):
        yield from _missed(problem, pauses, party.id, party.staff, taken_by(problem, party, mine))


def _missed(problem: Problem, pauses: Pauses, who: PartyId | PersonId, staff: Staff, taken: Taken) -> Iterator[Missed]:
    """Yield, for each day, the pause at noon that is missed and the row that is too long by the most."""
    look = problem.lookup
    for day in sorted({look.day[meeting.start] for some in taken.values() for meeting in some}):
        today = look.days[day]
        hours = [slot for slot in today if slot in pauses.within]
        people = _there(staff, hours) if len(hours) >= pauses.slots else 0
        found = _pauses(staff, taken, hours, pauses.slots)
        if found < people:
            at = begin(problem, hours[0])
            text = Text("timetable.pause_missed", firm=Ref(who), at=at, found=found, people=people)
            yield Missed(who, day, people - found, text, _together(taken, hours))
        rows = [today[first : first + pauses.max_run + 1] for first in range(len(today) - pauses.max_run)]
        lacking = [_there(staff, row) - sum(_free(staff, taken, row)) for row in rows]
        if max(lacking, default=0) > 0:  # the row in which the most people lack a pause; of equal ones the first
            row = rows[lacking.index(max(lacking))]
            text = Text("timetable.row_too_long", firm=Ref(who), at=begin(problem, row[0]), most=pauses.max_run)
            yield Missed(who, day, max(lacking), text, _together(taken, row))


def _there(staff: Staff, slots: Sequence[int]) -> int:
    """Return how many people are on hand in all of these slots."""
    return min((staff[slot] for slot in slots), default=0)


def _free(staff: Staff, taken: Taken, slots: Sequence[int]) -> list[int]:
    return [max(0, staff[slot] - len(taken.get(slot, ()))) for slot in slots]


def _pauses(staff: Staff, taken: Taken, hours: Sequence[int], length: int) -> int:
    """Return how many pauses of a length there is room for: the earliest first, which is as many as can be."""
    free, found = _free(staff, taken, hours), 0
    for first in range(len(hours) - length + 1):
        here = min(free[first : first + length])
        found += here
        free[first : first + length] = [people - here for people in free[first : first + length]]
    return found


def _together(taken: Taken, slots: Sequence[int]) -> tuple[Meeting, ...]:
    return tuple(dict.fromkeys(meeting for slot in slots for meeting in taken.get(slot, ())))
