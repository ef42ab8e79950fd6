"""Run rehearsals in some processes at once, and gather what was wrong."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import tearoad
from tearoad.errors import SetupError
from tearoad.text import Text

HERE = Path(__file__).parent
PACKAGE = Path(tearoad.__file__).parent
PAGE = Path("capture/web/static/capture")
EVENTS = 60
"""So many things happen in a run before everything is repaired and judged."""
LONGEST_RUN_S = 300.0
"""A run takes seconds: one that takes longer waits for what never comes, and has failed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A run in which something was lost, doubled or shown to others: its seed, and the fewest events that do it."""

    seed: int
    faults: tuple[str, ...]
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What came of many runs."""

    runs: int
    failures: tuple[Failure, ...]
    seconds: float


def rehearse(
    runs: int,
    seed: int,
    *,
    events: int = EVENTS,
    workers: int = 1,
    package: Path = PACKAGE,
    until_first: bool = False,
    heard: Callable[[int, Failure | None], None] = lambda _done, _failure: None,
) -> Rehearsed:
    """Run rehearsals with the seeds from `seed` on; each seed does the same on every machine.

    Args:
        runs: how many.
        seed: the first one.
        events: how many things happen in each.
        workers: processes at once.
        package: the folder `tearoad` whose code is tried.
        until_first: whether a worker ends with its first failing run.
        heard: told after each run how many are done, and before that of one that fails: the last may be hours away.

    Raises:
        SetupError: there is no Node.js 20 or newer.

    """
    node, begun = _node(), time.monotonic()
    done: list[int] = []

    def part(number: int) -> list[Failure]:
        mine = runs // workers + (number < runs % workers)
        first = seed + number * (runs // workers) + min(number, runs % workers)
        asked = [str(first), str(mine), str(events), *(["first"] if until_first else [])]
        failures = []
        ended = 0
        try:
            for line in _lines([node, str(HERE / "main.mjs"), str(package / PAGE), sys.executable, *asked], package):
                if "done" in line:
                    ended += 1
                    done.append(line["done"])
                    heard(len(done), None)
                else:
                    failures.append(Failure(line["seed"], tuple(line["faults"]), tuple(line["events"])))
                    heard(len(done), failures[-1])
        except TimeoutError:
            failures.append(Failure(first + ended, (f"the run did not end within {LONGEST_RUN_S} seconds",), ()))
            heard(len(done), failures[-1])
        return failures

    with ThreadPoolExecutor(workers) as pool:
        failures = [failure for several in pool.map(part, range(min(workers, runs))) for failure in several]
    failures.sort(key=lambda failure: failure.seed)
    return Rehearsed(len(done), tuple(failures), round(time.monotonic() - begun, 1))


def _lines(command: list[str], package: Path) -> Iterator[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="tearoad-rehearsal-") as data:
        (Path(data) / "static").mkdir()
        own = {
            "TEAROAD_DATA": data,
            "TEAROAD_LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join((str(package.parent), str(HERE.parents[1]))),
            "DJANGO_SETTINGS_MODULE": "tearoad.site.settings",  # whoever calls may run with other ones
        }
        place = {name: value for name, value in os.environ.items() if not name.startswith("TEAROAD_")} | own
        with subprocess.Popen(command, env=place, stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:  # noqa: S603  # our own file
            assert running.stdout is not None  # noqa: S101  # for the types: it is a pipe
            watch = _kill_in_time(running)
            for line in running.stdout:
                watch.cancel()
                yield json.loads(line)
                watch = _kill_in_time(running)
            watch.cancel()
        if running.returncode == -signal.SIGKILL:
            raise TimeoutError
        if running.returncode:
            raise SetupError(Text("bench.capture_ended", code=running.returncode), Text("bench.capture_ended_hint"))


def _kill_in_time(running: subprocess.Popen[str]) -> Timer:
    """Return the timer, started, that ends a run which does not end by itself; what ended already is not harmed."""
    timer = Timer(LONGEST_RUN_S, running.kill)
    timer.daemon = True
    timer.start()
    return timer


def _node() -> str:
    text = shutil.which("node") or shutil.which("nodejs")
    if text is None:
        raise SetupError(Text("bench.no_node"), Text("bench.no_node_hint"))
    return text
