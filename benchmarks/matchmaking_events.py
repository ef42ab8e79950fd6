"""The public benchmark of matchmaking events: every `.dzn` below a folder, solved to proof and judged.

Run: `python benchmarks/matchmaking_events.py FOLDER --optima known_optima.csv`. The table has the columns `instance`,
`fairness_d` and `best_known` (a number or UNSAT); each of its rows is a case. Without a table every file is one case.
Last line: JSON with cases, proved, wrong, total_cpu_s, max_cpu_s.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tearoad.timetable.matchmaking import (
    Event,
    Found,
    Outcome,
    breaks,
    faults,
    fewest_breaks,
    idle_slots,
    read_dzn,
    smallest_idle_range,
)

UNSAT = "UNSAT"
SOLVERS = {"breaks": fewest_breaks, "idle-range": smallest_idle_range}


@dataclass(frozen=True, slots=True)
class Case:
    """A file, the fairness asked for, and what is known of it."""

    path: Path
    spread: int | None = None
    known: str = ""


def cases(folder: Path, optima: Path | None, spread: int | None) -> Iterator[Case]:
    """Yield the rows of the table, or every file."""
    if optima is None:
        yield from (Case(path, spread) for path in sorted(folder.rglob("*.dzn")))
        return
    with optima.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield Case(folder / f"{row['instance']}.dzn", int(row["fairness_d"]), row["best_known"])


def wrong(event: Event, found: Found, objective: str, known: str) -> list[str]:
    """Return what is wrong with an answer: by the judge, by its own figures, by what is known."""
    told = UNSAT if found.outcome is Outcome.IMPOSSIBLE else str(found.value)
    bad = []
    if found.outcome in (Outcome.OPTIMAL, Outcome.IMPOSSIBLE) and objective == "breaks" and known and told != known:
        bad.append(f"{known} is known")
    if found.plan is not None:
        bad += [text.code for text in faults(event, found.plan)]
        if measured(event, found.plan, objective) != found.value:
            bad.append("another value is measured")
    return bad


def measured(event: Event, plan: tuple[int, ...], objective: str) -> int:
    """Return the objective of a plan, by the judge."""
    if objective == "breaks":
        return sum(breaks(event, plan))
    everyone = zip(idle_slots(event, plan), event.appointments_of(), strict=True)
    waits = [idle for idle, mine in everyone if len(mine) > 1]
    return max(waits, default=0) - min(waits, default=0)


def main() -> None:
    """Solve every case, one after the other, on one thread."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--optima", type=Path)
    arguments.add_argument("--objective", choices=tuple(SOLVERS), default="breaks")
    arguments.add_argument("--fairness", type=int)
    arguments.add_argument("--seed", type=int, default=0)
    arguments.add_argument("--time-limit", type=float, default=60.0)
    said = arguments.parse_args()
    spent, proved, bad = [], 0, 0
    for case in cases(said.folder, said.optima, said.fairness):
        spread = case.spread if said.objective == "breaks" else None
        begun = time.process_time()
        event = read_dzn(case.path.read_text(encoding="utf-8"), spread=spread)
        found = SOLVERS[said.objective](event, seed=said.seed, time_limit_s=said.time_limit)
        spent.append(time.process_time() - begun)
        faulty = wrong(event, found, said.objective, case.known)
        proved += found.outcome in (Outcome.OPTIMAL, Outcome.IMPOSSIBLE)
        bad += bool(faulty)
        figures = (case.spread, found.outcome, found.value, found.bound, f"{spent[-1]:.2f}", *faulty)
        print(case.path.stem, *figures, flush=True)
    print(
        json.dumps(
            {
                "cases": len(spent),
                "proved": proved,
                "wrong": bad,
                "total_cpu_s": round(sum(spent), 1),
                "max_cpu_s": round(max(spent, default=0.0), 1),
            }
        )
    )


if __name__ == "__main__":
    main()
