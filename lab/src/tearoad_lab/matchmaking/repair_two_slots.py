"""Which meetings leave two crowded slots, exactly: in two slots people and meetings form chains and rings only.

Along each chain it is known for every pair of numbers that have left how few people that tells (dynamic programming),
once where the last meeting leaves and once where it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_A_PERSON = 10**6
"""A person counts more than all meetings that are stuck."""
_NEVER = 10**12
_MOST_CELLS = 30_000_000
"""So large a table is filled at most, in bytes."""

Costs = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Step:
    """One meeting of a chain: whether, where it stays or leaves, the one before has left."""

    number: int
    axis: int
    before_stay: Flags
    before_leave: Flags


@dataclass(frozen=True, slots=True)
class _Walk:
    """A chain from its first meeting to its last."""

    costs: Costs
    steps: tuple[_Step, ...]
    last_left: Flags


def fewest_of_two(
    ends: Mapping[int, tuple[int, ...]],
    axis: Mapping[int, int],
    leave: tuple[int, int],
    anyway: int,
    is_stuck: Callable[[int], bool],
) -> tuple[int, tuple[int, ...]] | None:
    """Return how few people are told and such meetings, of these with the fewest stuck; None where it is too large.

    Args:
        ends: whose each meeting is; `anyway` costs nothing.
        axis: 0 or 1, the slot of each meeting.
        leave: how many leave each slot.
        anyway: all people who are told anyway.
        is_stuck: whether a meeting could go nowhere at once.

    """
    shape = (leave[0] + 1, leave[1] + 1)
    if 2 * len(ends) * shape[0] * shape[1] > _MOST_CELLS:
        return None
    two = _TwoSlots(ends, axis, anyway, is_stuck)
    costs = np.full(shape, _NEVER, np.int64)
    costs[0, 0] = 0
    ways: list[tuple[tuple[_Walk, ...], Flags]] = []
    for chain, is_ring in two.chains():
        walks = two.ring(costs, chain) if is_ring else (two.chain(costs, chain),)
        second = walks[-1].costs < walks[0].costs
        costs = np.minimum(walks[0].costs, walks[-1].costs)
        ways.append((walks, second))
    return int(costs[leave]) // _A_PERSON, tuple(sorted(_chosen(ways, leave)))


def _chosen(ways: Sequence[tuple[tuple[_Walk, ...], Flags]], leave: tuple[int, int]) -> Iterator[int]:
    """Yield the meetings that leave, chain by chain from the last one back."""
    at = [*leave]
    for walks, second in reversed(ways):
        walk = walks[-1] if second[*at] else walks[0]
        leaves = bool(walk.last_left[*at])
        for step in reversed(walk.steps):
            if leaves:
                yield step.number
                at[step.axis] -= 1
            leaves = bool((step.before_leave if leaves else step.before_stay)[*at])


class _TwoSlots:
    def __init__(
        self, ends: Mapping[int, tuple[int, ...]], axis: Mapping[int, int], anyway: int, is_stuck: Callable[[int], bool]
    ) -> None:
        self._ends, self._axis, self._anyway, self._is_stuck = ends, axis, anyway, is_stuck
        self._at: dict[int, list[int]] = {}
        for number, pair in sorted(ends.items()):
            for person in pair:
                self._at.setdefault(person, []).append(number)

    def chains(self) -> Iterator[tuple[list[tuple[int, int]], bool]]:
        """Yield chains as meetings, each with the person it begins with, and whether the last meets the first."""
        seen: set[int] = set()
        starts = [
            (number, person)
            for number, pair in sorted(self._ends.items())
            for person in pair
            if person == self._anyway or len(self._at[person]) == 1
        ]
        starts += [(number, pair[0]) for number, pair in sorted(self._ends.items())]
        for number, person in starts:
            if number not in seen:
                chain = self._from(number, person)
                seen.update(meeting for meeting, _ in chain)
                last, first = self._other(*chain[-1]), chain[0][1]
                yield chain, len(chain) > 1 and first == last != self._anyway

    def _from(self, number: int, person: int) -> list[tuple[int, int]]:
        chain = [(number, person)]
        while True:
            person = self._other(number, person)
            others = [meeting for meeting in self._at[person] if meeting != number]
            if person == self._anyway or not others or others[0] == chain[0][0]:
                return chain
            number = others[0]
            chain.append((number, person))

    def _other(self, number: int, person: int) -> int:
        first, second = self._ends[number]
        return second if person == first else first

    def chain(self, costs: Costs, chain: Sequence[tuple[int, int]]) -> _Walk:
        """Walk a chain with two ends."""
        last = self._cost(self._other(*chain[-1]))
        stays, leaves, steps = self._walk(costs, np.full_like(costs, _NEVER), chain)
        return _Walk(np.minimum(stays, leaves + last), steps, leaves + last < stays)

    def ring(self, costs: Costs, chain: Sequence[tuple[int, int]]) -> tuple[_Walk, _Walk]:
        """Walk a ring, once with its first meeting staying and once with it leaving."""
        never, number = np.full_like(costs, _NEVER), chain[0][0]
        nowhere = np.zeros(costs.shape, np.bool_)
        first = _Step(number, self._axis[number], nowhere, nowhere)
        walks = []
        for begin in ((costs, never), (never, self._left(costs, number))):
            stays, leaves, steps = self._walk(*begin, chain[1:])
            stays, leaves = stays + _A_PERSON * (begin[0] is never), leaves + _A_PERSON
            walks.append(_Walk(np.minimum(stays, leaves), (first, *steps), leaves < stays))
        return walks[0], walks[1]

    def _walk(
        self, stays: Costs, leaves: Costs, chain: Sequence[tuple[int, int]]
    ) -> tuple[Costs, Costs, tuple[_Step, ...]]:
        """Return what the last meeting costs where it stays and where it leaves, and the steps to it."""
        steps = []
        for number, person in chain:
            cost = self._cost(person)
            steps.append(_Step(number, self._axis[number], leaves + cost < stays, leaves < stays))
            either = np.minimum(stays, leaves) + cost
            stays, leaves = np.minimum(stays, leaves + cost), self._left(either, number)
        return stays, leaves, tuple(steps)

    def _left(self, costs: Costs, number: int) -> Costs:
        """Return the costs with one meeting more that has left."""
        found, axis = np.full_like(costs, _NEVER), self._axis[number]
        if axis:
            found[:, 1:] = costs[:, :-1]
        else:
            found[1:] = costs[:-1]
        return found + self._is_stuck(number)

    def _cost(self, person: int) -> int:
        return 0 if person == self._anyway else _A_PERSON
