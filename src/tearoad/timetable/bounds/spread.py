"""How far apart the worst-served and the best-served exporter are in every plan: a proved bound.

In no plan of the value that is held can every exporter be served worse than some share; a relaxation in which each has
at most so many meetings proves it where it is worth less than that value. Then somebody is served better, and the
spread is at least the worst share less theirs. The share is found by halving: fewer meetings are never worth more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearoad.timetable.bounds.certificate import certify
from tearoad.timetable.problem import Problem
from tearoad.timetable.solvers.candidates import Candidate
from tearoad.timetable.solvers.linear import Model, Whole
from tearoad.timetable.solvers.solver import Effort
from tearoad.values import PartyId


@dataclass(frozen=True, slots=True)
class LevelReached:
    """What a level reached: the worth of its goal."""

    goal: Mapping[int, int]
    worth: int


def least_spread(
    problem: Problem,
    candidates: Sequence[Candidate],
    rules: Model,
    start: Whole,
    *,
    value: LevelReached,
    worst: int,
    effort: Effort,
) -> int:
    """Return a permille that no plan's spread is below.

    `rules` holds the limits of the rules and nothing of the levels, `start` values that keep them; `worst` is a share
    that no plan's worst-served exporter is below. Deterministic unless the clock cuts it, which only makes the bound
    weaker.
    """
    if not worst:
        return 0
    running = effort.begun()
    wishes = Counter(wish.exporter for wish in problem.wishes)
    of: dict[PartyId, list[int]] = defaultdict(list)
    for column, candidate in enumerate(candidates):
        of[candidate.wish.exporter].append(column)
    shares = sorted({_share(count, placed) for count in wishes.values() for placed in range(count + 1)})
    surely, open_from = len(shares), 0  # everybody at shares[surely] or worse: impossible
    while open_from < surely and not running.is_over:
        middle = (open_from + surely) // 2
        if _impossible(wishes, of, rules, start, value=value, share=shares[middle], effort=running.left()):
            surely = middle
        else:
            open_from = middle + 1
    best = shares[surely - 1] if surely else 0
    return max(0, worst - best)


def _share(count: int, placed: int) -> int:
    return -(-1000 * (count - placed) // count)


def _impossible(
    wishes: Mapping[PartyId, int],
    of: Mapping[PartyId, list[int]],
    rules: Model,
    start: Whole,
    *,
    value: LevelReached,
    share: int,
    effort: Effort,
) -> bool:
    """Whether no plan of the value held leaves everybody such a share or more without meetings."""
    capped = rules.copy()
    capped.goal = dict(value.goal)
    for firm, count in wishes.items():
        most = max(placed for placed in range(count + 1) if _share(count, placed) >= share)
        capped.add_sum(of[firm], [1] * len(of[firm]), most=most)
    proved = certify(capped.stand(), effort, start)
    return proved is not None and proved.bound < value.worth
