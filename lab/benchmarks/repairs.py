"""Trouble of five kinds at plans people hold: milliseconds a call, what is proved, who is told; every answer is judged.

At the plan of a planned mission (`plan.json`), each kind many times; at generated missions, each kind once. A line of
figures a kind and one last line, as JSON. A wrong answer is told with its mission, trouble and slot.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from tearoad.cli.timetable.files import read_plan, read_problem
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import CalledOff
from tearoad_lab.timetable.troubles import KINDS, Run, figures, mended, runs, towns

Town = tuple[str, Problem, Sequence[Meeting]]


def main() -> int:
    """Read the command line and run; 1 when an answer is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path, nargs="?")
    parser.add_argument("--times", type=int, default=12, help="of each kind at the plan")
    parser.add_argument("--missions", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    told: list[Run] = []
    if asked.plan:
        plan: Town = (str(asked.plan), read_problem(asked.plan), read_plan(asked.plan).meetings)
        told += _told("plan", [plan], asked.times, asked.seed)
    if asked.missions:
        told += _told("missions", towns(asked.missions, asked.seed), 1, asked.seed)
    last = {name: sum(getattr(run, name) for run in told) for name in ("fewest_proved",)}
    wrong = sum(bool(run.wrong) for run in told)
    slowest = max((run.seconds for run in told), default=0.0)
    print(json.dumps({"calls": len(told), "wrong": wrong, **last, "max_wall_ms": round(1000 * slowest)}))
    return 1 if wrong else 0


def _told(what: str, places: Iterable[Town], times: int, seed: int) -> list[Run]:
    """Make the trouble at each place, tell what is wrong at once and the figures of each kind at the end."""
    found: list[Run] = []
    for name, problem, held in places:
        mended(problem, held, CalledOff(held[0].wish), 0)  # what is loaded once is not measured
        for run in runs(problem, held, times, seed):
            found.append(run)
            if run.wrong:
                print(json.dumps({"mission": name, "trouble": str(run.trouble), "now": run.now, "wrong": run.wrong}))
    for kind in KINDS:
        mine = [run for run in found if run.kind == kind.__name__]
        print(json.dumps({"at": what, "kind": kind.__name__, **figures(mine)}), flush=True)
    return found


if __name__ == "__main__":
    sys.exit(main())
