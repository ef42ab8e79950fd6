"""Exchanges of two slots along chains of meetings: the inner loops of `chains.py`, on arrays.

Two slots split meetings into chains: whoever meets in both links two meetings. Along a chain the two slots may be
exchanged and nobody is in two meetings at once (Kempe 1879); only the two people at its ends are busy at another time.
Numbers drawn are those of a xorshift generator (Marsaglia 2003), the same everywhere.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tearoad.timetable.compiled import compiled

UNFAIR = 4
"""What a break beyond the limits costs."""
_PAIRS, _STEPS = 12, 40
"""So many pairs of slots are tried each time that somebody without a quiet day is visited: that takes as long as
visiting so many who have one."""
_CALM = 8
"""Whoever has a quiet day turns a ring once in so many visits."""
_UNIT = 1 << 30
_STEPS_A_LOOK = 200_000
"""So many steps between two looks at whether a round is ended, and at what the plan costs: some milliseconds."""


class Seating(NamedTuple):
    """Who meets when, in arrays that the loops change. People, slots and meetings are counted from 0."""

    at: NDArray[np.int32]
    """The meeting of each person in each slot, -1 where there is none; a column without meetings on either side."""
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    """Both who meet, by meeting."""
    both: NDArray[np.int32]
    """`first ^ second`: either of them with it gives the other."""
    allowed: NDArray[np.bool_]
    """Whether a meeting may be held in a slot: meetings x slots."""
    slot: NDArray[np.int32]
    """The slot of each meeting; -1 where it has none yet."""
    load: NDArray[np.int64]
    """How many meetings are held in each slot."""
    tables: int
    runs: NDArray[np.int64]
    """How many times each person's meetings begin anew; one more than the breaks."""
    limits: NDArray[np.int64]
    """The fewest and the most breaks that are fair."""
    dice: NDArray[np.int64]
    """The state of the generator: one number between 1 and 2**32 - 1."""
    chain: NDArray[np.int32]
    """Room for the meetings of a chain."""


class QuietDays(NamedTuple):
    """Everybody's quiet days, and how far they are from them."""

    days: NDArray[np.int64]
    """The days of all people one after another, slots as bits."""
    begins: NDArray[np.int64]
    """Where each person's days begin in it, and its length: people + 1."""
    least: NDArray[np.int64]
    """The breaks of each person on a quiet day."""
    bit: NDArray[np.int64]
    """The bit of each slot."""
    busy: NDArray[np.int64]
    """When each person is busy, as bits."""
    beyond: NDArray[np.int64]
    """What `beyond_quiet` says of each."""


class Rounds(NamedTuple):
    """The rounds of a turn of annealing: what is done in each, and where they are, for another thread to look at."""

    steps: NDArray[np.int64]
    chances: NDArray[np.int64]
    """How often, in 2**-30, an exchange of each cost is taken: rounds x costs."""
    dice: NDArray[np.int64]
    """The state of the generator with which each begins."""
    leading: int
    """In so many people are led to quiet days, in the others breaks are taken out."""
    ended: NDArray[np.bool_]
    """Whether each is to end before its steps are made; the last ends all."""
    done: NDArray[np.int64]
    """How many are done: one number, written last."""
    plans: NDArray[np.int32]
    """The plan after each: rounds x meetings."""
    bests: NDArray[np.int32]
    """The best come upon until the end of each: rounds x meetings."""
    is_whole: NDArray[np.bool_]
    """Whether all steps of each were made."""
    best: NDArray[np.int32]
    least: NDArray[np.int64]
    """The best plan come upon, and what it costs: one number."""


@compiled
def drawn(dice: NDArray[np.int64], count: int) -> int:
    """Return a number from 0 to below `count`, at most 2**30."""
    state = dice[0]
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
    dice[0] = state
    return int((state * count) >> 32)


@compiled
def _cost(limits: NDArray[np.int64], runs: int) -> int:
    """Return the breaks of somebody with so many runs of meetings, and more where that is not fair."""
    breaks = max(runs - 1, 0)
    return int(breaks + UNFAIR * (max(breaks - limits[1], 0) + max(limits[0] - breaks, 0)))


