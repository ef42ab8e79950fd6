"""What a test may cost: two CPU seconds, or what `dear.toml` allows it for a reason.

Machines differ, and on a busy one the same test takes up to three times the CPU seconds. So a process that has run a
dear test reads some text for a moment as well, and what was measured is brought to the speed of a machine that reads it
in `ROUND_S`: strict on an idle machine, mild on a busy one. What a test was the first to import is not counted. A test
over its budget is named; the suite fails where one takes more than three times as much.
"""

from __future__ import annotations

import ast
import time
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

DEAR = Path(__file__).with_name("dear.toml")
BUDGET_S = 2.0
MOST_EXCEPTIONS = 60
FAILS_AT = 3.0
"""How many times its budget a test may cost before the suite fails: CPU seconds are no steady measure."""
ROUNDS, ROUND_S = 30, 0.005
"""What a round takes on the machine for which the budgets are given, at the worst, while it does nothing else."""
MODULE_S = 0.004
"""What a module may take that a test was the first to import: which test that is, chance decides."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a test, or each test of a file, may cost, and why."""

    seconds: float
    why: str


def exceptions(path: Path = DEAR) -> dict[str, Budget]:
    """Return the tests, files and patterns of files that may cost more."""
    parts = tomllib.loads(path.read_text(encoding="utf-8")).values()
    return {test: Budget(float(kept["seconds"]), kept["why"]) for part in parts for test, kept in part.items()}


def slowness() -> float:
    """Return how much slower this process is at the moment than it is on the machine of the budgets, at the worst."""
    text = "".join(
        f"def f{number}(a, b=1):\n    return [a + b * {number} for x in range(b) if x]\n" for number in range(200)
    )
    worst = 0.0
    for _ in range(ROUNDS):
        began = time.process_time()
        ast.parse(text)
        worst = max(worst, time.process_time() - began)
    return worst / ROUND_S


@dataclass(frozen=True, slots=True)
class Cost:
    """What a test cost, and what that is to be compared by."""

    seconds: float
    slowness: float = 1.0
    modules: int = 0
    """How many modules it was the first to import."""

    @property
    def compared(self) -> float:
        """The CPU seconds on the machine of the budgets, without imports."""
        return max(0.0, self.seconds / self.slowness - self.modules * MODULE_S)


def budget_of(test: str, listed: Mapping[str, Budget], usual_s: float = BUDGET_S) -> Budget:
    """Return what a test may cost: by its own entry, else by that of its file, else by the pattern that fits."""
    file = test.partition("::")[0]
    patterns = (kept for name, kept in listed.items() if "*" in name and fnmatch(file, name))
    return listed.get(test.partition("[")[0]) or listed.get(file) or next(patterns, Budget(usual_s, ""))


def far_over(costs: Mapping[str, Cost], listed: Mapping[str, Budget], usual_s: float = BUDGET_S) -> Iterator[str]:
    """Yield a sentence on every test that fails the suite."""
    for test, cost in costs.items():
        budget = budget_of(test, listed, usual_s)
        if cost.compared > FAILS_AT * budget.seconds:
            yield (
                f"{test} cost {cost.compared:.1f} CPU s and may cost {budget.seconds:g}. Let it do less, or share what"
                f" it sets up; if it cannot, give it a budget with a reason in tests/suite/{DEAR.name}."
            )


def remarks(costs: Mapping[str, Cost], listed: Mapping[str, Budget], usual_s: float = BUDGET_S) -> Iterator[str]:
    """Yield a sentence on every test that is over its budget, not by far."""
    for test, cost in costs.items():
        budget = budget_of(test, listed, usual_s)
        if budget.seconds < cost.compared <= FAILS_AT * budget.seconds:
            yield (
                f"{test} cost {cost.compared:.1f} CPU s and may cost {budget.seconds:g};"
                f" more than {FAILS_AT:g} times that fails."
            )


def needless(
    costs: Mapping[str, Cost], listed: Mapping[str, Budget], files: Iterable[str], usual_s: float = BUDGET_S
) -> Iterator[str]:
    """Yield a sentence on every entry that nobody needs any more, of those whose files ran, each of them.

    Args:
        costs: of the tests that ran.
        listed: the entries.
        files: every file of tests that there is.
        usual_s: what a test without an entry may cost.

    """
    dearest: dict[int, float] = {}
    for test, cost in costs.items():
        budget = budget_of(test, listed, usual_s)
        dearest[id(budget)] = max(cost.seconds, dearest.get(id(budget), 0.0))
    left = set(files) - {test.partition("::")[0] for test in costs}
    for name, budget in listed.items():
        most = dearest.get(id(budget), usual_s)
        if most < usual_s / 2 and not any(fnmatch(file, name.partition("::")[0]) for file in left):
            yield f"{name} costs {most:.1f} CPU s at most: its entry in tests/suite/{DEAR.name} can go."
