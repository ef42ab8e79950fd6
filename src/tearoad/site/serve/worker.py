"""A worker process: does jobs and sends mails until it is told to stop, and says that it is alive."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import psutil
from django.conf import settings
from django.db import DatabaseError, connections

from tearoad.office.web.tasks.worker import work
from tearoad.site.serve.children import RENEW
from tearoad.site.serve.parents import end_with_parent
from tearoad.site.serve.scratch import leave_scratch, use_scratch
from tearoad.site.watch.state import beat

LANES = ("quick", "long")
"""Each has a process of its own: long jobs do not hold up the quick ones."""
GRACE_S = 6.0
BEHIND = 10
"""How much nicer a worker is than the web server: where both want the processor, who waits for a page goes first."""
MOST_GROWN = 64 << 20
"""By so many bytes a process may be larger after a job: mails, templates and the database's own take half of that."""
_BEAT_S, _LOOK_S = 10.0, 0.25
log = logging.getLogger("tearoad.worker")


def serve_jobs(lane: str) -> None:
    """Work in a lane until SIGTERM or SIGINT, or until the parent is gone; an unfinished job is given back.

    A job that loaded an engine, or read a large file, leaves the process larger, and Python gives little of that back.
    Such a process ends after the job and asks for another in its place.
    """
    stop, signals = threading.Event(), list[int]()
    os.nice(BEHIND)
    scratch = use_scratch(Path(settings.DATA))

    def note_signal(number: int, _frame: FrameType | None) -> None:
        signals.append(number)  # `stop` has a lock that this very thread may hold at the moment

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note_signal)
    end_with_parent(grace_s=GRACE_S, end=stop.set)
    grown = threading.Event()
    thread = threading.Thread(target=_lane, args=(lane, stop, grown), name=lane, daemon=True)
    thread.start()
    _wait(thread, stop, signals)
    thread.join(GRACE_S)
    leave_scratch(scratch)
    # A job that will not stop is run again later.
    os._exit(1 if thread.is_alive() else RENEW if grown.is_set() else 0)


def _wait(thread: threading.Thread, stop: threading.Event, signals: Sequence[int]) -> None:
    """Say that the worker is alive while its lane is and no signal has come."""
    since = _BEAT_S
    while not signals and not stop.wait(_LOOK_S) and thread.is_alive():
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


def _lane(lane: str, stop: threading.Event, grown: threading.Event) -> None:
    most = _resident_bytes() + MOST_GROWN

    def has_grown() -> bool:
        if _resident_bytes() > most:
            grown.set()
        return grown.is_set()

    try:
        work(lane, stop, has_grown)
    except Exception:
        log.exception("a lane of the worker broke")
        os._exit(1)  # whoever keeps us going starts a new process, which is clean
    finally:
        connections.close_all()


def _resident_bytes() -> int:
    return int(psutil.Process().memory_info().rss)
