"""A slice of `make bench-same-plans`: an event planned beside a busy process and on one core."""

from benchmarks.same_plans import planned


def test_a_plan_is_the_same_on_one_core_and_beside_a_busy_process() -> None:
    assert planned("40/140/12/14", 0.5, 1, 0, 1) == planned("40/140/12/14", 0.5, 1, 1, 2)
