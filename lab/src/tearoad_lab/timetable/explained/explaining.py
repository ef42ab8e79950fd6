"""Explanations of tight generated missions, each judged: is what it says so?"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from tearoad.timetable.check import check
from tearoad.timetable.explain import Explanation, clash, explain
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.values import WishId
from tearoad_lab.timetable.explained.tight import tight, tight_sizes
from tearoad_lab.timetable.explained.truth import clash_falsehoods, falsehoods, holdable
from tearoad_lab.timetable.missions import Format

_SOLVING_S = 5.0


@dataclass(frozen=True, slots=True)
class ExplainedMission:
    """What was explained of one mission, and what of it is false."""

    format: Format
    firms: int
    seed: int
    wishes: int
    held: int
    cases: int = 0
    """Wishes left out, each explained, and the clash of all that could be held alone."""
    kinds: tuple[tuple[str, int], ...] = ()
    """Explanations by what they name: each obstacle, a trade of so many meetings or none, a clash of so many musts."""
    false: tuple[str, ...] = ()
    """A wish, or the clash, and what is not so."""
    false_cases: int = 0
    explain_s: float = 0.0
    judge_s: float = 0.0

    def as_json(self) -> dict[str, object]:
        """Return the row by name."""
        return {**asdict(self), "kinds": dict(self.kinds)}


def rows(count: int, seed: int) -> Iterator[ExplainedMission]:
    """Yield a row for each mission until `count` explanations are judged; the same seed makes the same missions."""
    left = count
    for kind, firms, own in tight_sizes(seed):
        mission = row(kind, firms, own, left)
        yield mission
        left -= mission.cases
        if left <= 0:
            return


def summary(missions: Sequence[ExplainedMission]) -> dict[str, object]:
    """Return the last line: how many explanations of which kinds were judged, how many are false, the seconds."""
    kinds: Counter[str] = Counter()
    for row in missions:
        kinds.update(dict(row.kinds))
    return {
        "cases": sum(row.cases for row in missions),
        "wrong": sum(row.false_cases for row in missions),
        "missions": len(missions),
        "kinds": dict(sorted(kinds.items())),
        "explain_s": round(sum(row.explain_s for row in missions), 2),
        "judge_s": round(sum(row.judge_s for row in missions), 1),
    }


def row(kind: Format, firms: int, seed: int, most: int = 1000) -> ExplainedMission:
    """Plan one tight mission, explain what is left out, and judge at most so many explanations."""
    problem = tight(kind, firms, seed)
    plan = solve(problem, seed=seed, time_limit_s=_SOLVING_S)
    empty = ExplainedMission(kind, firms, seed, len(problem.wishes), len(plan.meetings))
    broken = tuple(f"plan: {violation.text.code}" for violation in check(problem, plan))
    if broken:
        return replace(empty, cases=1, false=broken, false_cases=1)
    pressed = _pressed(problem)
    begun = time.process_time()
    explanations, clashing = explain(problem, plan), clash(pressed)
    explained = time.process_time()
    explanations = explanations[: most - 1] if most <= len(explanations) else explanations
    false = {f"{explanation.wish}": tuple(falsehoods(problem, plan, explanation)) for explanation in explanations}
    false["clash"] = tuple(clash_falsehoods(pressed, clashing))
    return replace(
        empty,
        cases=len(false),
        kinds=tuple(sorted(_kinds(explanations, clashing).items())),
        false=tuple(f"{name}: {what}" for name, found in false.items() for what in found),
        false_cases=sum(bool(found) for found in false.values()),
        explain_s=explained - begun,
        judge_s=time.process_time() - explained,
    )


def _pressed(problem: Problem) -> Problem:
    """Return the problem with every wish that could be held alone as a must."""
    wishes = tuple(replace(wish, must=holdable(problem, wish)) for wish in problem.wishes)
    return replace(problem, wishes=wishes, pins=())


def _kinds(explanations: Sequence[Explanation], clashing: Sequence[WishId]) -> Counter[str]:
    found = Counter(
        obstacle.text.code.partition("why_")[2] for single in explanations for obstacle in set(single.obstacles)
    )
    for single in explanations:
        found["move"] += single.move is not None
        found["trade none" if single.trade is None else f"trade {len(single.trade.gives_way)}"] += 1
    found[f"clash {len(clashing)}"] += 1
    return found
