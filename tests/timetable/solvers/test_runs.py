from itertools import combinations

import pytest

from tearoad.timetable.solvers.runs import touched_by_every_run


@pytest.mark.parametrize("count", range(8))
@pytest.mark.parametrize("length", range(1, 5))
def test_the_smallest_sets_of_which_every_run_holds_one_are_found(count: int, length: int) -> None:
    slots = range(10, 10 + count)
    runs = [set(slots[first : first + length]) for first in range(count - length + 1)]
    holding = [
        set(some)
        for size in range(count + 1)
        for some in combinations(slots, size)
        if all(run.intersection(some) for run in runs)
    ]
    smallest = {tuple(sorted(found)) for found in holding if not any(other < found for other in holding)}
    found = list(touched_by_every_run(slots, length))
    assert set(found) == (smallest if runs else set())
    assert len(found) == len(set(found))
