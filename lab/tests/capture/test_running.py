"""A slice of the rehearsals: `make bench-capture` runs ten thousand, `make bench-planted` every planted fault."""

from __future__ import annotations

import pytest

from lab.benchmarks.planted_capture import PLANTED, look_for
from tearoad_lab.capture import rehearse

QUICK = ("what was replaced stands on",)


def test_nothing_is_lost_doubled_or_shown_to_others() -> None:
    seen = rehearse(12, 1)
    assert (seen.runs, seen.failures) == (12, ())


@pytest.mark.parametrize("name", QUICK)
def test_a_planted_fault_is_found(name: str) -> None:
    (planted,) = (fault for fault in PLANTED if fault.name == name)
    assert look_for(planted, 20, 1) is not None
