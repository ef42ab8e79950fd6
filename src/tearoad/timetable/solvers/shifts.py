"""Meetings put, taken, shifted and squeezed in: the inner loops of `shifting.py`, on arrays.

Whoever asks for rounds gives an order of meetings and gets back how far it came within so many looks at ways. Numbers
drawn are those of a xorshift generator (Marsaglia 2003), the same everywhere.
"""

from __future__ import annotations

import numpy as np

from tearoad.timetable.compiled import compiled, compiled_part
from tearoad.timetable.solvers.held import Held
from tearoad.timetable.solvers.linear import Whole
from tearoad.timetable.solvers.tallies import Tallies

TRIES = 8
"""Of a meeting's ways so many are drawn in one step, and as many of the one in its way."""

EXCHANGES, OF_TRIES = 3, 8
"""So many of so many tries are for another interpreter at the same time and place."""

LINKS = 6
"""So many meetings are moved one out of the other's way at most."""

TRACKED = 64
"""Of a limit under which more meetings fit than this nobody asks which ones they are."""


@compiled_part
def drawn(dice: Whole, count: int) -> int:
    """Return a number from 0 to below `count`, at most 2**30."""
    state = dice[0]
    state ^= (state << 13) & 0xFFFFFFFF
    state ^= state >> 17
    state ^= (state << 5) & 0xFFFFFFFF
    dice[0] = state
    return int((state * count) >> 32)


@compiled
def shuffle(order: Whole, count: int, dice: Whole) -> None:
    """Shuffle the first numbers of an order."""
    for last in range(count - 1, 0, -1):
        other = drawn(dice, last + 1)
        order[last], order[other] = order[other], order[last]