@compiled
def total_cost(seating: Seating) -> int:
    """Return what all days cost."""
    total = 0
    for person in range(seating.runs.shape[0]):
        total += _cost(seating.limits, seating.runs[person])
    return total


@compiled
def _runs_moved(at: NDArray[np.int32], person: int, here: int, there: int) -> int:
    """Return how many more runs somebody has who is busy `there` instead of `here`."""
    left, right = at[person, here] >= 0, at[person, here + 2] >= 0
    change = -1
    if left and right:
        change = 1
    elif left or right:
        change = 0
    left, right = at[person, there] >= 0 and there - 1 != here, at[person, there + 2] >= 0 and there + 1 != here
    if left and right:
        return change - 1
    return change if left or right else change + 1


@compiled
def _follow(seating: Seating, person: int, here: int, there: int) -> tuple[int, int]:
    """Write down the chain of somebody busy `here`; return its length, or -1, and its end: a ring's is its begin."""
    length, end, slot, other = 0, person, here, there
    while True:
        meeting = seating.at[end, slot + 1]
        if meeting < 0:
            return length, end
        if not seating.allowed[meeting, other]:
            return -1, end
        seating.chain[length] = meeting
        length += 1
        end ^= seating.both[meeting]
        slot, other = other, slot
        if end == person and slot == here:
            return length, end


@compiled
def _exchange(seating: Seating, length: int, person: int, end: int, here: int, there: int) -> None:
    """Exchange two slots along the chain from `person`, busy `here`, to `end`."""
    seating.runs[person] += _runs_moved(seating.at, person, here, there)
    if length % 2:
        seating.runs[end] += _runs_moved(seating.at, end, here, there)
        seating.load[here] -= 1
        seating.load[there] += 1
    else:
        seating.runs[end] += _runs_moved(seating.at, end, there, here)
    _swap(seating, length, here, there)


@compiled
def _swap(seating: Seating, length: int, here: int, there: int) -> None:
    """Hold the meetings of a chain in each other's slots."""
    for nth in range(length):
        meeting = seating.chain[nth]
        column = seating.slot[meeting] + 1
        seating.at[seating.first[meeting], column] = -1
        seating.at[seating.second[meeting], column] = -1
    for nth in range(length):
        meeting = seating.chain[nth]
        slot = there if seating.slot[meeting] == here else here
        seating.slot[meeting] = slot
        seating.at[seating.first[meeting], slot + 1] = meeting
        seating.at[seating.second[meeting], slot + 1] = meeting


@compiled
def anneal_turn(seating: Seating, to_quiet_days: QuietDays, to_fewer_breaks: QuietDays, rounds: Rounds) -> None:
    """Make all rounds from the first that is not done, until nobody is left to be led or another thread ends it."""
    beyond, first = 0, rounds.done[0]
    for nth in range(first, rounds.steps.shape[0]):
        is_leading = nth < rounds.leading
        quiet = to_quiet_days if is_leading else to_fewer_breaks
        if nth in (first, rounds.leading):
            beyond = _look_at_days(seating, quiet)
        if beyond == 0 or rounds.ended[-1]:
            break
        seating.dice[0] = rounds.dice[nth]
        rounds.is_whole[nth] = _anneal_round(seating, quiet, rounds, nth)
        beyond = quiet.beyond.sum()
        rounds.plans[nth] = seating.slot
        rounds.bests[nth] = rounds.best
        rounds.done[0] = nth + 1


@compiled
def _anneal_round(seating: Seating, quiet: QuietDays, rounds: Rounds, nth: int) -> bool:
    """Make a round's steps; return whether all were made, or nobody is left to be led."""
    beyond, done, steps = quiet.beyond.sum(), 0, rounds.steps[nth]
    while done < steps and beyond > 0 and not rounds.ended[nth]:
        count = min(_STEPS_A_LOOK, steps - done)
        beyond += anneal(seating, quiet, count, rounds.chances[nth])
        done += count
        cost = total_cost(seating)
        if cost < rounds.least[0]:
            rounds.least[0] = cost
            rounds.best[:] = seating.slot
    return bool(done >= steps or beyond == 0)


