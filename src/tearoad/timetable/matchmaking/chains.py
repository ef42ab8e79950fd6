"""A plan of an event of any size, mended chain by chain.

Room is made for meetings that fit nowhere by exchanging two slots along a chain of meetings, and breaks are taken out
by simulated annealing of such exchanges (Kirkpatrick, Gelatt, Vecchi 1983); `exchanges.py` has the loops. Nothing is
proved here.

Annealing goes in rounds, each a little colder and with dice that come from seed and round: a round depends on nothing
but the plan it begins with, so a search that was ended goes on from there to the end it would have come to.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.matchmaking.checkpoint import Checkpoint
from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.exchanges import (
    Seating,
    anneal,
    lead,
    place_quietly,
    place_with_room,
    total_cost,
)
from tearoad.timetable.matchmaking.sat.encoding import Limits

_HOT, _COLD = 0.22, 0.12
ROUNDS = 32
"""So many rounds at least."""
_VISITS_A_ROUND = 1_500_000
"""So many visits in a round at most: some half a second."""
VISITS_A_SECOND = 2_500_000
"""So many visits count as a second of work."""
_VISITS_A_LOOK = 10_000
"""So many visits between two looks at the clock: some milliseconds, not compiled half a second."""
_TRIES_A_LOOK = 100_000
"""So many tries to place a meeting between two looks at the clock."""
_SHARE_OF_ROUND = 2.0
"""A round may take this many times its share of the time that is left."""
_LED_HOT, _LED_COLD = 0.13, 0.09
LEADS_A_SECOND = 50_000_000
"""So many visits of somebody who is led to a day count as a second of work: most have theirs."""
_LEADS_A_LOOK = 20_000
_COSTS = 4
_UNIT = 1 << 30


class Chains:
    """One event's plan, whole or not, and the exchanges in it. Orders of appointments are not looked at."""

    def __init__(self, event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> None:
        """Begin with nothing placed."""
        self._seed = seed
        self._seating = seated(event, slots, limits, seed)
        self.was_cut = False
        """Whether the clock, or somebody, ended annealing before its work was done."""
        self._waiting = np.array(sorted(range(len(slots)), key=lambda one: (len(slots[one]), one)), np.int32)

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

    def anneal(
        self,
        work: float,
        ends: float,
        over: Callable[[], bool],
        start: Checkpoint | None = None,
    ) -> Iterator[tuple[tuple[int, ...], Sequence[int], Checkpoint | None]]:
        """Take breaks out with so much work, or until `ends`.

        Yield the best plan, everybody's breaks in it, and where the search is, each round.

        Of a round that was ended in its midst only the best plan is told: it has to be begun again.
        """
        if start is not None:
            self._seating = with_plan(self._seating, start.plan)
        visits = math.ceil(work * VISITS_A_SECOND)
        rounds = max(ROUNDS, math.ceil(visits / _VISITS_A_ROUND))
        best = self.plan if start is None else start.best
        best_cost = total_cost(with_plan(self._seating, best))
        for nth in range(0 if start is None else start.rounds, rounds):
            now = time.monotonic()
            until = now + (ends - now) * min(1.0, _SHARE_OF_ROUND / (rounds - nth))
            if now >= ends or over():
                self.was_cut = True
                break
            cost, found = self._round(nth, -(-visits // rounds), _chances(nth / (rounds - 1)), until, over)
            if cost < best_cost:
                best_cost, best = cost, found
            breaks = np.maximum(with_plan(self._seating, best).runs - 1, 0).tolist()
            is_ended = over() or time.monotonic() >= ends
            yield best, breaks, None if is_ended else Checkpoint(nth + 1, self.plan, best)

    def lead_to(
        self, days: Sequence[frozenset[int]], plan: Sequence[int], work: float, over: Callable[[], bool]
    ) -> Iterator[tuple[int, ...]]:
        """Lead a plan to these days of people with so much work; yield each plan that is better than all before."""
        seating = with_plan(self._seating, plan)._replace(dice=_dice(self._seed, ROUNDS, 1))
        wanted = np.zeros((len(days), len(seating.load)), np.bool_)
        for person, day in enumerate(days):
            wanted[person, list(day)] = True
        astray = int(((seating.at[:, 1:-1] >= 0) & ~wanted).sum())
        best, looks = total_cost(seating), math.ceil(work * LEADS_A_SECOND / _LEADS_A_LOOK)
        for nth in range(looks):
            if over() or not astray:
                break
            astray += lead(
                seating, wanted, _LEADS_A_LOOK, _chances_at(_LED_HOT * (_LED_COLD / _LED_HOT) ** (nth / looks))
            )
            cost = total_cost(seating)
            if cost < best:
                best = cost
                yield tuple(seating.slot.tolist())

    def _round(
        self, nth: int, visits: int, chances: NDArray[np.int64], until: float, over: Callable[[], bool]
    ) -> tuple[int, tuple[int, ...]]:
        """Make a round's visits; return what the best plan cost that was come upon, and that plan."""
        seating = self._seating = self._seating._replace(dice=_dice(self._seed, nth))
        cost = best_cost = total_cost(seating)
        best, done = seating.slot.copy(), 0
        while done < visits and time.monotonic() < until and not over():
            count = min(_VISITS_A_LOOK, visits - done)
            cost += anneal(seating, count, chances)
            done += count
            if cost < best_cost:
                best_cost, best = cost, seating.slot.copy()
        self.was_cut |= done < visits
        return best_cost, tuple(best.tolist())


def _chances(gone: float) -> np.ndarray:
    """Return how often, in 2**-30, an exchange of each cost is taken when so much of the work is done."""
    return _chances_at(_HOT * (_COLD / _HOT) ** gone)


def _chances_at(heat: float) -> np.ndarray:
    """Return the same at a heat."""
    return np.array([int(_UNIT * math.exp(-cost / heat)) for cost in range(_COSTS)], np.int64)


def _dice(*numbers: int) -> NDArray[np.int64]:
    """Return the first state of a generator, another one for other numbers."""
    return np.array([int(np.random.SeedSequence(numbers).generate_state(1)[0]) % (2**32 - 1) + 1], np.int64)


def seated(event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> Seating:
    """Return the arrays of an event of which nothing is placed. Memory O(people x slots + appointments x slots)."""
    allowed = np.zeros((len(slots), event.slots), np.bool_)
    for meeting, may in enumerate(slots):
        allowed[meeting, list(may)] = True
    first = np.array([appointment.first for appointment in event.appointments], np.int32)
    second = np.array([appointment.second for appointment in event.appointments], np.int32)
    return Seating(
        at=np.full((event.people, event.slots + 2), -1, np.int32),
        first=first,
        second=second,
        both=first ^ second,
        allowed=allowed,
        slot=np.full(len(slots), -1, np.int32),
        load=np.zeros(event.slots, np.int64),
        tables=event.tables,
        runs=np.zeros(event.people, np.int64),
        limits=np.array([limits.least, limits.most], np.int64),
        dice=_dice(seed),
        chain=np.zeros(len(slots), np.int32),
    )


def with_plan(seating: Seating, plan: Sequence[int]) -> Seating:
    """Return the same event with this plan, everything placed."""
    slot = np.array(plan, np.int32)
    at = np.full_like(seating.at, -1)
    meetings = np.arange(len(slot), dtype=np.int32)
    for person in (seating.first, seating.second):
        at[person, slot + 1] = meetings
    busy = at >= 0
    return seating._replace(
        at=at,
        slot=slot,
        load=np.bincount(slot, minlength=len(seating.load)).astype(np.int64),
        runs=(busy[:, 1:] & ~busy[:, :-1]).sum(axis=1).astype(np.int64),
    )
