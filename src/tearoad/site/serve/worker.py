"""A worker process: does jobs and sends mails until it is told to stop, and says that it is alive."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import DatabaseError, connections

from tearoad.office.web.tasks.worker import work
from tearoad.site.serve.parents import end_with_parent
from tearoad.site.serve.scratch import leave_scratch, use_scratch
from tearoad.site.watch.state import beat

LANES = ("quick", "long")
"""Long jobs have a process of their own: they do not hold up the quick ones."""
GRACE_S = 6.0
BEHIND = 10
"""How much nicer a worker is than the web server: where both want the processor, who waits for a page goes first."""
_BEAT_S, _LOOK_S = 10.0, 0.25
log = logging.getLogger("tearoad.worker")


def serve_jobs(lanes: Sequence[str] = LANES) -> None:
    """Work in each lane until SIGTERM or SIGINT, or until the parent is gone; unfinished jobs are given back."""
    stop, signals = threading.Event(), list[int]()
    os.nice(BEHIND)
    scratch = use_scratch(Path(settings.DATA))

    def note_signal(number: int, _frame: FrameType | None) -> None:
        signals.append(number)  # `stop` has a lock that this very thread may hold at the moment

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note_signal)
    end_with_parent(grace_s=GRACE_S, end=stop.set)
    threads = [threading.Thread(target=_lane, args=(lane, stop), name=lane, daemon=True) for lane in lanes]
    for thread in threads:
        thread.start()
    _wait(threads, stop, signals)
    for thread in threads:
        thread.join(GRACE_S)
    leave_scratch(scratch)
    os._exit(1 if any(thread.is_alive() for thread in threads) else 0)  # a job that will not stop is run again later


def _wait(threads: Sequence[threading.Thread], stop: threading.Event, signals: Sequence[int]) -> None:
    """Say that the worker is alive while all its lanes are and no signal has come."""
    since = _BEAT_S
    while not signals and not stop.wait(_LOOK_S) and all(thread.is_alive() for thread in threads):
        since += _LOOK_S
        if since >= _BEAT_S:
            since = 0.0
            _beat()
    stop.set()


def _beat() -> None:
    try:
        beat()
    except DatabaseError:
        log.exception("could not say that it is alive")
        connections.close_all()


def _lane(lane: str, stop: threading.Event) -> None:
    try:
        work(lane, stop)
    except Exception:
        log.exception("a lane of the worker broke")
        os._exit(1)  # whoever keeps us going starts a new process, which is clean
    finally:
        connections.close_all()
