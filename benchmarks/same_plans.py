"""One event planned alone, on one core, and beside busy processes: is the plan the same each time?

What is done is counted, so it should be. The clock's limit is far away; a line a run, the last one is JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tearoad.bench.timetable.made_up_events import made_up_event, size_of
from tearoad.bench.timetable.measured import measured
from tearoad.timetable.matchmaking import FewestBreaks, fewest_breaks

_FAR_S = 36_000.0
_BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"
"""Ends with whoever began it."""


def main() -> int:
    """Plan the event four times; 1 where two plans differ."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--event", default="100/450/15/35", metavar="SIZE")
    arguments.add_argument("--effort", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=2)
    arguments.add_argument("--busy", type=int, default=12, help="so many busy processes")
    given = arguments.parse_args()
    plans = {
        planned(given.event, given.effort, given.seed, busy, cores) for busy in (0, given.busy) for cores in (1, 2)
    }
    sys.stdout.write(json.dumps({"event": given.event, "runs": 4, "plans": len(plans)}) + "\n")
    return len(plans) != 1


def planned(size: str, effort: float, seed: int, busy: int, cores: int) -> str:
    """Plan an event on so many cores beside so many busy processes; print what came of it, return its fingerprint."""

    def work() -> FewestBreaks:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
        return fewest_breaks(made_up_event(size_of(size), seed), seed=seed, work=effort, time_limit_s=_FAR_S)

    began = time.monotonic()
    with _busy(busy):
        done = measured(work)
    told = f"{done.found.value} {done.found.bound} {done.found.plan}"
    fingerprint = hashlib.sha256(told.encode()).hexdigest()[:16]
    run = {
        "busy": busy,
        "cores": cores,
        "value": done.found.value,
        "bound": done.found.bound,
        "cpu_s": round(done.cpu_s, 1),
        "wall_s": round(time.monotonic() - began, 1),
        "plan": fingerprint,
    }
    sys.stdout.write(json.dumps(run) + "\n")
    sys.stdout.flush()
    return fingerprint


@contextmanager
def _busy(count: int) -> Iterator[None]:
    """Keep so many processes busy meanwhile."""
    processes = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(count)]
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