@compiled
def _look_at_days(seating: Seating, quiet: QuietDays) -> int:
    """Write down when all are busy, and how far they are from quiet days; return how far all are."""
    for person in range(seating.runs.shape[0]):
        busy = 0
        for slot in range(seating.load.shape[0]):
            if seating.at[person, slot + 1] >= 0:
                busy |= quiet.bit[slot]
        quiet.busy[person] = busy
        quiet.beyond[person] = beyond_quiet(seating, quiet, person, busy, seating.runs[person])
    return int(quiet.beyond.sum())


@compiled
def anneal(seating: Seating, quiet: QuietDays, steps: int, chances: NDArray[np.int64]) -> int:
    """Visit people and try exchanges that lead to quiet days; return what those made cost together.

    `chances` says, in 2**-30, how often each cost is taken; who is visited never moves away from their quiet days, only
    the other end of a chain does. Whoever has a quiet day turns a ring of meetings now and then: nobody is busy at
    another time, but other chains begin.
    """
    people, slots, total = seating.runs.shape[0], seating.load.shape[0], 0
    while steps > 0:
        person = drawn(seating.dice, people)
        if quiet.beyond[person] == 0:
            steps -= 1
            if drawn(seating.dice, _CALM) == 0:
                _turn(seating, person, drawn(seating.dice, slots), drawn(seating.dice, slots))
            continue
        steps -= _STEPS
        for _ in range(_PAIRS):
            here, there = drawn(seating.dice, slots), drawn(seating.dice, slots)
            if seating.at[person, here + 1] >= 0 and seating.at[person, there + 1] < 0:
                total += _tried(seating, quiet, person, here, there, chances)
    return total


@compiled
def _turn(seating: Seating, person: int, here: int, there: int) -> None:
    """Exchange two slots along a ring of meetings, where somebody busy in both is in one."""
    if here == there or seating.at[person, here + 1] < 0 or seating.at[person, there + 1] < 0:
        return
    length, end = _follow(seating, person, here, there)
    if length > 0 and end == person:
        _swap(seating, length, here, there)


@compiled
def _tried(seating: Seating, quiet: QuietDays, person: int, here: int, there: int, chances: NDArray[np.int64]) -> int:
    """Exchange two slots along the chain from `person` if that is worth its cost, or chance has it; return the cost."""
    changed = quiet.bit[here] ^ quiet.bit[there]
    runs = seating.runs[person] + _runs_moved(seating.at, person, here, there)
    beyond = beyond_quiet(seating, quiet, person, quiet.busy[person] ^ changed, runs)
    cost = beyond - quiet.beyond[person]
    if cost > 0:
        return 0
    length, end = _follow(seating, person, here, there)
    if length < 0 or (length % 2 and seating.load[there] >= seating.tables):
        return 0
    if length % 2:
        runs = seating.runs[end] + _runs_moved(seating.at, end, here, there)
    else:
        runs = seating.runs[end] + _runs_moved(seating.at, end, there, here)
    beyond_of_end = beyond_quiet(seating, quiet, end, quiet.busy[end] ^ changed, runs)
    cost += beyond_of_end - quiet.beyond[end]
    if cost > 0 and (cost >= chances.shape[0] or drawn(seating.dice, _UNIT) >= chances[cost]):
        return 0
    _exchange(seating, length, person, end, here, there)
    quiet.busy[person] ^= changed
    quiet.busy[end] ^= changed
    quiet.beyond[person] = beyond
    quiet.beyond[end] = beyond_of_end
    return int(cost)


@compiled
def beyond_quiet(seating: Seating, quiet: QuietDays, person: int, busy: int, runs: int) -> int:
    """Return in how many slots somebody is busy outside the quiet day nearest to theirs, and more where it is unfair.

    Where no quiet days are listed, the breaks beyond them are counted.
    """
    breaks = max(runs - 1, 0)
    unfair = _cost(seating.limits, runs) - breaks
    begin, end = quiet.begins[person], quiet.begins[person + 1]
    if begin == end:
        return int(unfair + max(breaks - quiet.least[person], 0))
    nearest = seating.load.shape[0]
    for nth in range(begin, end):
        nearest = min(nearest, _count_bits(busy & ~quiet.days[nth]))
        if nearest == 0:
            break
    return int(unfair + nearest)


@compiled
def _count_bits(bits: int) -> int:
    """Return how many bits are set; compiled, one instruction."""
    count = 0
    while bits:
        bits &= bits - 1
        count += 1
    return count


