from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.timetable.solvers.cp_sat import raise_bound
from tearoad.timetable.solvers.linear import Model
from tearoad.timetable.solvers.solver import Effort, SolverAnswer

COLUMNS = 7
rows = st.lists(
    st.tuples(st.lists(st.integers(0, 3), min_size=COLUMNS, max_size=COLUMNS), st.integers(0, 6)), max_size=5
)
goals = st.lists(st.integers(-3, 5), min_size=COLUMNS, max_size=COLUMNS)


@settings(max_examples=25)
@given(rows, goals)
def test_a_bound_rises_to_what_trying_everything_finds(limits: list[tuple[list[int], int]], goal: list[int]) -> None:
    """A bound that no plan reaches would be told as proved only if the search left something out."""
    model = Model()
    model.add_columns(COLUMNS)
    for weights, most in limits:
        model.add_row(dict(enumerate(weights)), most=most)
    model.goal = dict(enumerate(goal))
    stand = model.stand()
    nothing = np.zeros(COLUMNS, np.int64)
    best = max(stand.worth(values) for each in product((0, 1), repeat=COLUMNS) if stand.holds(values := np.array(each)))
    found = raise_bound(stand, SolverAnswer(nothing, 0, stand.ceiling()), Effort(60, 10))
    assert (found.worth, found.bound, stand.holds(found.values)) == (best, best, True)
