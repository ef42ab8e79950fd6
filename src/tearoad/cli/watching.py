"""Watching a run: on a terminal a bar for whatever takes over a second, in a file a line a step; and Ctrl-C."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from tearoad.text import Text
from tearoad.words import Words

_WIDTH = 24
_PATIENCE_S = 1.0
_REFRESH_S = 0.1


class Watching:
    """Shows the step, how far it is, and what the solver knows; a log gets one line a step, the quiet nothing."""

    def __init__(self, words: Words, *, quiet: bool = False) -> None:
        """Look whether somebody watches, or a file keeps what is said."""
        self._words = words
        self._watched = not quiet and sys.stderr.isatty()
        self._logged = not quiet and not self._watched
        self._step = ""
        self._began = self._shown = time.monotonic()
        self._asked = False

    def step(self, text: Text) -> None:
        """Begin a step."""
        self.clear()
        self._step = self._words(text)
        self._began = time.monotonic()
        if self._logged:
            click.echo(self._step, err=True)

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Say how far the step is; drawn once a step has taken over a second, at most ten times a second."""
        now = time.monotonic()
        if not self._watched or now - self._began < _PATIENCE_S or now - self._shown < _REFRESH_S:
            return
        self._shown = now
        filled = _WIDTH * done // max(1, total)
        tail = self._words(note) if note is not None else f"{done}/{total}"
        self._draw(f"{self._step} {'█' * filled}{'░' * (_WIDTH - filled)} {tail}")

    def clear(self) -> None:
        """Take the bar away."""
        if self._watched:
            self._draw("")

    def _draw(self, line: str) -> None:
        sys.stderr.write(f"\r\x1b[2K{line}")
        sys.stderr.flush()

    def stop(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Turn SIGINT and SIGTERM into a wish to stop while the block runs; a second one stops at once."""
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._asked:
            signal.default_int_handler(number, frame)
        self._asked = True
