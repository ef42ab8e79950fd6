"""How long all papers take: a delegation of twenty-two, and a mission of about 180 participants.

The demo mission is planned first; only the printing is timed, from a cold compiler, in a process of its own. Wall time
depends on what else the machine does; CPU time counts the second process that sets pages as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from tearoad.delegation.papers import press, roster
from tearoad.demo.folder import write_demo
from tearoad.demo.make import make_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.run import Options, prepare
from tearoad.journey.watch import Unwatched
from tearoad.mission.papers import booklet, signs
from tearoad.paper import PaperFile
from tearoad.paper.press import finished
from tearoad.paper.typeset import PaperDraft
from tearoad.timetable.papers import calendars, day_sheets, table, workbook
from tearoad.timetable.solve import solve
from tests.journey.small_demo import small_demo, write

STAMP = datetime(2023, 2, 1, tzinfo=UTC)
GOAL_S = 20
DELEGATES = 22


def cpu() -> float:
    """Return the CPU seconds of this process and of those it waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def timed(name: str, make: Callable[[], Iterable[PaperFile | PaperDraft]]) -> float:
    """Make papers, print what they took, and return the wall time in seconds."""
    wall, worked = time.perf_counter(), cpu()
    made = list(finished(make()))
    wall = time.perf_counter() - wall
    size = sum(len(file.content) for file in made) / 1e6
    sys.stdout.write(
        f"{name:<34}{len(made):>5} files {size:>7.1f} MB {wall:>7.1f} s wall {cpu() - worked:>7.1f} s CPU\n"
    )
    return wall


def delegation(files: MissionFiles) -> Iterable[PaperFile | PaperDraft]:
    """Make the papers of twenty-two delegates: every kind, three languages, the book."""
    people = files.delegates[:DELEGATES]
    of = roster.roster(
        files.mission,
        people,
        files.exporters,
        files.interpreters,
        programme=files.programme,
        buyers=files.buyers,
        posts=files.posts,
    )
    yield from (paper.file for paper in press.papers(of, stamp=STAMP))
    firms = {person.firm for person in people if person.firm}
    yield from booklet.papers(
        files.mission, tuple(exporter for exporter in files.exporters if exporter.id in firms), stamp=STAMP
    )


def mission(files: MissionFiles | None, seconds: float) -> Callable[[], Iterable[PaperFile | PaperDraft]]:
    """Plan a mission, else the demo's, and return what makes the papers of its published plan."""
    with tempfile.TemporaryDirectory() as folder:
        if files:
            write(files, Path(folder) / "demo")
        else:
            write_demo(Path(folder) / "demo")
        ready = prepare(Path(folder) / "demo", Options(), Unwatched())
    of, problem = ready.roster, ready.problem
    plan = solve(problem, time_limit_s=seconds)
    count = len(of.exporters) + len(of.buyers) + len(of.interpreters)
    sys.stdout.write(f"planned: {len(plan.meetings)} meetings, {count} participants\n")

    def make() -> Iterable[PaperFile | PaperDraft]:
        yield from day_sheets.papers(of, problem, plan, stamp=STAMP)
        yield from calendars.papers(of, problem, plan, stamp=STAMP)
        yield from booklet.papers(of.mission, of.exporters, stamp=STAMP)
        yield from signs.papers(of.mission, of.exporters, stamp=STAMP)
        yield from workbook.papers(of, problem, plan, stamp=STAMP)
        yield from table.papers(of, problem, plan, stamp=STAMP)

    return make


def main() -> int:
    """Run both and say whether they stayed within the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--solve", type=float, default=3.0, help="seconds for the solver, not counted")
    parser.add_argument("--firms", type=int, help="so many firms of the demo, not all")
    said = parser.parse_args()
    files = small_demo(firm_count=said.firms) if said.firms else make_mission()
    people = min(DELEGATES, len(files.delegates))
    make = mission(files if said.firms else None, said.solve)
    walls = [timed(f"delegation of {people}", lambda: delegation(files)), timed("mission, all papers", make)]
    sys.stdout.write(f"goal: {GOAL_S} s wall each\n")
    return int(max(walls) > GOAL_S)


if __name__ == "__main__":
    raise SystemExit(main())
