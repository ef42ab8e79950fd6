"""Requests made from the OpenAPI document, right and wrong, are answered as it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]


def test_no_made_request_is_answered_in_an_undocumented_way() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "lab.benchmarks.api_cases", "--cases", "600", "--seed", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=10 * PATIENCE_S,
    )
    assert (done.returncode, " 0 wrong," in done.stdout) == (0, True), done.stdout + done.stderr
