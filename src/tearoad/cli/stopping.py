"""Ctrl-C and the system's TERM: the work stops at the next safe point, a second Ctrl-C at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tearoad.errors import Interrupted
from tearoad.text import Text


class Stopping:
    """Remembers whether somebody asked to stop."""

    def __init__(self) -> None:
        """Nobody has asked yet."""
        self.asked = False

    def __call__(self) -> bool:
        """Whether somebody asked to stop."""
        return self.asked

    def check(self) -> None:
        """Raise Interrupted if somebody asked to stop."""
        if self.asked:
            raise Interrupted(Text("cli.interrupted"))


@contextmanager
def stoppable() -> Iterator[Stopping]:
    """Turn SIGINT and SIGTERM into a wish to stop while the block runs."""
    stopping = Stopping()

    def ask(signum: int, frame: FrameType | None) -> None:
        if stopping.asked:
            signal.default_int_handler(signum, frame)
        stopping.asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
