"""The same plan on a quiet and on a busy machine: work is counted, not seconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tearoad.mission import Objective
from tearoad.timetable.plan import Plan, cut_levels
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_to_json
from tearoad.timetable.solve import solve
from tearoad_lab.timetable.missions import Format, mission


@contextmanager
def busy(processes: int) -> Iterator[None]:
    """Keep so many programs busy while the block runs."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(processes)]
    try:
        yield
    finally:
        for popen in spinning:
            popen.kill()
            popen.wait()


@contextmanager
def half_a_core() -> Iterator[None]:
    """Share one core with a busy program while the block runs: the least that slows what it begins."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        with busy(1):
            yield
    finally:
        os.sched_setaffinity(0, cores)


def written(plan: Plan) -> str:
    """Return a plan as its file says it, the times of its making apart."""
    told = plan_to_json(plan)
    return json.dumps(told | {"levels": [level | {"seconds": 0} for level in told["levels"]]})


def same(problem: Problem, work: float, slowed: AbstractContextManager[None]) -> None:
    quiet = solve(problem, work=work, seed=3)
    with slowed:
        beside = solve(problem, work=work, seed=3)
    assert written(beside) == written(quiet)
    assert cut_levels(quiet) == ()


def test_a_small_mission_is_planned_alike_beside_a_busy_program() -> None:
    same(mission(Format.TABLE, 8, 1), 0.3, half_a_core())


@pytest.mark.parametrize("kind", list(Format))
def test_missions_of_every_format_are_planned_alike_beside_busy_programs(kind: Format) -> None:
    same(mission(kind, 18, 4), 5.0, busy(2 * (os.cpu_count() or 1)))


def test_a_level_that_the_clock_ends_says_so() -> None:
    problem = mission(Format.TABLE, 18, 4)
    plan = solve(problem, time_limit_s=0)
    open_levels = [level.objective for level in plan.levels if level.value != level.bound]
    assert [level.objective for level in cut_levels(plan)] == open_levels
    assert {Objective.IDLE, Objective.INTERPRETER_CHANGES} <= {*open_levels}
