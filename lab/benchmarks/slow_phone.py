"""The links of people without accounts on a phone at 400 kbit/s and 400 ms: seconds, bytes, taps, axe, no script.

    python lab/benchmarks/slow_phone.py

Furnishes and serves a small demo; visits the link to answer as a buyer and as a firm, the firm's list of orders, and
the survey, in three languages, with scripts and without. Prints a line of JSON a visit, then the worst; ends with 1
where one does not hold (3 s, 60 kB, two taps, nothing that axe finds).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from playwright.sync_api import sync_playwright  # noqa: E402  # after the path

from tests.browser import ARGUMENTS, executable  # noqa: E402  # after the path
from tests.site.access.conftest import surroundings  # noqa: E402  # after the path
from tests.site.access.slow_phone import slow_visits  # noqa: E402  # after the path
from tests.site.serving import served  # noqa: E402  # after the path


def main() -> int:
    """Furnish, serve, visit, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, help="so many visits, not all")
    most = parser.parse_args().visits
    with tempfile.TemporaryDirectory() as data:
        place = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": data, **surroundings()}
        subprocess.run([sys.executable, "-m", "tearoad", "database"], env=place, check=True)
        furnish = [sys.executable, str(ROOT / "tests/site/access/furnish.py")]
        listed = json.loads(subprocess.run(furnish, env=place, check=True, capture_output=True).stdout.splitlines()[-1])
        with served(place, Path(data)) as site, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
            visits = []
            for visit in islice(slow_visits(chromium, f"http://localhost:{site.port}", listed), most):
                visits.append(visit)
                print(json.dumps(asdict(visit) | {"holds": visit.holds}), flush=True)  # a benchmark tells its figures
            chromium.close()
    worst = {
        "visits": len(visits),
        "whole_s": max(slow_visit.whole_s for slow_visit in visits),
        "painted_s": max(slow_visit.painted_s for slow_visit in visits),
        "bytes": max(slow_visit.weight for slow_visit in visits),
        "taps": max(slow_visit.taps for slow_visit in visits),
        "all_hold": all(slow_visit.holds for slow_visit in visits),
    }
    print(json.dumps(worst))
    return 0 if worst["all_hold"] else 1


if __name__ == "__main__":
    sys.exit(main())
