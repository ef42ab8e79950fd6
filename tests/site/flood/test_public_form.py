"""The public form of a served site under a burst of posts, by real sockets and every process of the site."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.site.serving import served
from tests.waiting import PATIENCE_S

ROOT = Path(__file__).parents[3]
DEMO = ("demo", "--serve", "--stage", "called")
POSTS = 400


def test_a_burst_is_limited_and_nothing_accepted_is_lost(place: dict[str, str], tmp_path: Path) -> None:
    with served(place, tmp_path, *DEMO) as site:
        script = ROOT / "lab" / "benchmarks" / "call_flood.py"
        address = f"http://127.0.0.1:{site.port}"
        done = subprocess.run(
            [sys.executable, str(script), address, "--posts", str(POSTS), "--json"],
            env=place,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE_S,
        )
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
    assert found["posts"] == POSTS
    assert set(found["codes"]) <= {"302", "429"}
    assert 0 < found["codes"]["302"] <= found["limit"]
    assert found["codes"]["429"] == POSTS - found["codes"]["302"]
    assert found["without_retry_after"] == 0
    # Each of the firms that were told "it is here" stands in the database; the officer has one line for the rest.
    assert found["kept"] == found["codes"]["302"]
    assert found["lines"] == 1
    assert found["refused"] == found["codes"]["429"]
