"""Objectives about which wishes are granted: musts, minimums, disturbance, value, fairness, spread."""

from __future__ import annotations

from collections import Counter, defaultdict

from tearoad.timetable.solvers.levels.level import Chosen, Ground, Level
from tearoad.values import InterpreterId, PartyId, PlaceId, WishId


def _no_columns(_chosen: Chosen) -> list[int]:
    return []


def musts(ground: Ground) -> Level:
    """One for each must."""
    musts = ground.problem.lookup.musts
    goal = {column: 1 for column, candidate in enumerate(ground.candidates) if candidate.wish.id in musts}
    return Level(goal, _no_columns)


def value(ground: Ground) -> Level:
    """Each wish's value."""
    return Level({column: candidate.wish.value for column, candidate in enumerate(ground.candidates)}, _no_columns)


def disturbance(ground: Ground) -> Level:
    """A column per person told before: 1 when anything of their day changed."""
    problem, model = ground.problem, ground.model
    wanted: dict[tuple[WishId, int, tuple[PlaceId, ...], InterpreterId | None], int] = {
        (m.wish, m.start, (m.place,), m.interpreter): nth for nth, m in enumerate(problem.previous)
    }
    kept: dict[int, int] = {}
    for column, candidate in enumerate(ground.candidates):
        nth = wanted.get((candidate.wish.id, candidate.start, candidate.spot.places, candidate.interpreter))
        if nth is not None:
            kept[nth] = column
    announced: dict[tuple[str, str], list[int]] = defaultdict(list)
    for nth, meeting in enumerate(problem.previous):
        wish = problem.lookup.wish[meeting.wish]
        for party in wish.parties:
            announced["party", party].append(nth)
        if meeting.interpreter is not None and not problem.lookup.is_delegate(meeting.interpreter):
            announced["interpreter", meeting.interpreter].append(nth)
    may_stay = [mine for mine in announced.values() if all(nth in kept for nth in mine)]
    people, columns = len(problem.previous) + 1, model.add_columns(len(may_stay))
    for column, mine in zip(columns, may_stay, strict=True):
        for nth in mine:
            model.add_row({column: 1, kept[nth]: 1}, least=1)
    goal = dict.fromkeys(columns, -people) | dict.fromkeys(kept.values(), 1)
    surely = (len(announced) - len(may_stay)) * people + len(problem.previous)
    return Level(
        goal, lambda chosen: [int(any(kept[nth] not in chosen for nth in mine)) for mine in may_stay], -1, surely
    )


def minimums(ground: Ground) -> Level:
    """A column per quota that asks for meetings: how many it lacks."""
    model = ground.model
    asking = [quota for quota in ground.problem.quotas if quota.least]
    counted = [
        [
            column
            for column, candidate in enumerate(ground.candidates)
            if candidate.start in quota.slots and quota.party in candidate.wish.parties
        ]
        for quota in asking
    ]
    goal = {}
    for quota, mine in zip(asking, counted, strict=True):
        (lacks,) = model.add_columns(1, quota.least)
        model.add_row(dict.fromkeys(mine, 1) | {lacks: 1}, least=quota.least)
        goal[lacks] = -1

    def complete(chosen: Chosen) -> list[int]:
        return [
            max(0, quota.least - sum(column in chosen for column in mine))
            for quota, mine in zip(asking, counted, strict=True)
        ]

    return Level(goal, complete, -1)


def fairness(ground: Ground) -> Level:
    """One column: the worst-served exporter's unplaced permille."""
    wishes, of = _by_exporter(ground)
    (worst,) = ground.model.add_columns(1, 1000)
    for firm, count in wishes.items():
        ground.model.add_row(dict.fromkeys(of[firm], 1000) | {worst: count}, least=1000 * count)

    return Level({worst: -1}, lambda chosen: [max(_unplaced_permille(wishes, of, chosen), default=0)], -1)


def spread(ground: Ground) -> Level:
    """Three columns: the unplaced permille of the worst-served and of the best-served exporter, and how far apart."""
    wishes, of = _by_exporter(ground)
    model = ground.model
    worst, best, apart = model.add_columns(3, 1000)
    for firm, count in wishes.items():
        model.add_row(dict.fromkeys(of[firm], 1000) | {worst: count}, least=1000 * count)
        # Rounded up, as the other: best <= (1000 x unplaced + count - 1) / count.
        model.add_row(dict.fromkeys(of[firm], 1000) | {best: count}, most=1000 * count + count - 1)
    model.add_row({apart: 1, worst: -1, best: 1}, least=0)

    def complete(chosen: Chosen) -> list[int]:
        shares = _unplaced_permille(wishes, of, chosen)
        most, least = max(shares, default=0), min(shares, default=0)
        return [most, least, most - least]

    return Level({apart: -1}, complete, -1)


def _by_exporter(ground: Ground) -> tuple[Counter[PartyId], dict[PartyId, list[int]]]:
    """Return how many wishes each exporter has, and their candidates."""
    of: dict[PartyId, list[int]] = defaultdict(list)
    for column, candidate in enumerate(ground.candidates):
        of[candidate.wish.exporter].append(column)
    return Counter(wish.exporter for wish in ground.problem.wishes), of


def _unplaced_permille(wishes: Counter[PartyId], of: dict[PartyId, list[int]], chosen: Chosen) -> list[int]:
    served = {firm: sum(column in chosen for column in of[firm]) for firm in wishes}
    return [-(-1000 * (count - served[firm]) // count) for firm, count in wishes.items()]
