"""The process that keeps the others going: starts them, starts anew what dies, stops all in a few seconds."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

from django.db import connections

from tearoad.site.serve.parents import PARENT

GRACE_S = 8.0
RENEW = 75
"""The exit code of a process that is well and wants a new one in its place, which has its memory back."""
_STEADY_S = 20.0
"""What ran for so long was well: its next death is its first."""
_LONGEST_PAUSE_S = 5.0
"""Long enough not to keep a machine busy with starts that fail; short enough that people hardly wait for a page."""
_LATE_S = 30.0
log = logging.getLogger("tearoad.serve")


@dataclass(slots=True)
class Child:
    """A process with its own process group, so that all it started can be ended with it.

    It is forked from the keeper, which has loaded the site: they share that memory, and it is there at once.
    """

    name: str
    """Also what the system lists it as."""
    work: Callable[[], None]
    process: ForkProcess | None = None
    started_s: float = 0.0
    again_s: float = 0.0
    pause_s: float = field(default=1.0)

    def start(self) -> None:
        """Start it."""
        self.started_s = time.monotonic()
        self.process = multiprocessing.get_context("fork").Process(target=self._begin, args=(os.getpid(),))
        self.process.start()

    def _begin(self, keeper: int) -> None:
        os.setsid()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        os.environ[PARENT] = str(keeper)
        with contextlib.suppress(OSError):  # a system that has no such file lists all by the command
            Path("/proc/self/comm").write_text(self.name, encoding="ascii")
        self.work()

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.is_alive()

    def signal(self, number: signal.Signals) -> None:
        """Signal the process, or with SIGKILL its whole group."""
        if self.process is None or self.process.pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            if number is signal.SIGKILL:
                os.killpg(self.process.pid, number)
            elif self.process.is_alive():
                os.kill(self.process.pid, number)


class Keeper:
    """Keeps children going until it is told to stop."""

    def __init__(self, children: Sequence[Child]) -> None:
        """Keep what is to be kept."""
        self.children = children
        self.told = False

    def run(self, ready: Callable[[], bool] = lambda: True, when_ready: Callable[[], None] = lambda: None) -> None:
        """Start all, call `when_ready` once they are, and keep them until SIGTERM or SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._note_signal)
        connections.close_all()  # who only keeps others going holds no database
        try:
            waiting, late_s = True, time.monotonic() + _LATE_S
            while not self.told:
                for child in self.children:
                    self._keep(child)
                if waiting and self.children[0].alive() and ready():
                    waiting = False
                    when_ready()
                elif waiting and time.monotonic() > late_s:
                    late_s += _LATE_S
                    log.error("the site does not answer yet; the lines above say what its processes met")
                time.sleep(0.2)
        finally:
            self.stop()

    def stop(self) -> None:
        """Ask all to end; after a few seconds end what is left."""
        for child in self.children:
            if child.alive():
                child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_S
        while time.monotonic() < until and any(child.alive() for child in self.children):
            time.sleep(0.05)
        for child in self.children:
            child.signal(signal.SIGKILL)  # the group: also what a child left behind
            if child.process is not None:
                child.process.join()

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.told = True

    def _keep(self, child: Child) -> None:
        if child.alive():
            return
        now = time.monotonic()
        if child.process is None:
            child.start()
        elif child.process.exitcode == RENEW:
            child.signal(signal.SIGKILL)  # what it left behind
            child.start()
        elif not child.again_s:
            if now - child.started_s > _STEADY_S:
                child.pause_s = 1.0
            child.signal(signal.SIGKILL)
            log.error("a process died and is started anew", extra={"child": child.name, "code": child.process.exitcode})
            child.again_s = now + child.pause_s
            child.pause_s = min(child.pause_s * 2, _LONGEST_PAUSE_S)
        elif now >= child.again_s:
            child.again_s = 0.0
            child.start()
