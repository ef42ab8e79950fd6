from __future__ import annotations

import pytest

from tearoad.office.web.models import Job, JobState
from tearoad.screening.web.queries.overview import Overview


@pytest.mark.parametrize(
    ("state", "waiting", "expected"),
    [
        (None, 0, False),
        (None, 2, True),
        (JobState.WAITING, 0, True),
        (JobState.RUNNING, 2, True),
        (JobState.FAILED, 0, False),
        (JobState.FAILED, 2, False),
    ],
)
def test_the_page_asks_again_while_a_comparison_goes_on_and_not_after_it_failed(
    state: JobState | None, waiting: int, *, expected: bool
) -> None:
    job = None if state is None else Job(state=state)

    assert Overview(0, 0, 0, 0, 0, waiting, job).is_waiting is expected
