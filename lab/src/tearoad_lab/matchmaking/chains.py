"""A plan of an event of any size, with every meeting placed: room is made by exchanging two slots along a chain.

`exchanges.py` has the loops, `annealing.py` makes the plan better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.exchanges import (
    QuietDays,
    Seating,
    beyond_quiet,
    place_quietly,
    place_with_room,
)
from tearoad_lab.matchmaking.patterns import Quiet
from tearoad_lab.matchmaking.sat.encoding import Limits

_TRIES_A_LOOK = 100_000
"""So many tries to place a meeting between two looks at the clock."""
_MOST_BITS = 62
"""In an event of more slots than this nobody's quiet days are listed for exchanges."""


class Chains:
    """One event's plan, whole or not, and the exchanges in it. Orders of appointments are not looked at."""

    def __init__(self, event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> None:
        """Begin with nothing placed."""
        self.seating = seated(event, slots, limits, seed)
        self._waiting = np.array(
            sorted(range(len(slots)), key=lambda meeting: (len(slots[meeting]), meeting)), np.int32
        )

    @property
    def plan(self) -> tuple[int, ...]:
        """The slot of each appointment; -1 where it has none yet."""
        return tuple(self.seating.slot.tolist())

    def place_all(self, over: Callable[[], bool]) -> bool:
        """Place every appointment, making room where there is none; False when the time ends before."""
        waiting = place_quietly(self.seating, self._waiting)
        while waiting and not over():
            waiting = place_with_room(self.seating, self._waiting, waiting, _TRIES_A_LOOK)
        return not waiting


def dice_of(*numbers: int) -> NDArray[np.int64]:
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
        dice=dice_of(seed),
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
