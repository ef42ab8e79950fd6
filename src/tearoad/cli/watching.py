"""Watching a run: on a terminal one line that moves, in a file a line a step; and Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from tearoad.cli.terminal_line import cut, width
from tearoad.text import Text
from tearoad.words import Words

_BAR = 20
_REFRESH_S = 0.2
_LEAST_S, _LEAST_SHARE = 2.0, 0.04
"""Before so much time and work nothing is said about how long it will take."""
_OVERDUE_SHARE = 0.05
"""So much of what has passed is left at least, as long as a step is not over."""
_LATER = 0.5
"""Of what a step seems to take longer than was said so much is believed at a time, so that the end does not jump."""


class Watching:
    """Shows the step, how far it is, and what the solver knows; a log gets one line a step, the quiet nothing."""

    def __init__(self, words: Words, *, quiet: bool = False) -> None:
        """Look whether somebody watches, or a file keeps what is said."""
        self._words = words
        self._watched = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._logged = not quiet and not self._watched
        self._step, self._note = "", ""
        self._run_began = self._began = time.monotonic()
        self._end: float | None = None
        """When the step will end, as far as can be told."""
        self._shown = ""
        self._asked = self._was_asked = self._by_system = False
        self._drawing = threading.Lock()
        self._over = threading.Event()

    def step(self, text: Text) -> None:
        """Begin a step."""
        with self._drawing:
            self._step, self._note = self._words(text), ""
            self._began, self._end = time.monotonic(), None
        if self._logged:
            self._say(self._step)
        self._draw()

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Say how far the step is, in work that is counted, and what is known by now."""
        if not self._watched:
            return
        now, share = time.monotonic(), done / max(1, total)
        with self._drawing:
            self._note = self._words(note) if note is not None else f"{done}/{total}"
            if share >= _LEAST_SHARE and now - self._began >= _LEAST_S:
                end = self._began + (now - self._began) / share
                is_later = self._end is not None and end > self._end
                self._end = self._end + _LATER * (end - self._end) if self._end is not None and is_later else end

    def show_message(self, text: Text) -> None:
        """Say something that stays to be read, above the line that moves."""
        if not self._watched and not self._logged:
            return
        self._erase()
        self._say(self._words(text))
        self._draw()

    def log(self, text: Text) -> None:
        """Give a file a line of its own; a terminal shows it as the note of a step."""
        if self._logged:
            self._say("  " + self._words(text))

    def clear(self) -> None:
        """Take the line away."""
        with self._drawing:
            self._step = ""
        self._erase()

    def _say(self, line: str) -> None:
        since = "" if self._watched else _clock(time.monotonic() - self._run_began) + " "
        click.echo(since + line, err=True)

    def _erase(self) -> None:
        with self._drawing:
            if self._shown:
                self._write("")

    def _draw(self) -> None:
        with self._drawing:
            if self._watched and self._step:
                line = self._line(time.monotonic())
                if line != self._shown:
                    self._write(line)

    def _write(self, line: str) -> None:
        self._shown = line
        sys.stderr.write(f"\r\x1b[2K{line}")
        sys.stderr.flush()

    def _line(self, now: float) -> str:
        """Return the step, how far it is and since when, and what is known: as much as there is room for."""
        passed = now - self._began
        left = None if self._end is None else max(self._end - now, _OVERDUE_SHARE * passed)
        if left is None:
            times, bar = self._words(Text("cli.progress_passed", passed=_clock(passed))), ""
        else:
            times = self._words(Text("cli.progress_left", passed=_clock(passed), left=_clock(_round(left))))
            filled = int(_BAR * passed / (passed + left))
            bar = "█" * filled + "░" * (_BAR - filled)
        room = _columns() - 1  # a terminal may break a line that fills it
        for parts in ((self._step, bar, times, self._note), (self._step, times, self._note), (self._step, times)):
            line = "  ".join(part for part in parts if part)
            if width(line) <= room:
                return line
        return cut(line, room)

    def stop(self) -> bool:
        """Whether somebody asked to stop."""
        return self._asked

    def goes_on_with_plan(self) -> bool:
        """Whether a person stopped the search and wants the plan it had; from now on nobody has asked to stop."""
        if not self._asked or self._by_system:
            return False
        self._asked = False
        return True

    @contextmanager
    def stoppable(self) -> Iterator[None]:
        """Turn SIGINT and SIGTERM into a wish to stop while the block runs; a second one stops at once."""
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGINT, signal.SIGTERM)}
        ticking = threading.Thread(target=self._tick, daemon=True)
        ticking.start()
        try:
            yield
        finally:
            self._over.set()
            ticking.join()
            self.clear()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _tick(self) -> None:
        while self._watched and not self._over.wait(_REFRESH_S):
            self._draw()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self._was_asked:
            signal.default_int_handler(number, frame)
        self._asked = self._was_asked = True
        self._by_system = number == signal.SIGTERM


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def _round(seconds: float) -> float:
    """Round what is only known about: to five seconds, from two minutes on to half minutes."""
    to = 5 if seconds < 120 else 30
    return max(1.0, seconds) if seconds < to else to * round(seconds / to)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
