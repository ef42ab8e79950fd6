"""What objectives cost, as arrays that `shifts.py` counts on as meetings are put and taken one by one.

Three kinds of sums say all of them. A peak: of some parts that meetings weigh on, the highest above 0 (people without
a pause, meetings a quota lacks, how many of a crew are at a firm at one time). A wait: the slots that whoever moves
about, or a crew, waits in a day. A walk: the minutes from meeting to meeting of a day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import (
    Candidate,
    Mover,
    areas,
    faces,
    is_on_site,
    minutes_from_bases,
    movers,
)
from tearoad.timetable.solvers.crews import Crews, size
from tearoad.timetable.solvers.limits import corners
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.rests import soft_rests
from tearoad.values import InterpreterId

_UNTIRING = 10**6
"""Slots in a row of whoever needs no pause."""

_UNCAPPED = 10**9
"""The most of a peak that counts however high it is."""

Key = TypeVar("Key", bound=Hashable)


class Tallies(NamedTuple):
    """The sums of some objectives. Entries of column c are those from `..._first[c]` to below `..._first[c + 1]`."""

    cost: Whole
    """Of each objective, now."""
    begin: Whole
    """Each column's first slot, counted from the day's first."""
    length: Whole
    """How many slots each column takes."""
    peak_first: Whole
    peak_part: Whole
    """On which part a column weighs."""
    peak_weight: Whole
    part_sum: Whole
    part_group: Whole
    group_first: Whole
    """The parts of group g are those from here to below the next; its peak is their highest sum, at least 0."""
    group_most: Whole
    """More than so much of a peak is not counted."""
    group_peak: Whole
    group_objective: Whole
    wait_first: Whole
    wait_mover: Whole
    """Whose day a column is part of: a mover's."""
    mover_first: Whole
    """Where a mover's slots begin in `busy`."""
    members: Whole
    """How many someone stands for."""
    run: Whole
    """The most slots in a row, by mover."""
    busy: Whole
    """How many meetings a mover has in a slot."""
    idle: int
    """Which objective waits count for; -1 for none."""
    walk_first: Whole
    walk_mover: Whole
    walker_first: Whole
    """Where a walker's slots begin in `at`."""
    at: Whole
    """The corner where a walker's meeting begins in a slot; -1 for none."""
    corner: Whole
    """Of each column."""
    minutes: Whole
    """Corners x corners."""
    from_bases: Whole
    """The minutes that a column costs those who have a base."""
    walking: int
    """Which objective walks count for; -1 for none."""
    steps: Whole
    """One number: how many parts and slots were counted on."""


def tallies(
    objectives: Sequence[Objective], problem: Problem, candidates: Sequence[Candidate], crews: Crews
) -> Tallies:
    """Return the sums of objectives (of `TALLIED`) for an empty plan. Time O(candidates x slots they take).

    Of a crew what its level counts is counted (`levels/`): the least that its members can do. Where there are no
    objectives nothing is read of the candidates.
    """
    candidates = candidates if objectives else ()
    look = problem.lookup
    peaks = _Peaks(len(candidates))
    for nth, objective in enumerate(objectives):
        if objective in _PEAKS:
            _PEAKS[objective](nth, problem, candidates, crews, peaks)
    firsts = [look.days[look.day[candidate.start]][0] for candidate in candidates]
    idle, walking = (
        objectives.index(objective) if objective in objectives else -1
        for objective in (Objective.IDLE, Objective.WALKING)
    )
    waiting = _Days(movers(way, look) for way in candidates) if idle >= 0 else _Days(() for _ in candidates)
    walkers = (
        _Days(_walkers(way, problem, crews) for way in candidates) if walking >= 0 else _Days(() for _ in candidates)
    )
    corner_of = corners(sorted({way.place for way in candidates}), look.walked) if walking >= 0 else {}
    different = {place: nth for nth, place in enumerate(dict.fromkeys(corner_of.values()))}
    minutes = [[look.walked(here, there) for there in different] for here in different]
    return Tallies(
        np.array([sum(peaks.opened[nth]) for nth in range(len(objectives))], np.int64),
        np.array([way.start - first for way, first in zip(candidates, firsts, strict=True)], np.int64),
        np.array([way.wish.slots for way in candidates], np.int64),
        *peaks.arrays(),
        waiting.first,
        waiting.mover,
        waiting.slots_first(problem),
        np.array([size(mover, crews) for mover in waiting.number], np.int64),
        np.array([_run(mover, problem) for mover in waiting.number], np.int64),
        np.zeros(waiting.slots(problem), np.int64),
        idle,
        walkers.first,
        walkers.mover,
        walkers.slots_first(problem),
        np.full(walkers.slots(problem), -1, np.int64),
        np.array([different[corner_of[way.place]] if corner_of else 0 for way in candidates], np.int64),
        np.array(minutes, np.int64).reshape(len(different), len(different)),
        np.array([minutes_from_bases(way, look) if walking >= 0 else 0 for way in candidates], np.int64),
        walking,
        np.zeros(1, np.int64),
    )


