"""Bounds proved in one thread beside the search, in the order in which they are asked for.

HiGHS and compiled loops leave the interpreter to other threads while they run, so that two cores are used. What is
asked depends only on what the search had reached by then, and its work is counted by itself: the answers are the same
on one core, and at any load.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import replace
from typing import TypeVar

from tearoad.timetable.solvers.solver import Effort, Meter, unheard

Answer = TypeVar("Answer")

_POLL_S = 0.1
"""So often the search that waits for bounds asks whether somebody wants to stop."""


class Beside:
    """One thread for bounds; it is started by the first that is asked for."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool = ThreadPoolExecutor(1, "bounds")
        self._asked: list[Future[None]] = []
        self._is_stopped = False

    def prove(self, task: Callable[[Effort], None], effort: Effort) -> None:
        """Do a task when those before it are done, with this effort, whose clock runs from now.

        Whether somebody wants to stop is asked by the thread that searches alone: the question may belong to it, as a
        connection to a database does.
        """
        deadline = time.monotonic() + effort.seconds

        def begin() -> None:
            seconds = max(0.01, deadline - time.monotonic())
            task(replace(effort, seconds=seconds, meter=Meter(), stop=lambda: self._is_stopped, heard=unheard))

        self._asked.append(self._pool.submit(begin))

    def finish(self, stop: Callable[[], bool]) -> None:
        """Wait for all bounds; what is not proved when `stop` says yes is left. Raises what a task raised."""
        while wait_for(self._asked, _POLL_S).not_done:
            self._is_stopped = self._is_stopped or stop()
        self._pool.shutdown()
        for task in self._asked:
            task.result()
