"""A bar for whatever takes over a second, on a terminal only."""

from __future__ import annotations

import sys
import time

from tearoad.text import Text
from tearoad.words import Words

_WIDTH = 24
_PATIENCE_S = 1.0
_REFRESH_S = 0.1


class Progress:
    """Shows the step, how far it is, and what the solver knows; silent where nobody watches."""

    def __init__(self, words: Words) -> None:
        """Look whether somebody watches."""
        self._words = words
        self._watched = sys.stderr.isatty()
        self._step = ""
        self._began = self._shown = time.monotonic()

    def step(self, text: Text) -> None:
        """Begin a step."""
        self.clear()
        self._step = self._words(text)
        self._began = time.monotonic()

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
