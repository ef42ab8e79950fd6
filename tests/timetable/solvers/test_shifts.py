from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tearoad.timetable.solvers.shifts import waited

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
