"""The process that keeps the others going: starts them, starts anew what dies, stops all in a few seconds."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.db import connections

from tearoad.site.serve.parents import PARENT

GRACE_S = 8.0
_STEADY_S = 20.0
"""What ran for so long was well: its next death is its first."""
_LONGEST_PAUSE_S = 5.0
"""Long enough not to keep a machine busy with starts that fail; short enough that people hardly wait for a page."""
_LATE_S = 30.0
log = logging.getLogger("tearoad.serve")


@dataclass(slots=True)
class Child:
    """A process with its own process group, so that all it started can be ended with it."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_s: float = 0.0
    again_s: float = 0.0
    pause_s: float = field(default=1.0)

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it as `python -m tearoad …`."""
        self.started_s = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  # our own command line
            [sys.executable, "-m", "tearoad", *self.arguments],
            env={**environment, PARENT: str(os.getpid())},
            start_new_session=True,
            stdin=subprocess.DEVNULL,
        )

    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def signal(self, number: signal.Signals) -> None:
        """Signal the process, or with SIGKILL its whole group."""
        if self.process is None:
            return
        try:
            if number is signal.SIGKILL:
                os.killpg(self.process.pid, number)
            else:
                self.process.send_signal(number)
        except ProcessLookupError:
            pass


class Keeper:
    """Keeps children going until it is told to stop."""

    def __init__(self, children: Sequence[Child], environment: Mapping[str, str]) -> None:
        """Keep what is to be kept."""
        self.children = children
        self.environment = environment
        self.told = False

    def run(self, ready: Callable[[], bool], when_ready: Callable[[], None]) -> None:
        """Start all, call `when_ready` once, and keep them until SIGTERM or SIGINT."""
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
                child.process.wait()

    def _note_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.told = True

    def _keep(self, child: Child) -> None:
        if child.alive():
            return
        now = time.monotonic()
        if child.process is None:
            child.start(self.environment)
        elif not child.again_s:
            if now - child.started_s > _STEADY_S:
                child.pause_s = 1.0
            child.signal(signal.SIGKILL)
            log.error("a process died and is started anew", extra={"child": child.name, "code": child.process.poll()})
            child.again_s = now + child.pause_s
            child.pause_s = min(child.pause_s * 2, _LONGEST_PAUSE_S)
        elif now >= child.again_s:
            child.again_s = 0.0
            child.start(self.environment)
