"""One piece of work in a process of its own: what it found, its seconds and its peak of memory."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from tearoad.cli.memory import peak_mb
from tearoad.errors import SetupError
from tearoad.text import Text

T = TypeVar("T")
FORKS = "fork" in multiprocessing.get_all_start_methods()
"""A fork finds the solvers loaded already: their loading is no case's work."""


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What a piece of work found, and what it took."""

    found: T
    cpu_s: float
    wall_s: float
    peak_mb: float


def measured(work: Callable[[], T], *, fresh: bool = False) -> Measured[T]:
    """Do a piece of work apart and return what it found and took.

    Args:
        work: what is to be done.
        fresh: in a program started anew, whose memory has nothing of ours; `work` must be picklable.

    Raises:
        SetupError: the process ended without an answer, for example for want of memory.

    """
    context = multiprocessing.get_context("fork") if FORKS and not fresh else multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_do, args=(work, there))
    process.start()
    there.close()
    try:
        answer: Measured[T] | BaseException = here.recv()
    except EOFError as ended:
        process.join()
        raise SetupError(Text("bench.process_ended", code=process.exitcode or 0)) from ended
    except BaseException:
        process.terminate()
        raise
    finally:
        process.join()
        here.close()
    if isinstance(answer, BaseException):
        raise answer
    return answer


def _do(work: Callable[[], T], there: Connection) -> None:
    began, spent = time.monotonic(), time.process_time()
    try:
        found = work()
    except Exception as wrong:  # noqa: BLE001  # handed on whole
        there.send(wrong)
        return
    there.send(Measured(found, time.process_time() - spent, time.monotonic() - began, peak_mb()))
