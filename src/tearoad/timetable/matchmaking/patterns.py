"""In which slots one person can be busy: the fewest breaks of each, before others are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby

from tearoad.timetable.matchmaking.narrowing import Slots, matching

MANY = 400
"""A person with more patterns than this gets none: counting runs is cheaper then."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """The fewest breaks of one person that are at least a given number, and all sets of slots with just so many."""

    breaks: int
    patterns: tuple[frozenset[int], ...]
    """Empty where there are more than `MANY`."""


def quietest(mine: Sequence[int], slots: Slots, least: int = 0) -> Quiet | None:
    """Return the quietest day of a person with these appointments; None when no day has `least` breaks or more.

    A pattern counts only if the appointments can be matched to its slots. So many breaks at least has the person in
    every plan, which is a bound for all plans together.
    """
    may = sorted({slot for one in mine for slot in slots[one]})
    must = {next(iter(slots[one])) for one in mine if len(slots[one]) == 1}
    for runs in range(least + 1, len(mine) + 1):
        found: list[frozenset[int]] = []
        for pattern in _with_runs(may, len(mine), runs):
            if must <= pattern and matching(mine, slots, pattern) is not None:
                found.append(pattern)
                if len(found) > MANY:
                    return Quiet(runs - 1, ())
        if found:
            return Quiet(runs - 1, tuple(found))
    return None if least or mine else Quiet(0, ())


def quiet_at_least(mine: Sequence[int], slots: Slots, least: int = 0) -> Quiet | None:
    """Return how few breaks a person has at least, without patterns: as few runs as are long enough for all meetings.

    Which meeting takes which slot is not looked at: no day has fewer breaks, perhaps none so few. Time O(ways).
    """
    if least >= len(mine):
        return None if least or mine else Quiet(0, ())
    may = sorted({slot for one in mine for slot in slots[one]})
    runs = [len([*run]) for _, run in groupby(enumerate(may), lambda pair: pair[1] - pair[0])]
    long_enough = (nth for nth, slots_of in enumerate(accumulate(sorted(runs, reverse=True))) if slots_of >= len(mine))
    return Quiet(max(least, next(long_enough, 0)), ())


@dataclass(frozen=True, slots=True)
class Day:
    """The slots in which a person is busy, and how many breaks more that has than a quiet day."""

    slots: frozenset[int]
    further: int


def days(mine: Sequence[int], slots: Slots, breaks: range, most: int) -> tuple[Day, ...] | None:
    """Return days among which is every one that a person could have, the quiet ones first; None above `most`.

    Some have no matching: only the two smallest numbers of breaks are looked at so closely.
    """
    may = sorted({slot for one in mine for slot in slots[one]})
    must = {next(iter(slots[one])) for one in mine if len(slots[one]) == 1}
    found: list[Day] = []
    for further, number in enumerate(breaks):
        for pattern in _with_runs(may, len(mine), number + 1):
            if must <= pattern and (further > 1 or matching(mine, slots, pattern) is not None):
                found.append(Day(pattern, further))
                if len(found) > most:
                    return None
    return tuple(found)


def _with_runs(may: Sequence[int], count: int, runs: int) -> Iterator[frozenset[int]]:
    """Yield every set of `count` of the slots that falls into so many runs."""
    known = frozenset(may)

    def extend(earliest: int, left: int, runs_left: int, taken: tuple[int, ...]) -> Iterator[frozenset[int]]:
        if not runs_left:
            if not left:
                yield frozenset(taken)
            return
        for start in (slot for slot in may if slot >= earliest):
            shortest = left if runs_left == 1 else 1
            for length in range(1, left - runs_left + 2):
                if start + length - 1 not in known:
                    break
                if length >= shortest:
                    run = tuple(range(start, start + length))
                    yield from extend(start + length + 1, left - length, runs_left - 1, taken + run)

    yield from extend(0, count, runs, ())
