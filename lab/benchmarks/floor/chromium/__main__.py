"""Runs in real browsers with the network really cut; the last line is JSON: runs, violations, seeds_failed, seconds.

A site is served for each worker. Each run has a Chromium of its own for each of three phones, used through the page:
notes and photos are written, the cable is cut and mended, answers are lost, tabs closed, power and room taken away, the
server killed. Then all is made well, and every note of which a page showed that it is kept must be on the server
exactly once, with its photo, and on every phone of its firm, and on no other.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from lab.benchmarks.floor.chromium.run import Run
from lab.benchmarks.floor.chromium.site import served
from tests.browser import executable

RUNS_A_MISSION = 8
"""A phone shows all that its firm wrote: so many runs share a mission."""


def main() -> int:
    """Run and tell; 1 where something was lost, doubled or shown to others."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--runs", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--browser", default=executable(), help="a Chromium, or its headless shell, which costs half")
    given = asked.parse_args()
    begun = time.monotonic()
    seeds = range(given.seed, given.seed + given.runs)
    with ProcessPoolExecutor(given.workers) as pool:
        shares = [list(seeds[place :: given.workers]) for place in range(given.workers)]
        parts = pool.map(failures, shares, [given.browser] * given.workers)
        failed = {seed: faults for part in parts for seed, faults in part.items()}
    told = {
        "runs": given.runs,
        "violations": sum(map(len, failed.values())),
        "seeds_failed": sorted(failed),
        "seconds": round(time.monotonic() - begun, 1),
    }
    print(json.dumps(told))
    return 1 if failed else 0


def failures(seeds: list[int], browser: str | None) -> dict[int, list[str]]:
    """Return what was wrong in which of these runs; it is told as it comes."""
    failed = {}
    with (
        tempfile.TemporaryDirectory(prefix="tearoad-chromium-") as made,
        sync_playwright() as playwright,
        served(Path(made), -(-len(seeds) // RUNS_A_MISSION)) as (site, links),
    ):
        for number, seed in enumerate(seeds):
            run = Run(site, seed, links[number // RUNS_A_MISSION], Path(made) / f"run-{seed}", browser=browser)
            run.go(playwright)
            told = f"run {seed}: {len(run.promised)} of {run.said} notes seen to be kept, {len(run.faults)} faults"
            print(told, file=sys.stderr)
            if run.faults:
                failed[seed] = run.faults
                print("\n".join([*run.faults, *run.events]), flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