@compiled
def _put(seating: Seating, meeting: int, slot: int) -> None:
    """Hold a meeting in a slot in which both are free."""
    seating.slot[meeting] = slot
    seating.load[slot] += 1
    for person in (seating.first[meeting], seating.second[meeting]):
        seating.runs[person] += _runs_added(seating.at, person, slot)
        seating.at[person, slot + 1] = meeting


@compiled
def _runs_added(at: NDArray[np.int32], person: int, slot: int) -> int:
    """Return how many more runs somebody has who is busy in this slot too."""
    return 1 - int(at[person, slot] >= 0) - int(at[person, slot + 2] >= 0)


@compiled
def _has_room(seating: Seating, meeting: int, slot: int) -> bool:
    """Whether a meeting can be held in a slot as things are."""
    return bool(
        seating.allowed[meeting, slot]
        and seating.load[slot] < seating.tables
        and seating.at[seating.first[meeting], slot + 1] < 0
        and seating.at[seating.second[meeting], slot + 1] < 0
    )


@compiled
def place_quietly(seating: Seating, meetings: NDArray[np.int32]) -> int:
    """Hold each meeting where it breaks the days of both the least; return how many fit nowhere, first in the list."""
    waiting = 0
    for nth in range(meetings.shape[0]):
        meeting = meetings[nth]
        best, least = -1, 0
        for slot in range(seating.load.shape[0]):
            if _has_room(seating, meeting, slot):
                cost = 0
                for person in (seating.first[meeting], seating.second[meeting]):
                    runs = seating.runs[person]
                    changed = runs + _runs_added(seating.at, person, slot)
                    cost += _cost(seating.limits, changed) - _cost(seating.limits, runs)
                rank = cost * _UNIT + seating.load[slot]
                if best < 0 or rank < least:
                    best, least = slot, rank
        if best >= 0:
            _put(seating, meeting, best)
        else:
            meetings[waiting] = meeting
            waiting += 1
    return waiting


@compiled
def place_with_room(seating: Seating, meetings: NDArray[np.int32], waiting: int, tries: int) -> int:
    """Hold the first `waiting` of the meetings, making room by exchanges; return how many wait still."""
    for _ in range(tries):
        if not waiting:
            break
        nth = drawn(seating.dice, waiting)
        if _placed_with_room(seating, meetings[nth]):
            waiting -= 1
            meetings[nth] = meetings[waiting]
    return waiting


@compiled
def _placed_with_room(seating: Seating, meeting: int) -> bool:
    """Hold a meeting where there is room; where there is none, exchange something and let it wait."""
    slots = seating.load.shape[0]
    slot = _any_slot(seating, meeting, 3)
    if slot >= 0:
        _put(seating, meeting, slot)
        return True
    here, there, person = _any_slot(seating, meeting, 1), _any_slot(seating, meeting, 2), seating.second[meeting]
    if here < 0:
        here = drawn(seating.dice, slots)
    if there < 0:
        there = drawn(seating.dice, slots)
    if here == there:  # both are free, but no table is
        person, there = np.int32(drawn(seating.dice, seating.runs.shape[0])), drawn(seating.dice, slots)
    is_free_here, is_free_there = seating.at[person, here + 1] < 0, seating.at[person, there + 1] < 0
    if is_free_here == is_free_there:
        return False
    if is_free_here:
        here, there = there, here
    length, end = _follow(seating, person, here, there)
    if length >= 0 and not (length % 2 and seating.load[there] >= seating.tables):
        _exchange(seating, length, person, end, here, there)
    return False


@compiled
def _any_slot(seating: Seating, meeting: int, wanted: int) -> int:
    """Draw a slot: 1 allowed and the first free, 2 the second free, 3 with room for the meeting; -1 for none."""
    seen, found = 0, -1
    for slot in range(seating.load.shape[0]):
        if wanted == 1:
            fits = seating.allowed[meeting, slot] and seating.at[seating.first[meeting], slot + 1] < 0
        elif wanted == 2:
            fits = seating.at[seating.second[meeting], slot + 1] < 0
        else:
            fits = _has_room(seating, meeting, slot)
        if fits:
            seen += 1
            if drawn(seating.dice, seen) == 0:
                found = slot
    return found
