from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tearoad.bench.timetable.missions import Format, mission
from tearoad.mission import Objective
from tearoad.timetable.solvers.candidates import candidates
from tearoad.timetable.solvers.crews import Crews
from tearoad.timetable.solvers.greedy import Packing
from tearoad.timetable.solvers.limits import Limits
from tearoad.timetable.solvers.shifting import Shifting
from tearoad.timetable.solvers.shifts import waited
from tearoad.timetable.solvers.solver import Effort
from tearoad.timetable.solvers.spots import Spots

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


def test_a_crew_pauses_between_its_runs() -> None:
    assert waited(np.array([2, 2, 2, 2, 2, 2]), 2, 4) == 1


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
