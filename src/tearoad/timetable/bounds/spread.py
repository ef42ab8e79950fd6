"""How badly the worst-served exporter is served in every plan, and how far the best-served is from it: proved bounds.

In no plan of the value that is held can every exporter be served so well, or so badly; a relaxation in which each has
at least, or at most, so many meetings proves it where it is worth less than that value. Then somebody is served worse
than the share, or better, and the spread is at least the worst share less theirs. Shares are whole meetings of whole
wishes, which fractions of meetings know nothing of, so that each is asked for by itself. They are found by halving: the
more is asked of all, the less a plan can be worth.
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
    running, held = effort.begun(), _ValueHeld(problem, candidates, rules, start, value)
    shares = held.shares
    surely, open_from = len(shares), 0  # everybody at shares[surely] or worse: impossible
    while open_from < surely and not running.is_over:
        middle = (open_from + surely) // 2
        if held.is_impossible(shares[middle], running.left(), at_worst=False):
            surely = middle
        else:
            open_from = middle + 1
    best = shares[surely - 1] if surely else 0
    return max(0, worst - best)


def least_worst(
    problem: Problem,
    candidates: Sequence[Candidate],
    rules: Model,
    start: Whole,
    *,
    value: LevelReached,
    known: range,
    effort: Effort,
) -> int:
    """Return a permille that no plan's worst-served exporter is below.

    `known` is from a permille of which that is known already to that of a plan in hand. The others as in
    `least_spread`.
    """
    running, held = effort.begun(), _ValueHeld(problem, candidates, rules, start, value)
    shares = [share for share in held.shares if share in known]
    impossible, open_to = 0, len(shares)  # everybody below shares[impossible]: impossible
    while impossible < open_to and not running.is_over:
        middle = (impossible + open_to) // 2
        if held.is_impossible(shares[middle], running.left(), at_worst=True):
            impossible = middle + 1
        else:
            open_to = middle
    return shares[impossible] if impossible < len(shares) else known.stop


def _share(count: int, placed: int) -> int:
    return -(-1000 * (count - placed) // count)


class _ValueHeld:
    """The plans of the value held, and how they can serve firms."""

    def __init__(
        self, problem: Problem, candidates: Sequence[Candidate], rules: Model, start: Whole, value: LevelReached
    ) -> None:
        self._rules, self._start, self._value = rules, start, value
        self._wishes = Counter(wish.exporter for wish in problem.wishes)
        self._of: dict[PartyId, list[int]] = defaultdict(list)
        for column, candidate in enumerate(candidates):
            self._of[candidate.wish.exporter].append(column)
        counts = self._wishes.values()
        self.shares = sorted({_share(count, placed) for count in counts for placed in range(count + 1)})

    def is_impossible(self, share: int, effort: Effort, *, at_worst: bool) -> bool:
        """Whether no plan leaves everybody such a share without meetings, or less (`at_worst`), or more."""
        model = self._rules.copy()
        model.goal = dict(self._value.goal)
        for firm, count in self._wishes.items():
            mine = self._of[firm]
            if at_worst:
                least = min(placed for placed in range(count + 1) if _share(count, placed) <= share)
                model.add_sum(mine, [1] * len(mine), least=least)
            else:
                most = max(placed for placed in range(count + 1) if _share(count, placed) >= share)
                model.add_sum(mine, [1] * len(mine), most=most)
        proved = certify(model.stand(), effort, self._start)
        return proved is not None and proved.bound < self._value.worth
