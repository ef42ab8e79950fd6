"""Which slots of a day must not all be taken, so that the people of a party can rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tearoad.timetable.facts.lookup import Lookup
from tearoad.timetable.facts.parts import Party, Pauses
from tearoad.timetable.facts.taken import taken_slots
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.runs import touched_by_every_run
from tearoad.values import PartyId

BySlot = Mapping[int, Sequence[int]]
"""Slot -> the columns that take somebody of the party in it."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Of some slots of a day at most `most` people are in meetings, if all `people` there are to have a pause."""

    day: int
    in_hours: bool
    """Whether it is for the pause at noon; else for one in a row of slots."""
    use: Mapping[int, int]
    """Column -> in how many of the slots it takes somebody."""
    most: int
    people: int


def by_slot(party: Party, columns: Sequence[int], chosen: Sequence[Candidate], look: Lookup) -> BySlot:
    """Return the columns of a party by the slots in which they take somebody."""
    found: dict[int, list[int]] = defaultdict(list)
    for column in columns:
        candidate = chosen[column]
        taken, _away = taken_slots(party, candidate.start, candidate.wish.slots, candidate.place, look)
        for slot in taken:
            found[slot].append(column)
    return found


def rests(staff: Sequence[int], taking: BySlot, pauses: Pauses, look: Lookup) -> Iterator[Rest]:
    """Yield what has to stay free: of slots of which every pause takes one, as many as people are there."""
    for day, today in look.days.items():
        if taking.keys().isdisjoint(today):
            continue
        hours = [slot for slot in today if slot in pauses.within]
        for some in touched_by_every_run(hours, pauses.slots):
            yield from _rest(staff, taking, day, some, hours)
        for first in range(len(today) - pauses.max_run):
            row = today[first : first + pauses.max_run + 1]
            yield from _rest(staff, taking, day, row, ())


def soft_rests(problem: Problem, chosen: Sequence[Candidate]) -> list[list[Rest]]:
    """Return the rests of soft pauses, those of one party, day and kind together."""
    look, soft = problem.lookup, problem.lookup.soft_pauses
    if soft is None:
        return []
    columns: dict[PartyId, list[int]] = defaultdict(list)
    groups: dict[tuple[PartyId, int, bool], list[Rest]] = defaultdict(list)
    for column, candidate in enumerate(chosen):
        for party in candidate.wish.parties:
            columns[party].append(column)
    for party, mine in columns.items():
        there = look.party[party]
        for rest in rests(there.staff, by_slot(there, mine, chosen, look), soft, look):
            groups[party, rest.day, rest.in_hours].append(rest)
    return list(groups.values())


def _rest(staff: Sequence[int], taking: BySlot, day: int, some: Sequence[int], hours: Sequence[int]) -> Iterator[Rest]:
    people = min(staff[slot] for slot in hours or some)
    most = sum(staff[slot] for slot in some) - people
    use: dict[int, int] = defaultdict(int)
    for slot in some if people else ():
        for column in taking.get(slot, ()):
            use[column] += 1
    if sum(use.values()) > most:  # else it can never bind
        yield Rest(day, bool(hours), use, most, people)
