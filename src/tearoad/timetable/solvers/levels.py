"""Each objective as columns, rows and a goal on top of the rules.

A level adds columns of its own (is this buyer waiting in slot 7?) and says what they are once the meetings are chosen.
Later levels keep them, since an earlier level's achievement stays a limit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tearoad.mission import Objective
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.linear import Model
from tearoad.values import InterpreterId, PartyId, PlaceId, WishId

Chosen = frozenset[int]
"""Positions of the chosen candidates."""
Complete = Callable[[Chosen], list[int]]


@dataclass(frozen=True, slots=True)
class Level:
    """A goal, always maximised: the objective's value is `constant + sign x worth`."""

    goal: dict[int, int]
    complete: Complete
    """The values of the level's own columns, once the meetings are chosen."""
    sign: int = 1
    constant: int = 0

    def value(self, worth: int) -> int:
        """Return the objective's value for a worth of the goal."""
        return self.constant + self.sign * worth


@dataclass(frozen=True, slots=True)
class Ground:
    """What levels are built on: the problem, its candidates, and the model that already holds the rules."""

    problem: Problem
    candidates: tuple[Candidate, ...]
    model: Model


def level(objective: Objective, ground: Ground) -> Level:
    """Add an objective's columns and rows to the model and return its goal."""
    return _LEVELS[objective](ground)


def _no_columns(_chosen: Chosen) -> list[int]:
    return []


def _musts(ground: Ground) -> Level:
    musts = ground.problem.lookup.musts
    goal = {column: 1 for column, one in enumerate(ground.candidates) if one.wish.id in musts}
    return Level(goal, _no_columns)


def _value(ground: Ground) -> Level:
    return Level({column: one.wish.value for column, one in enumerate(ground.candidates)}, _no_columns)


def _disturbance(ground: Ground) -> Level:
    """A column per person told before: 1 when anything of their day changed."""
    problem, model = ground.problem, ground.model
    wanted: dict[tuple[WishId, int, tuple[PlaceId, ...], InterpreterId | None], int] = {
        (m.wish, m.start, (m.place,), m.interpreter): nth for nth, m in enumerate(problem.previous)
    }
    kept: dict[int, int] = {}
    for column, one in enumerate(ground.candidates):
        nth = wanted.get((one.wish.id, one.start, one.spot.places, one.interpreter))
        if nth is not None:
            kept[nth] = column
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for nth, meeting in enumerate(problem.previous):
        wish = problem.lookup.wish[meeting.wish]
        told["party", wish.exporter].append(nth)
        told["party", wish.buyer].append(nth)
        if meeting.interpreter is not None:
            told["interpreter", meeting.interpreter].append(nth)
    may_stay = [mine for mine in told.values() if all(nth in kept for nth in mine)]
    people, columns = len(problem.previous) + 1, model.add_columns(len(may_stay))
    for column, mine in zip(columns, may_stay, strict=True):
        for nth in mine:
            model.add_row({column: 1, kept[nth]: 1}, least=1)
    goal = dict.fromkeys(columns, -people) | dict.fromkeys(kept.values(), 1)
    surely = (len(told) - len(may_stay)) * people + len(problem.previous)
    return Level(
        goal, lambda chosen: [int(any(kept[nth] not in chosen for nth in mine)) for mine in may_stay], -1, surely
    )


def _fairness(ground: Ground) -> Level:
    """One column: the worst-served exporter's unplaced permille."""
    wishes: dict[PartyId, int] = defaultdict(int)
    of: dict[PartyId, list[int]] = defaultdict(list)
    for wish in ground.problem.wishes:
        wishes[wish.exporter] += 1
    for column, one in enumerate(ground.candidates):
        of[one.wish.exporter].append(column)
    (worst,) = ground.model.add_columns(1, 1000)
    for firm, count in wishes.items():
        ground.model.add_row(dict.fromkeys(of[firm], 1000) | {worst: count}, least=1000 * count)

    def complete(chosen: Chosen) -> list[int]:
        served = {firm: sum(column in chosen for column in of[firm]) for firm in wishes}
        return [max((-(-1000 * (count - served[firm]) // count) for firm, count in wishes.items()), default=0)]

    return Level({worst: -1}, complete, -1)


def _idle(ground: Ground) -> Level:
    """For each one who moves and each day: has begun, is not over, waits. Three columns a slot."""
    model, goal = ground.model, {}
    spans: list[tuple[range, dict[int, list[int]]]] = []
    for at in _movers(ground).values():
        first, last = min(at), max(at)
        if last - first < 2:
            continue
        span = range(first, last + 1)
        begun, left, waits = (model.add_columns(len(span)) for _ in range(3))
        spans.append((span, at))
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
    return Level(goal, lambda chosen: [value for span, at in spans for value in _waiting(span, at, chosen)], -1)


def _movers(ground: Ground) -> dict[tuple[str, str, int], dict[int, list[int]]]:
    look = ground.problem.lookup
    movers: dict[tuple[str, str, int], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for column, one in enumerate(ground.candidates):
        who = [("party", party) for party in (one.wish.exporter, one.wish.buyer) if look.party[party].base is None]
        if one.interpreter is not None and look.interpreter[one.interpreter].attached_to is None:
            who.append(("interpreter", PartyId(one.interpreter)))
        for kind, name in who:
            for slot in one.taken:
                movers[kind, name, look.day[slot]][slot].append(column)
    return movers


def _waiting(span: range, at: dict[int, list[int]], chosen: Chosen) -> list[int]:
    busy = [any(column in chosen for column in at.get(slot, ())) for slot in span]
    begun = [any(busy[: nth + 1]) for nth in range(len(span))]
    left = [any(busy[nth:]) for nth in range(len(span))]
    waits = [begun[nth] and left[nth] and not busy[nth] for nth in range(len(span))]
    return [int(flag) for flags in (begun, left, waits) for flag in flags]


def _interpreter_changes(ground: Ground) -> Level:
    """A column per exporter, day and interpreter: 1 when they work together that day."""
    look, model = ground.problem.lookup, ground.model
    pairs: dict[tuple[PartyId, int, InterpreterId], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for column, one in enumerate(ground.candidates):
        if one.interpreter is not None:
            for slot in one.taken:
                pairs[one.wish.exporter, look.day[slot], one.interpreter][slot].append(column)
    columns = model.add_columns(len(pairs))
    for column, at in zip(columns, pairs.values(), strict=True):
        for mine in at.values():  # an interpreter is in one meeting at a time, so the sum is at most 1
            model.add_row(dict.fromkeys(mine, -1) | {column: 1}, least=0)
    everyone = [sorted({column for mine in at.values() for column in mine}) for at in pairs.values()]

    def complete(chosen: Chosen) -> list[int]:
        return [int(not chosen.isdisjoint(mine)) for mine in everyone]

    return Level(dict.fromkeys(columns, -1), complete, -1)


_LEVELS: dict[Objective, Callable[[Ground], Level]] = {
    Objective.MUSTS: _musts,
    Objective.DISTURBANCE: _disturbance,
    Objective.VALUE: _value,
    Objective.FAIRNESS: _fairness,
    Objective.IDLE: _idle,
    Objective.INTERPRETER_CHANGES: _interpreter_changes,
}


def columns_of_all(completes: Sequence[Complete], chosen: Chosen) -> list[int]:
    """Return the values of all levels' own columns, in the order in which the levels were added."""
    return [value for complete in completes for value in complete(chosen)]
