"""A slice of `make bench-same-plans`: an event planned beside a busy process, on one core, and killed once."""

from lab.benchmarks.same_plans import Run, planned

EVENT = ("40/140/12/14", 0.5, 1)


def test_a_plan_is_the_same_on_one_core_beside_a_busy_process_and_after_a_kill() -> None:
    runs = (Run(*EVENT, cores=1), Run(*EVENT, cores=2, busy=1), Run(*EVENT, cores=1, busy=1, crowded=True, kills=1))
    assert len({*map(planned, runs)}) == 1
