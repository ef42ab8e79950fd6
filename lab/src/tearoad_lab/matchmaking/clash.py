"""Meetings of an event that cannot all be held, as few as it takes to see why.

First a person with more meetings than slots for them, or slots with too few tables: read off a matching (Hall 1935).
Else a satisfiability solver names a set. Each of its meetings in turn is dropped where the rest still clashes (deletion
filter; Chinneck 1997).
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from tearoad.timetable.solvers.solver import never
from tearoad_lab.matchmaking.event import Event
from tearoad_lab.matchmaking.sat.clauses import Clauses

_CONFLICTS = 20_000


def event_clash(
    event: Event, *, time_limit_s: float = 60.0, stop: Callable[[], bool] = never
) -> tuple[int, ...] | None:
    """Return meetings that exclude each other, in their order; empty when all can be held, None when time ended first.

    Whether people wait is not asked. No meeting of the answer could be left out of it, unless the time ends while it
    is made smaller: then it is a clash, but perhaps not a smallest one. Deterministic but for the time.
    """
    ends = time.monotonic() + time_limit_s
    for mine, seats in _crowds(event):
        found = _too_many([(number, event.appointments[number].slots) for number in mine], seats)
        if found:
            return _by_clauses(event, lambda: time.monotonic() >= ends or stop(), sorted(found))
    return _by_clauses(event, lambda: time.monotonic() >= ends or stop(), None)


def _crowds(event: Event) -> Iterator[tuple[Sequence[int], int]]:
    """Yield meetings that share slots, and how many of them one slot can hold."""
    yield from ((mine, 1) for mine in event.appointments_of())
    yield range(len(event.appointments)), event.tables


def _too_many(wanted: Sequence[tuple[int, frozenset[int]]], seats: int) -> set[int]:
    """Return meetings of which there is one more than their slots have seats; empty when all can be seated."""
    slots = dict(wanted)
    held: dict[int, set[int]] = defaultdict(set)
    for wanting in slots:
        came_from: dict[
            int, tuple[int, int]
        ] = {}  # a meeting that could move -> who would take its seat, in which slot
        free = _free_slot(wanting, slots, held, seats, came_from)
        if free is None:
            return {wanting, *came_from}
        mover, slot = free
        while mover != wanting:
            taker, left = came_from[mover]
            held[left].discard(mover)
            held[slot].add(mover)
            mover, slot = taker, left
        held[slot].add(wanting)
    return set()


def _free_slot(
    wanting: int,
    slots: Mapping[int, frozenset[int]],
    held: Mapping[int, set[int]],
    seats: int,
    came_from: dict[int, tuple[int, int]],
) -> tuple[int, int] | None:
    """Return who could move to a free seat, and where, so that in the end `wanting` is seated; None when nobody can."""
    waiting, seen = [wanting], set[int]()
    for mover in waiting:
        for slot in sorted(slots[mover] - seen):
            seen.add(slot)
            if len(held[slot]) < seats:
                return mover, slot
            for other in sorted(held[slot]):
                if other not in came_from:
                    came_from[other] = (mover, slot)
                    waiting.append(other)
    return None


def _by_clauses(event: Event, over: Callable[[], bool], known: Sequence[int] | None) -> tuple[int, ...] | None:
    """Find meetings that exclude each other, or take those that are known to, and drop whatever the clash can spare."""
    from pysat.solvers import Solver  # noqa: PLC0415  # the solver is loaded when needed

    clauses, held = _clauses_and_holds(event)
    number = {literal: meeting for meeting, literal in enumerate(held)}
    with Solver("cadical195", bootstrap_with=clauses.all) as solver:
        core = _core(solver, held, over) if known is None else [held[meeting] for meeting in known]
        nth = 0
        while core and nth < len(core):
            smaller = _core(solver, core[:nth] + core[nth + 1 :], over, once=True)
            if smaller is None or not smaller:
                nth += 1
            else:
                core = [literal for literal in core if literal in set(smaller)]
        return None if core is None else tuple(sorted(number[literal] for literal in core))


def _core(solver: object, wanted: Sequence[int], over: Callable[[], bool], *, once: bool = False) -> list[int] | None:
    """Return wanted meetings that exclude each other; empty when they do not, None when it is not known in time."""
    while not over():
        solver.conf_budget(_CONFLICTS)  # type: ignore[attr-defined]  # python-sat is not typed
        answer = solver.solve_limited(assumptions=list(wanted))  # type: ignore[attr-defined]  # python-sat is not typed
        if answer is not None:
            return [] if answer else list(solver.get_core() or [])  # type: ignore[attr-defined]  # python-sat is not typed
        if once:
            return None
    return None


def _clauses_and_holds(event: Event) -> tuple[Clauses, list[int]]:
    """Return the rules as clauses, and for each meeting the literal that wants it held."""
    clauses = Clauses()
    meets = [{slot: clauses.variable() for slot in sorted(appointment.slots)} for appointment in event.appointments]
    held = [clauses.variable() for _ in meets]
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    together: dict[int, list[int]] = defaultdict(list)
    for appointment, mine, wanted in zip(event.appointments, meets, held, strict=True):
        clauses.add(-wanted, *mine.values())
        clauses.at_most_one(list(mine.values()))
        for slot, literal in mine.items():
            together[slot].append(literal)
            for person in appointment.people:
                at[person, slot].append(literal)
    for literals in at.values():
        clauses.at_most_one(literals)
    for literals in together.values():
        clauses.at_most(literals, event.tables)
    for before, after in sorted(event.order):
        for slot, late in meets[after].items():
            clauses.all.extend([-late, -early] for other, early in meets[before].items() if other >= slot)
    return clauses, held
