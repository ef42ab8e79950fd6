"""A worker in a process of its own: the real loop, short waits, kinds of job whose effects are lines in a file."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import django
import psutil
from django.conf import settings

if TYPE_CHECKING:
    from tearoad.web.registry import JobRun, Json

_KEPT: list[bytearray] = []


def main() -> None:
    """Work in the loops named by the arguments until SIGTERM; after `kept` as a site does, in kept processes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tearoad.office.timing import Timing  # noqa: PLC0415  # settings are ready only now
    from tearoad.office.web.tasks import work  # noqa: PLC0415  # settings are ready only now
    from tearoad.text import Text  # noqa: PLC0415  # settings are ready only now
    from tearoad.web import registry  # noqa: PLC0415  # settings are ready only now

    settings.OFFICE_TIMING = Timing(
        2.5, 0.3, 0.1, 0.2, (0.02, 0.1), 0.5, (0.05, 0.1), mail_waits_s=(0.1, 0.2, 0.3), mail_lease_s=1.0
    )
    registry.add_job(registry.Job("office.line", Text("office.job"), line))
    registry.add_job(registry.Job("office.slow", Text("office.job"), slow, long=True))
    registry.add_job(registry.Job("office.patient", Text("office.job"), patient, long=True))
    registry.add_job(registry.Job("office.large", Text("office.job"), large, long=True))
    if sys.argv[1] == "kept":
        keep(sys.argv[2:])
        return
    stop, signals = threading.Event(), list[int]()
    signal.signal(signal.SIGTERM, lambda number, _: signals.append(number))
    (settings.DATA / f"began-{os.getpid()}").touch()  # from here on it can be told to end
    loops = [threading.Thread(target=work, args=(kinds, stop)) for kinds in sys.argv[1:]]
    for loop in loops:
        loop.start()
    while any(loop.is_alive() for loop in loops):  # a signal that comes just before a join would not end it
        time.sleep(0.02)
        if signals:
            stop.set()


def keep(lanes: list[str]) -> None:
    """Keep a process for each lane, as `tearoad worker` does."""
    from tearoad.site.serve.children import Child, Keeper  # noqa: PLC0415  # settings are ready only now
    from tearoad.site.serve.worker import serve_jobs  # noqa: PLC0415  # settings are ready only now

    Keeper([Child(f"worker {lane}", partial(serve_jobs, lane)) for lane in lanes]).run()


def large(run: JobRun) -> Json:
    """Write which process it is and how large, then grow by what it never gives back, as an engine does."""
    _write(f"{os.getpid()} {psutil.Process().memory_info().rss}")
    _KEPT.append(bytearray(b"x") * run.payload["bytes"])
    return {"written": True}


def line(run: JobRun) -> Json:
    """Write one line: when it began and ended, so that an overlap shows."""
    began = time.monotonic()
    time.sleep(0.01)
    _write(f"{run.payload['number']} {began} {time.monotonic()} {os.getpid()}")
    return {"written": True}


def slow(run: JobRun) -> Json:
    """Say that it began, take a while, then write its line once, however often it is run."""
    _write(f"began {os.getpid()}")
    for done in range(30):
        run.advance(done, 30)
        time.sleep(0.1)
    effect = settings.DATA / "effect"
    with effect.open("x", encoding="utf-8") as file:
        file.write(str(os.getpid()))
    return {"written": True}


def patient(run: JobRun) -> Json:
    """Wait until it is told to stop."""
    _write(f"began {os.getpid()}")
    while not run.stop():
        time.sleep(0.02)
    return {}


def _write(text: str) -> None:
    path: Path = settings.DATA / "lines"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


if __name__ == "__main__":
    main()
