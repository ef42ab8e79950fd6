"""Who keeps a running job's lease: a thread beside the worker, or, where there is no thread, the job's own calls.

The thread has a connection of its own, so that neither heartbeat nor progress is ever part of a handler's transaction,
and a handler that is busy for minutes keeps its lease.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from django.db import DatabaseError, connection

from tearoad.office.web.actions import work
from tearoad.office.web.actions.work import Claim
from tearoad.office.web.queries.timing import timing

_log = logging.getLogger(__name__)


class RunningJob:
    """A running job in the hands of a companion."""

    def __init__(self, held: Claim, ending: threading.Event) -> None:
        """Begin; the claim itself was the first heartbeat."""
        self.held = held
        self._ending = ending
        self._ended_at: float | None = None
        self._stop = threading.Event()
        self._progress: Mapping[str, Any] | None = None
        self._beaten_at = self._saved_at = time.monotonic()

    def report(self, progress: Mapping[str, Any]) -> None:
        """Take note of how far the job is; the companion saves it."""
        self._progress = progress

    def should_stop(self) -> bool:
        """Whether somebody cancelled it, its lease was lost, or the worker ends."""
        return self._stop.is_set() or self._ending.is_set()

    def tick(self) -> None:
        """Keep the lease, save progress, look for the wish to stop."""
        at, waits = time.monotonic(), timing()
        try:
            if work.is_cancelled(self.held):
                self._stop.set()
            self._save(at)
        except DatabaseError as wrong:
            connection.close()
            _log.warning("the lease of job %s could not be kept: %s", self.held.job_id, type(wrong).__name__)
        if at - self._beaten_at > waits.lease_s:
            self._stop.set()
        if self._ending.is_set():
            self._ended_at = self._ended_at or at
            if at - self._ended_at > waits.give_back_s and not self._stop.is_set():
                self._stop.set()
                work.stopped(self.held)

    def last_word(self) -> None:
        """Save what progress was not yet saved."""
        if self._progress is not None:
            work.beat(self.held, self._progress)

    def _save(self, at: float) -> None:
        waits = timing()
        progress = self._progress if at - self._saved_at >= waits.progress_s else None
        if progress is None and at - self._beaten_at < waits.heartbeat_s:
            return
        if work.beat(self.held, progress):
            self._beaten_at = at
        else:
            self._stop.set()
        if progress is not None:
            self._saved_at = at
            if self._progress is progress:
                self._progress = None


class Companion:
    """A thread that keeps the lease of whatever job its worker runs; idle, it costs nothing."""

    def __init__(self, ending: threading.Event) -> None:
        """Prepare; `ending` is set when the worker is to end."""
        self._ending = ending
        self._news = threading.Condition()
        self._watched: RunningJob | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the thread."""
        with self._news:
            self._closed = True
            self._news.notify()
        self._thread.join(timeout=5)

    def watch(self, held: Claim) -> RunningJob:
        """Begin to keep a job's lease."""
        with self._news:
            self._watched = RunningJob(held, self._ending)
            self._news.notify()
            return self._watched

    def leave(self) -> None:
        """Stop keeping it."""
        with self._news:
            self._watched = None
            self._news.notify()

    def _keep(self) -> None:
        try:
            while True:
                with self._news:
                    self._news.wait(timing().cancel_poll_s if self._watched else None)
                    if self._closed:
                        return
                    watched = self._watched
                if watched is not None:
                    watched.tick()
        finally:
            connection.close()


class Inline:
    """Keeps a job that runs in the caller's own thread and connection: for tests and the demonstration.

    A thread of the handler's hears what is known and saves nothing: it would leave a connection of its own behind.
    """

    def __init__(self, held: Claim) -> None:
        """Begin."""
        self._held = held
        self._home = threading.get_ident()
        self._depth = _depth()
        self._saved_at = self._looked_at = 0.0
        self._stopped = False
        self._progress: Mapping[str, Any] | None = None

    def report(self, progress: Mapping[str, Any]) -> None:
        """Save progress, at most twice a second and never inside the handler's transaction."""
        at = time.monotonic()
        self._progress = progress
        if self._at_home() and at - self._saved_at >= timing().progress_s and _depth() == self._depth:
            self._saved_at = at
            self.last_word()

    def last_word(self) -> None:
        """Save what progress was not yet saved."""
        if self._progress is not None:
            work.beat(self._held, self._progress)
            self._progress = None

    def should_stop(self) -> bool:
        """Whether somebody cancelled it."""
        at = time.monotonic()
        if self._at_home() and at - self._looked_at >= timing().cancel_poll_s:
            self._looked_at = at
            self._stopped = self._stopped or work.is_cancelled(self._held)
        return self._stopped

    def _at_home(self) -> bool:
        return threading.get_ident() == self._home


def _depth() -> int:
    """How many transactions are open, one in the other."""
    return len(connection.savepoint_ids) + connection.in_atomic_block
