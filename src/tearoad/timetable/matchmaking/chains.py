"""A plan of an event of any size, mended chain by chain.

Two slots split meetings into chains: whoever meets in both links two meetings. Along a chain the two slots may be
exchanged and nobody is in two meetings at once (Kempe 1879); only the two people at its ends are busy at another time.
So room is made for meetings that fit nowhere, and breaks are taken out by simulated annealing (Kirkpatrick, Gelatt,
Vecchi 1983). Nothing is proved here.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tearoad.timetable.matchmaking.event import Event
from tearoad.timetable.matchmaking.sat.encoding import Limits

_HOT, _COLD = 0.35, 0.1
_UNFAIR = 4
"""What a break beyond the limits costs."""
_EVERY = 2_000
"""So many tries between two looks at the clock."""
_TRIES_A_WAY = 1_000
"""Work is counted: so many tries for each appointment and slot, at most."""


@dataclass(slots=True)
class _Chain:
    """Meetings in which `here` and `there` may be exchanged, and the people at both ends."""

    meetings: list[int]
    ends: tuple[int, int]
    here: int
    there: int


class Chains:
    """One event's plan, whole or not, and the exchanges in it. Orders of appointments are not looked at."""

    def __init__(self, event: Event, slots: Sequence[frozenset[int]], limits: Limits, seed: int) -> None:
        """Begin with nothing placed."""
        self._event, self._limits = event, limits
        self._dice = random.Random(seed)  # noqa: S311  # which exchange is tried, not a secret
        self._may = [sum(1 << slot for slot in one) for one in slots]
        self._pairs = [one.people for one in event.appointments]
        self._at = [[-1] * event.slots for _ in range(event.people)]
        self._busy = [0] * event.people
        """A bit for each slot."""
        self._load = [0] * event.slots
        self._slot = [-1] * len(slots)
        self._costs: dict[int, int] = {}

    @property
    def plan(self) -> tuple[int, ...]:
        """The slot of each appointment; -1 where it has none yet."""
        return tuple(self._slot)

    def place_all(self, over: Callable[[], bool]) -> bool:
        """Place every appointment, making room where there is none; False when the time ends before."""
        waiting = [
            one
            for one in sorted(range(len(self._may)), key=lambda one: (self._may[one].bit_count(), one))
            if not self._placed_quietly(one)
        ]
        tries = 0
        while waiting:
            tries += 1
            if tries % _EVERY == 0 and over():
                return False
            nth = self._dice.randrange(len(waiting))
            if self._placed_with_room(waiting[nth]):
                waiting[nth] = waiting[-1]
                waiting.pop()
        return True

    def anneal(self, ends: float, over: Callable[[], bool], heard: Callable[[tuple[int, ...]], None]) -> None:
        """Take breaks out until `ends` or the work is done; tell the best plan of every while."""
        cost = best = sum(map(self._cost, self._busy))
        begun, work, plan = time.monotonic(), _TRIES_A_WAY * len(self._slot) * self._event.slots, None
        for tries in range(work):
            if tries % _EVERY == 0:
                if plan is not None:
                    heard(plan)
                    plan = None
                now = time.monotonic()
                if now >= ends or over():
                    return
                gone = max(tries / work, (now - begun) / max(0.001, ends - begun))
                heat = _HOT * (_COLD / _HOT) ** gone
            cost += self._try(heat)
            if cost < best:
                best, plan = cost, self.plan
        if plan is not None:
            heard(plan)

    def _try(self, heat: float) -> int:
        """Exchange two slots of somebody, if it is worth it or chance has it; return what it costs."""
        dice = self._dice.random
        person, here, there = int(dice() * len(self._busy)), *(int(dice() * self._event.slots) for _ in range(2))
        busy = self._busy[person]
        if not busy >> here & 1 or busy >> there & 1:
            return 0
        swap = 1 << here | 1 << there
        cost = self._cost(busy ^ swap) - self._cost(busy)
        if cost > 1:  # the other end seldom makes up for it
            return 0
        chain = self._chain(person, here, there)
        if chain is None:
            return 0
        other = self._busy[chain.ends[1]]
        cost += self._cost(other ^ swap) - self._cost(other)
        if cost > 0 and dice() >= math.exp(-cost / heat):
            return 0
        self._exchange(chain)
        return cost

    def _cost(self, busy: int) -> int:
        """Return the breaks of somebody busy then, and more where that is not fair."""
        cost = self._costs.get(busy)
        if cost is None:
            count = max(0, (busy & ~(busy << 1)).bit_count() - 1)
            least, most = self._limits.least, self._limits.most
            cost = count + _UNFAIR * (max(0, count - most) + max(0, least - count))
            self._costs[busy] = cost
        return cost

    def _placed_quietly(self, one: int) -> bool:
        """Place an appointment where it breaks the days of both the least."""
        first, second = (self._busy[person] for person in self._pairs[one])
        found = self._room(one)
        if found:
            self._put(
                one,
                min(
                    found,
                    key=lambda slot: (
                        self._cost(first | 1 << slot) + self._cost(second | 1 << slot),
                        self._load[slot],
                        slot,
                    ),
                ),
            )
        return bool(found)

    def _placed_with_room(self, one: int) -> bool:
        """Place an appointment where there is room; where there is none, exchange something and wait."""
        found = self._room(one)
        if found:
            self._put(one, self._dice.choice(found))
            return True
        first, second = self._pairs[one]
        mine = [slot for slot in range(self._event.slots) if self._may[one] >> slot & 1 and self._is_free(first, slot)]
        theirs = [slot for slot in range(self._event.slots) if self._is_free(second, slot)]
        person, here, there = second, self._any(mine), self._any(theirs)
        if here == there:  # both are free, but no table is
            person, there = self._dice.randrange(self._event.people), self._any(())
        if self._is_free(person, here) == self._is_free(person, there):
            return False
        if self._is_free(person, here):
            here, there = there, here
        chain = self._chain(person, here, there)
        if chain is not None:
            self._exchange(chain)
        return False

    def _any(self, slots: Sequence[int]) -> int:
        return self._dice.choice(slots or range(self._event.slots))

    def _is_free(self, person: int, slot: int) -> bool:
        return not self._busy[person] >> slot & 1

    def _room(self, one: int) -> list[int]:
        first, second = self._pairs[one]
        free = self._may[one] & ~self._busy[first] & ~self._busy[second]
        return [slot for slot in range(self._event.slots) if free >> slot & 1 and self._load[slot] < self._event.tables]

    def _put(self, one: int, slot: int) -> None:
        self._slot[one] = slot
        self._load[slot] += 1
        for person in self._pairs[one]:
            self._at[person][slot] = one
            self._busy[person] |= 1 << slot

    def _chain(self, person: int, here: int, there: int) -> _Chain | None:
        """Follow the chain of somebody who is busy `here` and free `there`; None where an exchange is not allowed."""
        found: list[int] = []
        at, end, slot, other = self._at, person, here, there
        while (one := at[end][slot]) >= 0:
            if not self._may[one] >> other & 1:
                return None
            found.append(one)
            first, second = self._pairs[one]
            end = second if first == end else first
            slot, other = other, slot
        if len(found) % 2 and self._load[there] >= self._event.tables:
            return None
        return _Chain(found, (person, end), here, there)

    def _exchange(self, chain: _Chain) -> None:
        here, there = chain.here, chain.there
        for one in chain.meetings:
            for person in self._pairs[one]:
                self._at[person][self._slot[one]] = -1
        for one in chain.meetings:
            slot = self._slot[one] = there if self._slot[one] == here else here
            for person in self._pairs[one]:
                self._at[person][slot] = one
        for person in chain.ends:
            self._busy[person] ^= 1 << here | 1 << there
        if len(chain.meetings) % 2:
            self._load[here] -= 1
            self._load[there] += 1
