"""What everybody needs whatever the others do: bounds on interpreter changes, place changes and walking.

Meetings that no plan of the value held can do without are held for sure. Somebody's sure meetings that share no day and
interpreter (no day and zone) need one each, and one of those holds only so many meetings; of the way from a base each
sure meeting costs the shortest. An exporter of whose wishes no larger share may be left out than the worst-served one's
has so many meetings, whichever they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain

from tearoad.mission import Objective
from tearoad.timetable.bounds.spread import LevelReached
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate, areas, faces, minutes_from_bases
from tearoad.values import PartyId, WishId

Ways = Mapping[WishId, Sequence[Candidate]]
"""How each sure meeting can be held."""


def least_alone(
    objective: Objective, problem: Problem, candidates: Sequence[Candidate], value: LevelReached, worst: int
) -> int:
    """Return what an objective comes to at least in every plan of the value held. Time O(candidates x people).

    `worst` is the permille of its wishes of which no exporter is left with more unplaced.
    """
    if objective is Objective.INTERPRETER_CHANGES:
        return _interpreter_changes(problem, candidates, _sure(candidates, value), worst)
    if objective is Objective.PLACE_CHANGES:
        return _place_changes(problem, _sure(candidates, value))
    return _walking(problem, _sure(candidates, value)) if objective is Objective.WALKING else 0


def _sure(candidates: Sequence[Candidate], value: LevelReached) -> Ways:
    """Return the ways of the wishes without which a plan is worth less than is held."""
    of: dict[WishId, list[int]] = defaultdict(list)
    for column, candidate in enumerate(candidates):
        of[candidate.wish.id].append(column)
    worth = {wish: max(value.goal.get(column, 0) for column in columns) for wish, columns in of.items()}
    spare = sum(worth.values()) - value.worth
    return {wish: [candidates[column] for column in of[wish]] for wish in of if worth[wish] > spare}


def _interpreter_changes(problem: Problem, candidates: Sequence[Candidate], ways: Ways, worst: int) -> int:
    look = problem.lookup
    sure = _keys_needed(ways, problem, lambda candidate: ((key[0], key[1:]) for key in faces(candidate, look)))
    wishes = Counter(wish.exporter for wish in problem.wishes)
    with_one: dict[PartyId, set[WishId]] = defaultdict(set)
    without: dict[PartyId, set[WishId]] = defaultdict(set)
    for candidate in candidates:
        helped = candidate.interpreter is not None and not look.is_delegate(candidate.interpreter)
        (with_one if helped else without)[candidate.wish.exporter].add(candidate.wish.id)
    found = 0
    for firm, count in wishes.items():
        held = count - worst * count // 1000 - len(without[firm])
        found += max(sure[firm], -(-held // _longest(problem)), 0)
    return found


def _place_changes(problem: Problem, ways: Ways) -> int:
    look = problem.lookup
    needed = _keys_needed(
        ways,
        problem,
        lambda candidate: ((who[1], (who[2], zone)) for who, zone in areas(candidate, look) if who[0] == "party"),
    )
    return needed.total()


def _walking(problem: Problem, ways: Ways) -> int:
    look = problem.lookup
    return sum(min(minutes_from_bases(candidate, look) for candidate in mine) for mine in ways.values())


def _longest(problem: Problem) -> int:
    """Return how many meetings one person has in a day at most: nobody is in two at once."""
    return max(map(len, problem.lookup.days.values()), default=1)


def _keys_needed(
    ways: Ways, problem: Problem, keys: Callable[[Candidate], Iterable[tuple[Hashable, Hashable]]]
) -> Counter[Hashable]:
    """Return how many different keys each person has at least: `keys` tells who has which in a way of a meeting."""
    sets: dict[Hashable, list[frozenset[Hashable]]] = defaultdict(list)
    for mine in ways.values():
        of: dict[Hashable, set[Hashable]] = defaultdict(set)
        always = [{who for who, _ in keys(candidate)} for candidate in mine]
        for who, key in chain.from_iterable(map(keys, mine)):
            of[who].add(key)
        for who, found in of.items():
            if all(who in each for each in always):
                sets[who].append(frozenset(found))
    longest = _longest(problem)
    return Counter({who: max(_apart(found), -(-len(found) // longest)) for who, found in sets.items()})


def _apart(sets: Sequence[frozenset[Hashable]]) -> int:
    """Return how many sets share nothing with each other: so many keys are needed at least. Smallest sets first."""
    taken: set[Hashable] = set()
    count = 0
    for one in sorted(sets, key=len):
        if taken.isdisjoint(one):
            taken |= one
            count += 1
    return count
