"""In which slots one person can be busy: the fewest breaks of each, before others are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from tearoad_lab.matchmaking.narrowing import Slots, matching

MANY = 400
"""A person with more patterns than this gets none: counting runs is cheaper then."""

Bits = int
"""Slots as the bits of a number."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The fewest breaks of one person that are at least a given number, and all sets of slots with just so many."""

    breaks: int
    patterns: tuple[Bits, ...]
    """Empty where there are more than `MANY`."""


def quietest(mine: Sequence[int], slots: Slots, least: int = 0) -> Quiet | None:
    """Return the quietest day of a person with these appointments; None when no day has `least` breaks or more.

    A pattern counts only if the appointments can be matched to its slots. So many breaks at least has the person in
    every plan, which is a bound for all plans together.
    """
    ways = [bits_of(slots[meeting]) for meeting in mine]
    for runs in range(least + 1, len(mine) + 1):
        found: list[Bits] = []
        for pattern in _days_of(ways, runs):
            if _can_be_held(mine, slots, ways, pattern):
                found.append(pattern)
                if len(found) > MANY:
                    return Quiet(runs - 1, ())
        if found:
            return Quiet(runs - 1, tuple(found))
    return None if least or mine else Quiet(0, ())


def bits_of(slots: Iterable[int]) -> Bits:
    """Return slots as bits."""
    return reduce(or_, (1 << slot for slot in slots), 0)


def slots_of(bits: Bits) -> Iterator[int]:
    """Yield the slots again."""
    return (slot for slot in range(bits.bit_length()) if bits >> slot & 1)


@dataclass(frozen=True, slots=True)
class Day:
    """The slots in which a person is busy, and how many breaks more that has than a quiet day."""

    slots: Bits
    further: int


def days(mine: Sequence[int], slots: Slots, breaks: range, most: int) -> tuple[Day, ...] | None:
    """Return days among which is every one that a person could have, the quiet ones first; None above `most`.

    Some have no matching: only the two smallest numbers of breaks are looked at so closely.
    """
    ways = [bits_of(slots[meeting]) for meeting in mine]
    found: list[Day] = []
    for further, number in enumerate(breaks):
        for pattern in _days_of(ways, number + 1):
            if further > 1 or _can_be_held(mine, slots, ways, pattern):
                found.append(Day(pattern, further))
                if len(found) > most:
                    return None
    return tuple(found)


def _can_be_held(mine: Sequence[int], slots: Slots, ways: Sequence[Bits], pattern: Bits) -> bool:
    """Whether each appointment has a slot of its own in the pattern."""
    room = sorted((way & pattern).bit_count() for way in ways)
    if all(count >= nth for nth, count in enumerate(room, 1)):
        return True  # whoever has the fewest chooses first: a slot is left for each
    return room[0] > 0 and matching(mine, slots, {*slots_of(pattern)}) is not None


def _days_of(ways: Sequence[Bits], runs: int) -> Iterator[Bits]:
    """Yield every set of slots, one for each appointment, in so many runs; whatever one is bound to is in all sets."""
    may = reduce(or_, ways, 0)
    must = reduce(or_, (way for way in ways if way.bit_count() == 1), 0)
    return _with_runs(may, must, len(ways), runs)


def _with_runs(may: Bits, must: Bits, count: int, runs: int) -> Iterator[Bits]:
    """Yield every set of `count` of the slots that falls into so many runs and has all that it must."""
    if not runs and not count and not must:
        yield 0
    while runs and may.bit_count() >= count and not must & ~may:
        run, slot = 0, may & -may
        for length in range(1, count - runs + 2):
            if not slot & may:
                break
            run |= slot
            if runs > 1 or length == count:
                later = may & ~((slot << 2) - 1)
                yield from (run | others for others in _with_runs(later, must & ~run, count - length, runs - 1))
            slot <<= 1
        may &= may - 1
