"""The worker's loops: quick jobs and mail in one, long jobs in another, so that a solver never holds up mail."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from enum import StrEnum

from django.db import DatabaseError, connection

from tearoad.office.web.actions.periodic import ask_periodic, turn_of
from tearoad.office.web.actions.work import claim
from tearoad.office.web.queries.timing import timing
from tearoad.office.web.tasks.keepers import Companion, Inline
from tearoad.office.web.tasks.outbox import Outbox
from tearoad.office.web.tasks.running import carry_out
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.web.limits.disk import is_short

_log = logging.getLogger(__name__)


class Kinds(StrEnum):
    """What a loop takes on."""

    QUICK = "quick"
    """Jobs of a few seconds, and the outbox."""
    LONG = "long"


def work(kinds: Kinds | str, stop: threading.Event, is_enough: Callable[[], bool] = bool) -> None:
    """Work until told to stop, or a job has been done and it is enough; several loops and machines may do so at once.

    Once `stop` is set, the running job sees it and is given back: it waits again, and the attempt does not count. A job
    that does not stop is given back without being asked, and whatever it still says is refused.
    """
    loop = _Loop(Kinds(kinds), stop)
    try:
        with loop.companion:
            while not stop.is_set():
                if not loop.turn():
                    stop.wait(loop.pause())
                elif is_enough():
                    return
    finally:
        connection.close()


def run_waiting() -> int:
    """Run every waiting job here and now, to the end, also those that a job asks for; return how many ran."""
    ran = 0
    while (held := claim(registry.jobs())) is not None:
        carry_out(held, Inline(held))
        ran += 1
    return ran


class _Loop:
    """One loop's memory."""

    def __init__(self, kinds: Kinds, stop: threading.Event) -> None:
        self.companion = Companion(stop)
        self._stop = stop
        self._is_long = kinds is Kinds.LONG
        self._outbox = None if self._is_long else Outbox()
        self._turns: dict[str, int] = {}
        self._pause_s = 0.0

    def turn(self) -> bool:
        """Do one round; whether there was anything to do. Nothing that goes wrong ends the loop."""
        try:
            busy = self._round()
        except DatabaseError as wrong:
            _log.warning("the database does not answer (%s); trying again", type(wrong).__name__)
            connection.close()
            busy = self._stop.wait(1)
        except Exception as fault:  # noqa: BLE001  # a worker that died would be noticed too late
            frames = "".join(traceback.format_tb(fault.__traceback__))
            _log.error("a round of the worker failed: %s\n%s", type(fault).__name__, frames)  # no message
            busy = self._stop.wait(1)
        if busy:
            self._pause_s = 0.0
        return busy

    def pause(self) -> float:
        """Return how long to wait before looking again: the longer idle, the longer."""
        first, longest = timing().poll_s
        self._pause_s = min(max(first, self._pause_s * 1.2), longest)
        return self._pause_s

    def _round(self) -> bool:
        if is_short():
            _log.warning("the disk is full; jobs and mail wait until there is room")
            self._stop.wait(timing().disk_wait_s)
            return False
        kinds = {job.kind: job for job in registry.jobs().values() if job.long is self._is_long}
        at = now()
        for kind in kinds.values():
            if kind.every_s and self._turns.get(kind.kind) != (turn := turn_of(kind, at)):
                ask_periodic(kind, turn)
                self._turns[kind.kind] = turn
        held = claim(kinds)
        if held is not None:
            try:
                carry_out(held, self.companion.watch(held))
            finally:
                self.companion.leave()
        sent = self._outbox.deliver(self._stop) if self._outbox and not self._stop.is_set() else 0
        return held is not None or sent > 0
