"""A plan of an event of any size, mended chain by chain.

Room is made for meetings that fit nowhere by exchanging two slots along a chain of meetings, and breaks are taken out
by simulated annealing of such exchanges (Kirkpatrick, Gelatt, Vecchi 1983); `exchanges.py` has the loops. Nothing is
proved here.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.exchanges import (
    Seating,
    anneal,
    place_quietly,
    place_with_room,
    total_cost,
)
from tearoad.timetable.matchmaking.patterns import Quiet
from tearoad.timetable.matchmaking.sat.encoding import Limits

_HOT, _COLD = 0.22, 0.12
_TRIES_A_WAY = 20_000
_MOST_TRIES = 1_000_000_000
"""Work is counted: so many tries for each appointment and slot, and so many at most."""
_TRIES_A_LOOK = 100_000
"""So many tries between two looks at the clock: some thousandths of a second, not compiled half a second."""
_LOOKS_A_REPORT = 10
"""A better plan is reported this seldom: to judge a large one takes longer than a look."""
_COSTS = 4
_UNIT = 1 << 30


class Chains:
    """One event's plan, whole or not, and the exchanges in it. Orders of appointments are not looked at."""

    def __init__(
        self,
        event: Event,
        slots: Sequence[frozenset[int]],
        limits: Limits,
        seed: int,
        quiet: Mapping[int, Quiet] = MappingProxyType({}),
    ) -> None:
        """Begin with nothing placed. Where people's quietest days are known, others are tried more often."""
        self._seating = seated(event, slots, limits, seed)
        for person, day in quiet.items():
            self._seating.least_runs[person] = day.breaks + 1
        self._waiting = np.array(sorted(range(len(slots)), key=lambda one: (len(slots[one]), one)), np.int32)
        self._work = min(_TRIES_A_WAY * len(slots) * event.slots, _MOST_TRIES)

    @property
    def plan(self) -> tuple[int, ...]:
        """The slot of each appointment; -1 where it has none yet."""
        return tuple(self._seating.slot.tolist())

    def place_all(self, over: Callable[[], bool]) -> bool:
        """Place every appointment, making room where there is none; False when the time ends before."""
        waiting = place_quietly(self._seating, self._waiting)
        while waiting and not over():
            waiting = place_with_room(self._seating, self._waiting, waiting, _TRIES_A_LOOK)
        return not waiting

    def anneal(self, ends: float, over: Callable[[], bool], heard: Callable[[tuple[int, ...]], None]) -> None:
        """Take breaks out until `ends` or the work is done; report the best plan every now and then, and at the end."""
        cost = best = total_cost(self._seating)
        begun, done, better = time.monotonic(), 0, None
        for look in itertools.count(1):
            now = time.monotonic()
            if done >= self._work or now >= ends or over():
                break
            gone = max(done / self._work, (now - begun) / max(0.001, ends - begun))
            tries = min(_TRIES_A_LOOK, self._work - done)
            cost += anneal(self._seating, tries, _chances(gone))
            done += tries
            if cost < best:
                best, better = cost, self._seating.slot.copy()
            if better is not None and look % _LOOKS_A_REPORT == 0:
                heard(tuple(better.tolist()))
                better = None
        if better is not None:
            heard(tuple(better.tolist()))


def _chances(gone: float) -> np.ndarray:
    """Return how often, in 2**-30, an exchange of each cost is taken when so much of the work is done."""
    heat = _HOT * (_COLD / _HOT) ** gone
    return np.array([int(_UNIT * math.exp(-cost / heat)) for cost in range(_COSTS)], np.int64)


def seated(event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> Seating:
    """Return the arrays of an event of which nothing is placed. Memory O(people x slots + appointments x slots)."""
    allowed = np.zeros((len(slots), event.slots), np.bool_)
    for meeting, may in enumerate(slots):
        allowed[meeting, list(may)] = True
    return Seating(
        at=np.full((event.people, event.slots + 2), -1, np.int32),
        first=np.array([one.first for one in event.appointments], np.int32),
        second=np.array([one.second for one in event.appointments], np.int32),
        allowed=allowed,
        slot=np.full(len(slots), -1, np.int32),
        load=np.zeros(event.slots, np.int64),
        tables=event.tables,
        runs=np.zeros(event.people, np.int64),
        least_runs=np.zeros(event.people, np.int64),
        limits=np.array([limits.least, limits.most], np.int64),
        dice=np.array([(seed * 2_654_435_761 + 2_463_534_242) % (2**32 - 1) + 1], np.int64),
        chain=np.zeros(len(slots), np.int32),
        following=np.zeros(len(slots), np.int32),
    )
