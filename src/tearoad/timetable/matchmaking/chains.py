"""A plan of an event of any size, mended chain by chain.

Room is made for meetings that fit nowhere by exchanging two slots along a chain of meetings, and people are led to
quiet days by simulated annealing of such exchanges (Kirkpatrick, Gelatt, Vecchi 1983): what counts is in how many slots
somebody is busy outside the quiet day nearest to theirs. The way there leads through plans with many breaks; what is
left of them at the end is taken out by the same exchanges. Nothing is proved here; `exchanges.py` has the loops.

Annealing goes in rounds, each a little colder and with dice that come from seed and round: a round depends on nothing
but the plan it begins with, so a search that was ended goes on from there to the end it would have come to.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.matchmaking.checkpoint import Checkpoint
from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.exchanges import (
    QuietDays,
    Seating,
    anneal,
    beyond_quiet,
    place_quietly,
    place_with_room,
    total_cost,
)
from tearoad.timetable.matchmaking.patterns import Quiet
from tearoad.timetable.matchmaking.sat.encoding import Limits

ROUNDS, _LEADING_ROUNDS = 32, 24
"""So many rounds in a turn; in so many people are led to quiet days, in the others breaks are taken out."""
_LEADING_HEAT, _BREAKS_HEAT = (0.25, 0.1), (0.15, 0.06)
"""The heat of the first and of the last of these rounds."""
STEPS_A_SECOND = 60_000_000
"""So many steps count as a second of work."""
_STEPS_A_LOOK = 200_000
"""So many steps between two looks at the clock: some milliseconds, not compiled some tenths of a second."""
_TRIES_A_LOOK = 100_000
"""So many tries to place a meeting between two looks at the clock."""
_SHARE_OF_ROUND = 2.0
"""A round may take this many times its share of the time that is left."""
_COSTS = 4
_UNIT = 1 << 30
_MOST_BITS = 62
"""In an event of more slots than this nobody's quiet days are listed for exchanges."""


class Round(NamedTuple):
    """Where a turn of annealing is after a round."""

    done: int
    """How many rounds are done."""
    plan: tuple[int, ...]
    """What the next begins with."""
    best: tuple[int, ...]
    breaks: Sequence[int]
    """Everybody's in the best plan."""
    was_ended: bool
    """Whether it was ended in its midst: it has to be begun again."""


class Chains:
    """One event's plan, whole or not, and the exchanges in it. Orders of appointments are not looked at."""

    def __init__(self, event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> None:
        """Begin with nothing placed."""
        self._seed = seed
        self._seating = seated(event, slots, limits, seed)
        self.was_cut = False
        """Whether the clock, or somebody, ended annealing before its work was done."""
        self._waiting = np.array(
            sorted(range(len(slots)), key=lambda meeting: (len(slots[meeting]), meeting)), np.int32
        )

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
        quiet: Mapping[int, Quiet],
        start: Checkpoint,
        work: float,
        ends: float,
        over: Callable[[], bool],
    ) -> Iterator[Round]:
        """Lead people to quiet days with so much work, or until `ends`; yield each round."""
        self._seating = with_plan(self._seating, start.plan)
        steps = math.ceil(work * STEPS_A_SECOND / ROUNDS)
        best = start.best
        best_cost = total_cost(with_plan(self._seating, best))
        days = quiet_days(self._seating, quiet)
        for nth in range(start.rounds, ROUNDS):
            if nth == max(start.rounds, _LEADING_ROUNDS):
                days = quiet_days(self._seating, {person: Quiet(day.breaks, ()) for person, day in quiet.items()})
            if not days.beyond.any():
                return
            now = time.monotonic()
            until = now + (ends - now) * min(1.0, _SHARE_OF_ROUND / (ROUNDS - nth))
            if now >= ends or over():
                self.was_cut = True
                return
            self._seating = self._seating._replace(dice=_dice(self._seed, start.turn, nth))
            cost, found = self._round(days, steps, _chances(nth), until, over)
            if cost < best_cost:
                best_cost, best = cost, found
            breaks = np.maximum(with_plan(self._seating, best).runs - 1, 0).tolist()
            yield Round(nth + 1, self.plan, best, breaks, over() or time.monotonic() >= ends)

    def _round(
        self, days: QuietDays, steps: int, chances: NDArray[np.int64], until: float, over: Callable[[], bool]
    ) -> tuple[int, tuple[int, ...]]:
        """Make a round's steps; return what the best plan cost that was come upon, and that plan."""
        seating = self._seating
        best_cost, best = total_cost(seating), seating.slot.copy()
        beyond, done = int(days.beyond.sum()), 0
        while done < steps and beyond and time.monotonic() < until and not over():
            count = min(_STEPS_A_LOOK, steps - done)
            beyond += anneal(seating, days, count, chances)
            done += count
            cost = total_cost(seating)
            if cost < best_cost:
                best_cost, best = cost, seating.slot.copy()
        self.was_cut |= done < steps and beyond > 0
        return best_cost, tuple(best.tolist())


def _chances(nth: int) -> np.ndarray:
    """Return how often, in 2**-30, an exchange of each cost is taken in a round."""
    rounds, (hot, cold) = _LEADING_ROUNDS, _LEADING_HEAT
    if nth >= _LEADING_ROUNDS:
        nth, rounds, (hot, cold) = nth - _LEADING_ROUNDS, ROUNDS - _LEADING_ROUNDS, _BREAKS_HEAT
    heat = hot * (cold / hot) ** (nth / (rounds - 1))
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


def quiet_days(seating: Seating, quiet: Mapping[int, Quiet]) -> QuietDays:
    """Return everybody's quiet days beside a plan. Memory O(people x days of one)."""
    people, slots = seating.runs.shape[0], seating.load.shape[0]
    are_listed = slots <= _MOST_BITS
    listed = [quiet[person].patterns if are_listed and person in quiet else () for person in range(people)]
    bit = np.array([1 << slot if are_listed else 0 for slot in range(slots)], np.int64)
    busy = (seating.at[:, 1:-1] >= 0) @ bit
    days = QuietDays(
        days=np.array([day for days in listed for day in days], np.int64),
        begins=np.cumsum([0, *map(len, listed)], dtype=np.int64),
        least=np.array([quiet[person].breaks if person in quiet else 0 for person in range(people)], np.int64),
        bit=bit,
        busy=busy,
        beyond=np.zeros(people, np.int64),
    )
    for person in range(people):
        days.beyond[person] = beyond_quiet(seating, days, person, busy[person], seating.runs[person])
    return days


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