class _Peaks:
    """Groups of parts, and which column weighs on which."""

    def __init__(self, width: int) -> None:
        self.opened: dict[int, list[int]] = defaultdict(list)
        """By objective, the peaks of its groups when no meeting is held."""
        self._use: list[list[tuple[int, int]]] = [[] for _ in range(width)]
        self._sums: list[int] = []
        self._group: list[int] = []
        self._first: list[int] = [0]
        self._objective: list[int] = []
        self._most: list[int] = []

    def add(self, objective: int, parts: Iterable[tuple[int, Mapping[int, int]]], most: int = _UNCAPPED) -> None:
        """Add a group: of each part its sum when nothing is held, and the weight of each column on it."""
        begin = len(self._sums)
        for held, use in parts:
            for column, weight in use.items():
                self._use[column].append((len(self._sums), weight))
            self._sums.append(held)
            self._group.append(len(self._objective))
        self._first.append(len(self._sums))
        self._objective.append(objective)
        self._most.append(most)
        self.opened[objective].append(max(0, *self._sums[begin:]))

    def arrays(self) -> tuple[Whole, Whole, Whole, Whole, Whole, Whole, Whole, Whole, Whole]:
        """Return what `Tallies` holds of peaks, in its order."""
        entries = [entry for mine in self._use for entry in mine]
        peaks = [max(0, *self._sums[here:there]) for here, there in pairwise(self._first)]
        return (
            firsts([len(mine) for mine in self._use]),
            np.array([part for part, _ in entries], np.int64),
            np.array([weight for _, weight in entries], np.int64),
            np.array(self._sums, np.int64),
            np.array(self._group, np.int64),
            np.array(self._first, np.int64),
            np.array(self._most, np.int64),
            np.array(peaks, np.int64),
            np.array(self._objective, np.int64),
        )


class _Days:
    """Whose days each column is part of."""

    def __init__(self, of: Iterable[Iterable[Mover]]) -> None:
        self.number: dict[Mover, int] = {}
        mine = [[self.number.setdefault(mover, len(self.number)) for mover in each] for each in of]
        self.first = firsts([len(each) for each in mine])
        self.mover = np.array([number for each in mine for number in each], np.int64)

    def slots_first(self, problem: Problem) -> Whole:
        return firsts([len(problem.lookup.days[mover[2]]) for mover in self.number])

    def slots(self, problem: Problem) -> int:
        return int(self.slots_first(problem)[-1])


def firsts(lengths: Sequence[int] | Whole) -> Whole:
    """Return where each of some parts begins that stand one behind the other, and where the last ends."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(np.array(lengths, np.int64))))


def _run(mover: Mover, problem: Problem) -> int:
    kind, who, _day = mover
    return problem.lookup.interpreter[InterpreterId(who)].max_run if kind == "interpreter" else _UNTIRING


def _walkers(candidate: Candidate, problem: Problem, crews: Crews) -> Iterator[Mover]:
    """Yield whose walk a meeting is part of; how far a crew walks shows only in its rota."""
    if is_on_site(candidate, problem.lookup):
        yield from (mover for mover in movers(candidate, problem.lookup) if size(mover, crews) == 1)


def _resting(nth: int, problem: Problem, candidates: Sequence[Candidate], _crews: Crews, peaks: _Peaks) -> None:
    for group in soft_rests(problem, candidates):
        peaks.add(nth, [(-rest.most, rest.use) for rest in group])


def _lacking(nth: int, problem: Problem, candidates: Sequence[Candidate], _crews: Crews, peaks: _Peaks) -> None:
    for quota in problem.quotas:
        counted = (
            column
            for column, candidate in enumerate(candidates)
            if candidate.start in quota.slots and quota.party in candidate.wish.parties
        )
        peaks.add(nth, [(quota.least, dict.fromkeys(counted, -1))])


def _distinct(
    nth: int, candidates: Sequence[Candidate], keys: Callable[[Candidate], Iterable[tuple[Key, int]]], peaks: _Peaks
) -> None:
    """Count each key once; where it stands for a crew, as often as it is there at one time."""
    found: dict[tuple[Key, int], dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for column, candidate in enumerate(candidates):
        for key, members in keys(candidate):
            for slot in candidate.taken if members > 1 else (0,):
                found[key, members][slot][column] = 1
    for (_, members), at in found.items():
        peaks.add(nth, [(0, use) for use in at.values()], members)


def _faces(nth: int, problem: Problem, candidates: Sequence[Candidate], crews: Crews, peaks: _Peaks) -> None:
    look = problem.lookup
    _distinct(nth, candidates, lambda way: ((key, crews.size(key[2])) for key in faces(way, look)), peaks)


def _areas(nth: int, problem: Problem, candidates: Sequence[Candidate], crews: Crews, peaks: _Peaks) -> None:
    look = problem.lookup
    _distinct(nth, candidates, lambda way: ((key, size(key[0], crews)) for key in areas(way, look)), peaks)


_PEAKS: Mapping[Objective, Callable[[int, Problem, Sequence[Candidate], Crews, _Peaks], None]] = {
    Objective.MINIMUMS: _lacking,
    Objective.PAUSES: _resting,
    Objective.INTERPRETER_CHANGES: _faces,
    Objective.PLACE_CHANGES: _areas,
}

TALLIED = frozenset(_PEAKS) | {Objective.IDLE, Objective.WALKING}
"""The objectives that single meetings can serve by going elsewhere."""
