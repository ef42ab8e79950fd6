"""Leaves out slots in which an appointment cannot be in any plan: order and one-meeting-at-a-time alone say so.

A person's appointments all need different slots: what no complete matching of appointments to slots contains is left
out (Regin, "A filtering algorithm for constraints of difference", AAAI 1994).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from tearoad_lab.matchmaking.event import Event

Slots = Sequence[Collection[int]]
"""The slots of each appointment."""


def narrowed(event: Event) -> tuple[frozenset[int], ...] | None:
    """Return the slots that are left for each appointment; None when there is no plan at all.

    Deterministic. Time O(rounds x people x appointments x slots); rounds are few.
    """
    slots = [set(appointment.slots) for appointment in event.appointments]
    people = event.appointments_of()
    order = sorted(event.order)
    changed = True
    while changed:
        before = sum(map(len, slots))
        if not all(slots) or not all(_in_order(slots, *pair) for pair in order):
            return None
        for mine in people:
            if not _all_different(mine, slots):
                return None
        changed = sum(map(len, slots)) < before
    return tuple(map(frozenset, slots))


def matching(mine: Sequence[int], slots: Slots, among: Collection[int] | None = None) -> dict[int, int] | None:
    """Return a slot of its own for each appointment, all `among` the given ones; None when that is impossible.

    Augmenting paths (Kuhn 1955); an appointment with few slots is seated first.
    """
    held: dict[int, int] = {}

    def seat(number: int, tried: set[int]) -> bool:
        for slot in slots[number]:
            if slot in tried or (among is not None and slot not in among):
                continue
            tried.add(slot)
            if slot not in held or seat(held[slot], tried):
                held[slot] = number
                return True
        return False

    if all(seat(number, set()) for number in sorted(mine, key=lambda number: len(slots[number]))):
        return {number: slot for slot, number in held.items()}
    return None


def _in_order(slots: list[set[int]], before: int, after: int) -> bool:
    """Leave out what is too early for the later one and too late for the earlier one; False when nothing is left."""
    first = min(slots[before], default=0)
    slots[after] = {slot for slot in slots[after] if slot > first}
    last = max(slots[after], default=-1)
    slots[before] = {slot for slot in slots[before] if slot < last}
    return bool(slots[before]) and bool(slots[after])


def _all_different(mine: Sequence[int], slots: list[set[int]]) -> bool:
    seats = matching(mine, slots)
    if seats is None:
        return False
    # An arc from slot s to slot t: the appointment that could take s sits in t now.
    arcs: dict[int, list[int]] = {slot: [] for number in mine for slot in slots[number]}
    for number in mine:
        for slot in slots[number] - {seats[number]}:
            arcs[slot].append(seats[number])
    reached = _reached(set(arcs) - set(seats.values()), arcs)
    circle = _circles(arcs)
    for number in mine:
        mate = seats[number]
        slots[number] = {
            slot for slot in slots[number] if slot == mate or slot in reached or circle[slot] == circle[mate]
        }
    return True


def _reached(starts: Collection[int], arcs: Mapping[int, Sequence[int]]) -> set[int]:
    reached, todo = set(starts), list(starts)
    while todo:
        for slot in arcs[todo.pop()]:
            if slot not in reached:
                reached.add(slot)
                todo.append(slot)
    return reached


def _circles(arcs: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return the strongly connected component of each slot (Kosaraju's two searches)."""
    back: dict[int, list[int]] = {slot: [] for slot in arcs}
    for slot, others in arcs.items():
        for other in others:
            back[other].append(slot)
    left: list[int] = []
    seen: set[int] = set()
    for slot in arcs:
        _leave(slot, arcs, seen, left)
    circle: dict[int, int] = {}
    for slot in reversed(left):
        if slot not in circle:
            circle |= dict.fromkeys(_reached({slot}, back) - circle.keys(), slot)
    return circle


def _leave(start: int, arcs: Mapping[int, Sequence[int]], seen: set[int], left: list[int]) -> None:
    """Note slots in the order in which a search in depth leaves them for good."""
    if start in seen:
        return
    seen.add(start)
    path = [(start, iter(arcs[start]))]
    while path:
        slot, others = path[-1]
        new = next((other for other in others if other not in seen), None)
        if new is None:
            path.pop()
            left.append(slot)
        else:
            seen.add(new)
            path.append((new, iter(arcs[new])))