@compiled_part
def _waits_alone(busy: Whole, run: int) -> int:
    """Return how long one person waits: between the first meeting and the last, all slots without one."""
    first = last = -1
    held = 0
    for slot in range(len(busy)):
        if busy[slot] > 0:
            held += busy[slot]
            last = slot
            if first < 0:
                first = slot
    return max(last + 1 - first - held, -(-held // run) - 1) if held > 0 else 0


@compiled
def waited(busy: Whole, members: int, run: int) -> int:
    """Return how long a crew, or somebody alone, waits at least on a day with so many meetings at a time.

    Each member is on duty once a day. Gaps are bridged by waiting, the shortest first, until no more than the members
    begin; and there are pauses between runs of so many slots.
    """
    if members == 1:
        return _waits_alone(busy, run)
    gaps, ends = np.zeros(len(busy) + 1, np.int64), np.empty(len(busy) * members + 1, np.int64)
    ended = begun = before = held = 0
    for slot in range(len(busy)):
        now = busy[slot]
        held += now
        for _ in range(before - now):
            ends[ended] = slot
            ended += 1
        for _ in range(now - before):
            if ended > 0:
                ended -= 1
                gaps[slot - ends[ended]] += 1
            begun += 1
        before = now
    bridged, waits = begun - members, 0
    for length in range(1, len(busy) + 1):
        bridges = max(0, min(gaps[length], bridged))
        bridged -= bridges
        waits += bridges * length
    return max(waits, -(-held // run) - members, _waits_in_stretches(busy, members, run))


@compiled_part
def _waits_in_stretches(busy: Whole, members: int, run: int) -> int:
    """Return how long a crew waits at least in stretches of time that have no slot in common.

    Of those busy at the beginning and at the end so many are the same as together they are more than the members. They
    wait once in so many slots in a row, and wherever fewer are busy.
    """
    most = np.zeros(len(busy) + 1, np.int64)
    for end in range(len(busy)):
        most[end + 1] = most[end]
        for begin in range(end):
            same = busy[begin] + busy[end] - members
            if same > 0:
                waits = 0
                for slot in range(begin, end + 1):
                    waits += max(0, same - busy[slot])
                waits = max(waits, same * ((end + 1 - begin) // (run + 1)))
                # Where all are busy nobody waits: such a slot may be in two of them.
                before = most[begin + 1] if busy[begin] >= members else most[begin]
                most[end + 1] = max(most[end + 1], before + waits)
    return int(most[len(busy)])


@compiled_part
def _waits(tallies: Tallies, mover: int) -> int:
    """Return how long a mover waits in a day."""
    busy = tallies.busy[tallies.mover_first[mover] : tallies.mover_first[mover + 1]]
    return waited(busy, tallies.members[mover], tallies.run[mover])


@compiled_part
def _walked(tallies: Tallies, walker: int) -> int:
    """Return the minutes from meeting to meeting of somebody's day."""
    here, minutes = -1, 0
    for slot in range(tallies.walker_first[walker], tallies.walker_first[walker + 1]):
        there = tallies.at[slot]
        if there >= 0:
            if here >= 0:
                minutes += tallies.minutes[here, there]
            here = there
    return minutes


@compiled
def count(tallies: Tallies, column: int, sign: int) -> None:
    """Count a column put (1) or taken (-1) in every objective."""
    if len(tallies.cost) == 0:
        return
    for entry in range(tallies.peak_first[column], tallies.peak_first[column + 1]):
        part = tallies.peak_part[entry]
        tallies.part_sum[part] += sign * tallies.peak_weight[entry]
        group = tallies.part_group[part]
        tallies.steps[0] += 1 + tallies.group_first[group + 1] - tallies.group_first[group]
        peak = 0
        for other_part in range(tallies.group_first[group], tallies.group_first[group + 1]):
            peak = max(peak, tallies.part_sum[other_part])
        peak = min(peak, tallies.group_most[group])
        tallies.cost[tallies.group_objective[group]] += peak - tallies.group_peak[group]
        tallies.group_peak[group] = peak
    begin = tallies.begin[column]
    for entry in range(tallies.wait_first[column], tallies.wait_first[column + 1]):
        mover = tallies.wait_mover[entry]
        here = tallies.mover_first[mover] + begin
        slots = tallies.mover_first[mover + 1] - tallies.mover_first[mover]
        tallies.steps[0] += slots if tallies.members[mover] == 1 else slots * slots
        before = _waits(tallies, mover)
        for slot in range(here, here + tallies.length[column]):
            tallies.busy[slot] += sign
        tallies.cost[tallies.idle] += _waits(tallies, mover) - before
    if tallies.walking >= 0:
        tallies.cost[tallies.walking] += sign * tallies.from_bases[column]
        for entry in range(tallies.walk_first[column], tallies.walk_first[column + 1]):
            walker = tallies.walk_mover[entry]
            tallies.steps[0] += tallies.walker_first[walker + 1] - tallies.walker_first[walker]
            before = _walked(tallies, walker)
            tallies.at[tallies.walker_first[walker] + begin] = tallies.corner[column] if sign > 0 else -1
            tallies.cost[tallies.walking] += _walked(tallies, walker) - before


@compiled_part
def fits(held: Held, column: int) -> bool:
    """Whether there is room for a column under all its limits."""
    held.looks[0] += 1
    for entry in range(held.first[column], held.first[column + 1]):
        if held.left[held.row[entry]] < held.weight[entry]:
            return False
    return True


@compiled_part
def put(held: Held, tallies: Tallies, column: int) -> None:
    """Choose a column that fits."""
    held.looks[0] += 2
    held.held[held.wish[column]] = column
    for entry in range(held.first[column], held.first[column + 1]):
        row = held.row[entry]
        held.left[row] -= held.weight[entry]
        begin = held.holder_first[row]
        if begin < held.holder_first[row + 1]:
            held.holders[begin + held.holding[row]] = column
        held.holding[row] += 1
    count(tallies, column, 1)


@compiled_part
def take(held: Held, tallies: Tallies, column: int) -> None:
    """Give up a column that is chosen."""
    held.looks[0] += 1
    held.held[held.wish[column]] = -1
    for entry in range(held.first[column], held.first[column + 1]):
        row = held.row[entry]
        held.left[row] += held.weight[entry]
        held.holding[row] -= 1
        begin = held.holder_first[row]
        if begin < held.holder_first[row + 1]:
            place = begin
            while held.holders[place] != column:
                place += 1
            held.holders[place] = held.holders[begin + held.holding[row]]
    count(tallies, column, -1)


@compiled
def replace_all(held: Held, tallies: Tallies, taken: Whole, columns: Whole) -> None:
    """Give up columns that are chosen, then choose others that fit together."""
    for nth in range(len(taken)):
        take(held, tallies, taken[nth])
    for nth in range(len(columns)):
        put(held, tallies, columns[nth])


@compiled_part
def _is_no_worse(cost: Whole, most: Whole) -> bool:
    """Whether the first objective that does not come to just as much as it may comes to less."""
    for nth in range(len(cost)):
        if cost[nth] != most[nth]:
            return bool(cost[nth] < most[nth])
    return True


@compiled_part
def _weighs_on(held: Held, column: int, row: int) -> bool:
    return bool((held.row[held.first[column] : held.first[column + 1]] == row).any())


@compiled_part
def _in_every_way(held: Held, column: int, other: int) -> bool:
    """Whether a chosen column weighs on all limits under which there is no room for another."""
    for entry in range(held.first[column], held.first[column + 1]):
        row = held.row[entry]
        if held.left[row] < held.weight[entry] and not _weighs_on(held, other, row):
            return False
    return True


@compiled_part
def _narrowest(held: Held, column: int) -> int:
    """Return, of the tracked limits without room for a column, the one that the fewest hold; -1 where none is."""
    found = -1
    for entry in range(held.first[column], held.first[column + 1]):
        row = held.row[entry]
        tracked = held.holder_first[row] < held.holder_first[row + 1]
        if tracked and held.left[row] < held.weight[entry] and (found < 0 or held.holding[row] < held.holding[found]):
            found = row
    return found


@compiled_part
def _only_one_in_the_way(held: Held, column: int) -> int:
    """Return the only meeting without which there may be room for a column, if it may move; -1 for none."""
    row, found = _narrowest(held, column), -1
    if row < 0:
        return -1
    for place in range(held.holder_first[row], held.holder_first[row] + held.holding[row]):
        if _in_every_way(held, column, held.holders[place]):
            if found >= 0:
                return -1
            found = held.holders[place]
    return found if found >= 0 and held.allowed[found] else -1


@compiled_part
def _is_put(held: Held, tallies: Tallies, column: int) -> bool:
    """Choose a column that fits if that costs nothing; say whether it does not."""
    put(held, tallies, column)
    if _is_no_worse(tallies.cost, held.most):
        return True
    take(held, tallies, column)
    return False


@compiled_part
def _displace(held: Held, tallies: Tallies, column: int) -> int:
    """Put a column in the place of the only meeting in its way; return that one's column, -1 where it cannot be."""
    other = _only_one_in_the_way(held, column)
    if other < 0:
        return -1
    take(held, tallies, other)
    if fits(held, column):
        put(held, tallies, column)
        return other
    put(held, tallies, other)
    return -1


@compiled_part
def _put_back(held: Held, tallies: Tallies, column: int, other: int) -> None:
    """Put a meeting back to where it was before a column displaced it."""
    take(held, tallies, column)
    put(held, tallies, other)


@compiled_part
def _is_moved_aside(held: Held, tallies: Tallies, column: int, other: int, escapes: Whole) -> bool:
    """Let a meeting that a column displaced go one of some ways; say whether that cost nothing, else it goes back."""
    for escape in escapes:
        if escape != other and held.allowed[escape] and fits(held, escape) and _is_put(held, tallies, escape):
            return True
    _put_back(held, tallies, column, other)
    return False


@compiled_part
def _ways(held: Held, column: int) -> Whole:
    """Return all ways of a column's wish."""
    return held.way[held.way_first[held.wish[column]] : held.way_first[held.wish[column] + 1]]


@compiled_part
def _with(held: Held, way: int, interpreter: int) -> int:
    """Return the way that has all but the interpreter in common with one, else that one."""
    for place in range(held.same_first[way], held.same_end[way]):
        if held.interpreter[held.way[place]] == interpreter:
            return int(held.way[place])
    return way


@compiled_part
def _drawn_way(held: Held, column: int) -> int:
    """Return any way of a column's wish: three times of four with the same interpreter, where they may hold it."""
    ways = _ways(held, column)
    way = int(ways[drawn(held.dice, len(ways))])
    return way if drawn(held.dice, 4) == 0 else _with(held, way, held.interpreter[column])


@compiled_part
def _drawn_interpreter(held: Held, column: int) -> int:
    """Return any way at the same time and place."""
    begin, end = held.same_first[column], held.same_end[column]
    return int(held.way[begin + drawn(held.dice, end - begin)])


@compiled_part
def _step(held: Held, tallies: Tallies, column: int) -> bool:
    """Try another way for a meeting that was taken out; say whether that cost nothing.

    It gets another interpreter, and the meeting that has them at that time that of this one or any other; or it gets
    another time or place, and the only meeting in its way goes elsewhere.
    """
    alike = held.same_end[column] - held.same_first[column]
    exchange = alike > 1 and (alike == len(_ways(held, column)) or drawn(held.dice, OF_TRIES) < EXCHANGES)
    way = _drawn_interpreter(held, column) if exchange else _drawn_way(held, column)
    if way == column or not held.allowed[way]:
        return False
    if fits(held, way):
        return _is_put(held, tallies, way)
    other = _displace(held, tallies, way)
    if other < 0:
        return False
    for nth in range(TRIES):
        held.escapes[nth] = _drawn_interpreter(held, other) if exchange else _drawn_way(held, other)
    if exchange:
        held.escapes[0] = _with(held, other, held.interpreter[column])
    return _is_moved_aside(held, tallies, way, other, held.escapes)


@compiled_part
def _drawn_way_at(held: Held, column: int, slot: int) -> int:
    """Return a way of a column's wish that begins in a slot, if one of some drawn does; else the last of them."""
    way = column
    for _ in range(TRIES):
        way = _drawn_way(held, column)
        if held.start[way] == slot:
            return way
    return way


@compiled_part
def _chain(held: Held, tallies: Tallies, column: int) -> bool:
    """Move a meeting that was taken out to another hour, the one in its way there back to the first, and so on.

    Say whether that cost nothing; else all stand as before.
    """
    here, way, links = held.start[column], _drawn_way(held, column), 0
    there = held.start[way]
    while way != column and held.allowed[way]:
        if fits(held, way):
            if _is_put(held, tallies, way):
                return True
            break
        other = _displace(held, tallies, way) if links < LINKS else -1
        if other < 0:
            break
        held.displaced[links], held.displacing[links] = other, way
        column, way = other, _drawn_way_at(held, other, there if links % 2 else here)
        links += 1
    for link in range(links - 1, -1, -1):
        _put_back(held, tallies, held.displacing[link], held.displaced[link])
    return False


@compiled_part
def _shift(held: Held, tallies: Tallies, column: int) -> None:
    """Move one meeting, or a chain of them, to ways that cost nothing, if some that are drawn do."""
    take(held, tallies, column)
    for nth in range(TRIES):
        is_moved = _chain(held, tallies, column) if nth % 2 else _step(held, tallies, column)
        if is_moved:
            return
    put(held, tallies, column)


@compiled_part
def _least_valued(held: Held, column: int) -> int:
    """Return the least valued meeting that alone is before a column and is worth less; -1 where none is."""
    row, least = _narrowest(held, column), -1
    if row < 0:
        return least
    for place in range(held.holder_first[row], held.holder_first[row] + held.holding[row]):
        other = held.holders[place]
        gone = held.wish[other]
        if held.value[gone] >= held.value[held.wish[column]] or held.musts[gone] or not held.allowed[other]:
            continue
        cheaper = least < 0 or held.value[gone] < held.value[held.wish[least]]
        if cheaper and _in_every_way(held, column, other):
            least = other
    return least


@compiled_part
def _replace(held: Held, tallies: Tallies, column: int) -> bool:
    """Put a column in the place of the least valued meeting that alone is before it, if that is worth less."""
    least = _least_valued(held, column)
    if least < 0:
        return False
    take(held, tallies, least)
    if fits(held, column) and _is_put(held, tallies, column):
        return True
    put(held, tallies, least)
    return False


@compiled_part
def _squeeze_in(held: Held, tallies: Tallies, wish: int) -> bool:
    """Place a wish if that gains value: where there is room, where one steps aside, or where one gives way."""
    for place in range(held.way_first[wish], held.way_first[wish + 1]):
        way = held.way[place]
        if not held.allowed[way]:
            continue
        if fits(held, way):
            if _is_put(held, tallies, way):
                return True
            continue
        other = _displace(held, tallies, way)
        if other >= 0 and _is_moved_aside(held, tallies, way, other, _ways(held, other)):
            return True
        if _replace(held, tallies, way):
            return True
    return False


@compiled_part
def _keep(held: Held, tallies: Tallies, count: int) -> None:
    """Let the first objectives come to no more from now on. (A slice put in a slice takes seconds to compile.)"""
    for nth in range(count):
        held.most[nth] = tallies.cost[nth]


@compiled
def shift_some(held: Held, tallies: Tallies, wishes: Whole, goal: int, begin: int, looks: int) -> int:
    """Shift the meetings of wishes in this order, from one on, up to so many looks; return where it came to.

    What is reached in the objectives up to the one with the number `goal` is kept.
    """
    until = held.looks[0] + looks
    for nth in range(begin, len(wishes)):
        if held.looks[0] >= until:
            return nth
        column = held.held[wishes[nth]]
        if column >= 0 and held.allowed[column]:
            _shift(held, tallies, column)
            _keep(held, tallies, goal + 1)
    return len(wishes)


@compiled
def squeeze_some(held: Held, tallies: Tallies, wishes: Whole, begin: int, looks: int) -> int:
    """Squeeze in the wishes left out, in this order, from one on, up to so many looks; return where it came to."""
    until = held.looks[0] + looks
    for nth in range(begin, len(wishes)):
        if held.looks[0] >= until:
            return nth
        if held.held[wishes[nth]] < 0:
            _squeeze_in(held, tallies, wishes[nth])
            _keep(held, tallies, len(tallies.cost))
    return len(wishes)
