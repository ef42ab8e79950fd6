"""What tests cost, in CPU seconds: of the process that runs them and of every process that they start."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def spent() -> float:
    """Return the CPU seconds of this process, of those it waited for, and of those that still run below it."""
    own, ended = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    running = sum(map(_ticks, _below(os.getpid()))) / TICKS
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime + running


@dataclass
class Meter:
    """Measures things that contain each other, each without what it contains."""

    inner: list[float] = field(default_factory=list)
    """Of each thing that is being measured, outermost first: what was measured within it."""

    @contextmanager
    def measured(self, into: dict[str, float], name: str) -> Iterator[None]:
        """Add the cost of the block to what stands under the name."""
        began = spent()
        self.inner.append(0)
        try:
            yield
        finally:
            whole, inner = (
                max(0.0, spent() - began),
                self.inner.pop(),
            )  # a browser takes what it spent along
            into[name] = into.get(name, 0) + max(0.0, whole - inner)
            if self.inner:
                self.inner[-1] += whole


def _below(pid: int) -> Iterator[int]:
    """Return the processes below one; Linux lists them by the thread that started them."""
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text(encoding="ascii").split()
        except OSError:  # the thread has ended meanwhile
            continue
        for child in map(int, children):
            yield child
            yield from _below(child)


def _ticks(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:  # the process has ended meanwhile
        return 0
    return sum(map(int, stat.rpartition(")")[2].split()[11:15]))  # its own and of what it waited for, user and system
