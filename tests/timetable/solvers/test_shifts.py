from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.mission import Objective
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.highs import solved
from tearoad.timetable.solvers.levels.crew_day import crew_day
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.shifts import waited
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots
from tearoad_lab.timetable.missions import Format, mission

RESTLESS = 1000
"""Slots in a row of whoever needs no pause."""


def least_on_duty(busy: Sequence[int], members: int) -> int:
    """Try every way to have people on duty: so many slots together at least."""
    found = []
    for more in product(range(max(busy) + 1), repeat=len(busy)):
        duty = [now + extra for now, extra in zip(busy, more, strict=True)]
        begin = sum(max(0, now - before) for before, now in zip([0, *duty], duty, strict=False))
        if begin <= members:
            found.append(sum(duty))
    return min(found)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6).filter(any), st.integers(0, 3))
def test_a_crew_on_duty_waits_as_little_as_it_can(busy: list[int], more: int) -> None:
    members = max(busy) + more
    assert waited(np.array(busy), members, RESTLESS) == least_on_duty(busy, members) - sum(busy)


def waited_by_flow(busy: Sequence[int], members: int, run: int) -> int | None:
    """Return what the level's own model says; None where the crew is too small."""
    model, goal = Model(), dict[int, int]()
    columns = model.add_columns(sum(busy))
    model.lows[:] = [1] * len(columns)
    of = iter(columns)
    at = {slot: [next(of) for _ in range(now)] for slot, now in enumerate(busy)}
    crew_day(at, members, run, model, goal)
    model.goal = goal
    found = solved(model.stand(), Effort(600, 5))
    return None if found is None else -model.worth(found.tolist())


def test_a_crew_pauses_between_its_runs() -> None:
    assert waited(np.array([2, 2, 2, 2, 2]), 3, 4) == waited_by_flow([2, 2, 2, 2, 2], 3, 4) == 1
    full = [2, 4, 3, 5, 5, 7, 13, 10, 8, 7, 4, 4]
    assert waited(np.array(full), 13, 4) == waited_by_flow(full, 13, 4) == 8


@settings(max_examples=60)
@given(st.lists(st.integers(0, 4), min_size=2, max_size=9).filter(any), st.integers(0, 3), st.integers(2, 5))
def test_a_crew_is_never_said_to_wait_longer_than_it_has_to(busy: list[int], more: int, run: int) -> None:
    members = max(busy) + more
    least = waited_by_flow(busy, members, run)
    assert least is None or waited(np.array(busy), members, run) <= least


NOT_COMPILED = """
import sys
sys.modules["numba"] = None  # as if it were not installed
from tests.timetable.solvers.test_shifts import shifted
print(shifted())
"""


def shifted() -> tuple[list[int], tuple[int, ...]]:
    """Grow a plan from nothing and shift its meetings; return its columns and what its days cost."""
    problem = mission(Format.STAND, 10, 4)
    spots, crews = Spots(problem), Crews(problem)
    found = candidates(problem, spots, crews)
    packing = Packing(Limits(problem, spots, found, crews).all(), len(found))
    days = (Objective.IDLE, Objective.INTERPRETER_CHANGES, Objective.PLACE_CHANGES, Objective.WALKING)
    shifting = Shifting(problem, found, packing, frozenset(), days, crews)
    shifting.grow(frozenset(), Effort(600, 0.004, seed=7))
    shifting.improve(frozenset(), Effort(600, 0.004, seed=7))
    return sorted(shifting.chosen), shifting.cost


def test_without_the_compiler_meetings_shift_the_same_way() -> None:
    path = ":".join(entry for entry in sys.path if entry)
    command = [sys.executable, "-W", "error", "-c", NOT_COMPILED]
    run = subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONPATH": path})
    assert run.stdout == f"{shifted()}\n"
