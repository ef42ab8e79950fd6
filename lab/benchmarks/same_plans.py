"""One event planned on one core and on two, beside busy processes, and killed and resumed: is the plan the same?

What is done is counted, so it should be. The clock's limit is far away; a line a run, the last one is JSON.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from tearoad_lab.cli.search_file import SearchFile
from tearoad_lab.matchmaking import FewestBreaks, fewest_breaks
from tearoad_lab.matchmaking.checkpoint import Checkpoint
from tearoad_lab.timetable.made_up_events import made_up_event, size_of
from tearoad_lab.timetable.measured import measured

_FAR_S = 36_000.0
_BUSY = "import os\nparent = os.getppid()\nwhile os.getppid() == parent: pass"
"""Ends with whoever began it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is planned, and beside what."""

    size: str
    effort: float
    seed: int
    cores: int
    busy: int = 0
    crowded: bool = False
    """Whether the busy processes share the cores of the plan, and have no others."""
    kills: int = 0

    def as_json(self) -> dict[str, object]:
        """Say what makes this run another one."""
        return {"cores": self.cores, "busy": self.busy, "crowded": self.crowded, "kills": self.kills}


def main() -> int:
    """Plan the event again and again; 1 where two plans differ."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--event", default="100/450/15/35", metavar="SIZE")
    arguments.add_argument("--effort", type=float, default=10.0)
    arguments.add_argument("--seed", type=int, default=2)
    arguments.add_argument("--busy", type=int, default=12, help="so many busy processes")
    arguments.add_argument("--kills", type=int, default=3, help="so often a run is killed and resumed")
    given = arguments.parse_args()
    what = (given.event, given.effort, given.seed)
    runs = [
        Run(*what, cores=1),
        Run(*what, cores=2),
        Run(*what, cores=1, busy=given.busy, crowded=True),
        Run(*what, cores=2, busy=given.busy),
        Run(*what, cores=2, kills=given.kills),
        Run(*what, cores=1, busy=given.busy, crowded=True, kills=given.kills),
    ]
    plans = {planned(run) for run in runs}
    sys.stdout.write(json.dumps({"event": given.event, "runs": len(runs), "plans": len(plans)}) + "\n")
    return len(plans) != 1


def planned(run: Run) -> str:
    """Plan an event; print what came of it, return its fingerprint."""
    began = time.monotonic()
    cores = sorted(os.sched_getaffinity(0))[: run.cores]
    with _busy(run.busy, cores if run.crowded else None), tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "search.json"
        rounds = [_killed(run, kept, cores) for _ in range(run.kills)]
        done = measured(lambda: _search(run, kept, cores))
    answer = f"{done.found.value} {done.found.bound} {done.found.plan}"
    fingerprint = hashlib.sha256(answer.encode()).hexdigest()[:16]
    row = run.as_json() | {
        "resumed_at": rounds,
        "value": done.found.value,
        "bound": done.found.bound,
        "cpu_s": round(done.cpu_s, 1),
        "wall_s": round(time.monotonic() - began, 1),
        "plan": fingerprint,
    }
    sys.stdout.write(json.dumps(row) + "\n")
    sys.stdout.flush()
    return fingerprint


def _search(run: Run, kept: Path, cores: list[int], listener: Connection | None = None) -> FewestBreaks:
    """Plan the event from where the file says on; `listener` hears whenever something better or a round is there."""
    os.sched_setaffinity(0, cores)
    event = made_up_event(size_of(run.size), run.seed)
    file = SearchFile(kept, event, run.seed, run.effort)

    def keep(checkpoint: Checkpoint) -> None:
        file.keep(checkpoint)
        hear(0, 0)

    def hear(value: int, bound: int) -> None:
        if listener is not None:
            listener.send((value, bound))

    return fewest_breaks(
        event,
        seed=run.seed,
        work=run.effort,
        time_limit_s=_FAR_S,
        heard=hear,
        kept=keep,
        resumed=file.resumed(),
    )


def _killed(run: Run, kept: Path, cores: list[int]) -> int:
    """Plan until a round more is kept, or where none is until something is found; kill it; return the rounds kept."""
    before = _rounds(kept)
    listening, speaking = multiprocessing.Pipe(duplex=False)
    search = multiprocessing.get_context("fork").Process(target=_search, args=(run, kept, cores, speaking))
    search.start()
    speaking.close()
    try:
        while _rounds(kept) == before:
            listening.recv()
    except EOFError:  # it has ended: it is killed at its last breath
        pass
    finally:
        search.kill()
        search.join()
    return _rounds(kept)


def _rounds(kept: Path) -> int:
    return int(json.loads(kept.read_text())["rounds"]) if kept.exists() else 0


@contextmanager
def _busy(count: int, cores: list[int] | None) -> Iterator[None]:
    """Keep so many processes busy meanwhile, on some cores or on all."""
    processes = [subprocess.Popen([sys.executable, "-c", _BUSY]) for _ in range(count)]
    for process in processes:
        os.sched_setaffinity(process.pid, cores or os.sched_getaffinity(0))
    try:
        yield
    finally:
        for process in processes:
            process.kill()
            process.wait()


if __name__ == "__main__":
    sys.exit(main())
