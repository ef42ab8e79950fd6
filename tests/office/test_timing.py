"""How long the office waits before it tries something again."""

from __future__ import annotations

from tearoad.office.timing import Timing


def test_each_attempt_waits_its_own_time_and_the_last_is_given_up() -> None:
    """Finds a wait that is skipped or taken twice: tests of jobs and mails shorten all of them to the same."""
    timing = Timing(job_waits_s=(2, 10, 60), mail_waits_s=(20, 60))
    jobs = [wait and wait.total_seconds() for wait in map(timing.job_wait, range(5))]
    mails = [wait and wait.total_seconds() for wait in map(timing.mail_wait, range(4))]
    assert (jobs, mails) == ([2, 2, 10, 60, None], [20, 20, 60, None])
