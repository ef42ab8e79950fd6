"""A year of asking over a real mail server, the worker killed: each mail once in effect, and nobody forgotten."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]


def test_a_year_of_asking_by_a_worker_that_is_killed_is_as_planned() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lab.benchmarks.follow_up_year", "--kills", "9"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * PATIENCE_S,
    )
    assert (done.returncode, "\n0 differ" in done.stdout) == (0, True), done.stdout + done.stderr
