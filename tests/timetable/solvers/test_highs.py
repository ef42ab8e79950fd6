import numpy as np
import pytest

from tearoad.timetable.solvers.highs import at_once, highs
from tearoad.timetable.solvers.linear import UNLIMITED, Model
from tearoad.timetable.solvers.solver import Effort, Meter, Solver

ROWS: tuple[tuple[dict[int, int], int, int], ...] = (
    ({0: 1, 1: 1}, -UNLIMITED, 1),
    ({2: 1, 3: 1, 4: 1}, -UNLIMITED, 2),
    ({0: 1000, 1: 1000, 2: 1000, 3: 1000, 4: 1000, 5: 5}, 4000, UNLIMITED),
    ({5: -1}, -600, UNLIMITED),
    ({1: -1, 3: -1, 6: 1}, 0, UNLIMITED),
    ({0: -1, 2: -1, 7: 1}, 0, UNLIMITED),
    ({4: -1, 9: 1}, 0, UNLIMITED),
)
"""A plan in hand with three troubles where one suffices; HiGHS 1.16 proves the one and hands the three back."""


@pytest.mark.parametrize("method", [highs, at_once])
def test_what_is_proved_to_exist_is_found(method: Solver) -> None:
    model = Model()
    model.add_columns(5)
    model.add_columns(1, 1000)
    model.add_columns(4)
    for weights, least, most in ROWS:
        model.add_row(weights, least, most)
    model.goal = {6: -1, 7: -1, 8: -1, 9: -1}
    stand, start = model.stand(), np.array([0, 0, 0, 1, 0, 600, 1, 0, 1, 1], np.int64)
    assert stand.holds(start)
    answer = method(stand, start, Effort(seconds=600, work=5))
    assert (answer.worth, answer.bound) == (-1, -1)
    assert stand.holds(answer.values)


def test_a_search_that_could_not_even_begin_is_not_begun() -> None:
    model = Model()
    model.add_columns(2)
    model.add_row({0: 1, 1: 1}, most=1)
    model.goal = {0: 1, 1: 2}
    stand, start = model.stand(), np.array([1, 0], np.int64)
    meter = Meter()
    answer = highs(stand, start, Effort(seconds=600, work=1e-9, meter=meter))
    assert (answer.values.tolist(), answer.worth, answer.bound, meter.work) == ([1, 0], 1, stand.ceiling(), 0)
    done = highs(stand, start, Effort(seconds=600, work=1, meter=meter))
    assert (done.values.tolist(), done.bound, meter.work > 0) == ([0, 1], 2, True)
