"""Objectives about how people's days go: waiting, new faces, changes of place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable

from tearoad.timetable.solvers.candidates import Candidate, Mover, areas, faces, movers
from tearoad.timetable.solvers.crews import size
from tearoad.timetable.solvers.levels.crew_day import crew_day
from tearoad.timetable.solvers.levels.level import Chosen, Complete, Ground, Level
from tearoad.values import InterpreterId

At = dict[int, list[int]]
"""Slot -> the candidates that take it."""


def idle(ground: Ground) -> Level:
    """The slots that those who move about wait, each day."""
    goal: dict[int, int] = {}
    parts: list[Complete] = []
    for mover, at in _movers(ground).items():
        if max(at) - min(at) > 1:
            members = size(mover, ground.crews)
            if members == 1:
                parts.append(_slot_columns(at, ground, goal))
            else:
                run = ground.problem.lookup.interpreter[InterpreterId(mover[1])].max_run
                parts.append(crew_day(at, members, min(run, len(at)), ground.model, goal))
    return Level(goal, lambda chosen: [value for part in parts for value in part(chosen)], -1)


def _slot_columns(at: At, ground: Ground, goal: dict[int, int]) -> Complete:
    """Has begun, is not over, waits: three columns a slot."""
    model, span = ground.model, range(min(at), max(at) + 1)
    begun, left, waits = (model.add_columns(len(span)) for _ in range(3))
    for nth, slot in enumerate(span):
        busy = dict.fromkeys(at.get(slot, ()), -1)
        model.add_row(busy | {begun[nth]: 1}, least=0)
        model.add_row(busy | {left[nth]: 1}, least=0)
        if nth:
            model.add_row({begun[nth]: 1, begun[nth - 1]: -1}, least=0)
            model.add_row({left[nth - 1]: 1, left[nth]: -1}, least=0)
        busy_now = dict.fromkeys(at.get(slot, ()), 1)
        model.add_row(busy_now | {waits[nth]: 1, begun[nth]: -1, left[nth]: -1}, least=-1)
        goal[waits[nth]] = -1
    return lambda chosen: _waiting(span, at, chosen)


def _movers(ground: Ground) -> dict[Mover, At]:
    look = ground.problem.lookup
    found: dict[Mover, At] = defaultdict(lambda: defaultdict(list))
    for column, candidate in enumerate(ground.candidates):
        for mover in movers(candidate, look):
            for slot in candidate.taken:
                found[mover][slot].append(column)
    return found


def _waiting(span: range, at: At, chosen: Chosen) -> list[int]:
    busy = [any(column in chosen for column in at.get(slot, ())) for slot in span]
    begun = [any(busy[: nth + 1]) for nth in range(len(span))]
    left = [any(busy[nth:]) for nth in range(len(span))]
    waits = [begun[nth] and left[nth] and not busy[nth] for nth in range(len(span))]
    return [int(flag) for flags in (begun, left, waits) for flag in flags]


def interpreter_changes(ground: Ground) -> Level:
    """A column per exporter, day and interpreter: 1 when they work together that day."""
    look = ground.problem.lookup
    return _distinct(ground, lambda candidate: ((key, ground.crews.size(key[2])) for key in faces(candidate, look)))


def place_changes(ground: Ground) -> Level:
    """A column per mover, day and zone: 1 when they meet there that day."""
    look = ground.problem.lookup
    return _distinct(ground, lambda candidate: ((key, size(key[0], ground.crews)) for key in areas(candidate, look)))


def _distinct(ground: Ground, keys: Callable[[Candidate], Iterable[tuple[Hashable, int]]]) -> Level:
    """How many different keys the chosen candidates have; of one key at most one is chosen in a slot.

    Of a crew's key as many as at one time: so many members at least.
    """
    model = ground.model
    found: dict[tuple[Hashable, int], At] = defaultdict(lambda: defaultdict(list))
    for column, candidate in enumerate(ground.candidates):
        for key in keys(candidate):
            for slot in candidate.taken:
                found[key][slot].append(column)
    columns = [column for _, most in found for column in model.add_columns(1, most)]
    for column, at in zip(columns, found.values(), strict=True):
        for mine in at.values():
            model.add_row(dict.fromkeys(mine, -1) | {column: 1}, least=0)

    def complete(chosen: Chosen) -> list[int]:
        return [max(sum(column in chosen for column in mine) for mine in at.values()) for at in found.values()]

    return Level(dict.fromkeys(columns, -1), complete, -1)
