"""What a run shows on the way: a line that moves on a terminal, a line a step in a file, nothing to the quiet."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.cli import watching
from tearoad.cli.terminal_line import cut, width
from tearoad.cli.watching import Watching
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words, say

STEPS = (Text("journey.step_read"), Text("journey.step_solve"))


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        """Return what it shows."""
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(watching, "time", clock)
    return clock


@pytest.fixture
def show_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], int]]:
    """Return what lets stderr be a real terminal of sixty columns, and returns the end that a person sees.

    It is called by the test itself: between a fixture and its test stderr is set anew.
    """
    seen, shown = pty.openpty()
    fcntl.ioctl(shown, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(shown, "w", encoding="utf-8") as stream:

        def show() -> int:
            monkeypatch.setattr(sys, "stderr", stream)
            return seen

        yield show
    os.close(seen)


def lines(terminal: int) -> list[str]:
    """Return each state of the line that moves, and what stays above it."""
    sys.stderr.flush()
    os.set_blocking(terminal, False)
    seen = b""
    with suppress(BlockingIOError):
        while True:
            seen += os.read(terminal, 4096)
    return re.split(r"\r\x1b\[2K|\r\n", seen.decode())[1:]


@pytest.mark.parametrize("language", list(Language))
def test_a_file_gets_one_line_a_step_with_the_time_since_the_run_began(
    language: Language, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    watch = Watching(Words(language))
    for step in STEPS:
        watch.step(step)
        watch.advance(1, 2)
        clock.now += 62
    watch.clear()
    assert capsys.readouterr().err == f"0:00 {say(STEPS[0], language)}\n1:02 {say(STEPS[1], language)}\n"


def test_a_file_gets_a_line_a_level_and_a_terminal_none(
    show_terminal: Callable[[], int], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Finds a log in which nothing is written for the longest step of all."""
    watch = Watching(Words(Language.EN))
    watch.step(STEPS[1])
    clock.now += 9
    watch.log(Text("cli.plan_clean"))
    level = say(Text("cli.plan_clean"), Language.EN)
    assert capsys.readouterr().err == f"0:00 {say(STEPS[1], Language.EN)}\n0:09   {level}\n"
    terminal = show_terminal()
    watch = Watching(Words(Language.EN))
    watch.step(STEPS[1])
    watch.log(Text("cli.plan_clean"))
    assert level not in "".join(lines(terminal))


def test_the_quiet_see_nothing(show_terminal: Callable[[], int], capsys: pytest.CaptureFixture[str]) -> None:
    terminal = show_terminal()
    for _where in ("terminal", "file"):
        watch = Watching(Words(Language.EN), quiet=True)
        for step in STEPS:
            watch.step(step)
            watch.advance(1, 2)
            watch.show_message(step)
        watch.clear()
    assert capsys.readouterr().out == ""
    os.set_blocking(terminal, False)
    with pytest.raises(BlockingIOError):
        os.read(terminal, 1)


def test_a_terminal_is_shown_since_when_how_far_and_about_how_long_yet(
    show_terminal: Callable[[], int], clock: Clock
) -> None:
    """Finds an estimate that is none of the work counted, and a line that does not go away."""
    terminal = show_terminal()
    watch = Watching(Words(Language.EN))
    watch.step(STEPS[1])
    clock.now += 20
    watch.advance(25, 100, Text("cli.plan_clean"))
    watch.show_message(STEPS[0])
    watch.clear()
    assert lines(terminal) == [
        "Finding the best timetable  0:00 so far",
        "Reading the sheets",
        "",
        "Finding the best timetable  0:20 so far, about 1:00 to go",
        "",
    ]


def test_the_end_that_was_told_moves_later_by_half_of_what_is_missing_only(
    show_terminal: Callable[[], int], clock: Clock
) -> None:
    """Finds an estimate that jumps to and fro as levels come to their ends."""
    terminal = show_terminal()
    watch = Watching(Words(Language.EN))
    watch.step(STEPS[1])
    told = []
    for passed, share in ((10, 0.25), (20, 0.30), (40, 0.8)):
        clock.now = 1000 + passed
        watch.advance(round(100 * share), 100, STEPS[0])
        watch.show_message(STEPS[0])
        told.append(lines(terminal)[-1].partition("about ")[2].partition(" to go")[0])
    assert told == ["0:30", "0:35", "0:10"]


def test_time_to_go_is_told_until_a_step_is_over(show_terminal: Callable[[], int], clock: Clock) -> None:
    """Finds an end that was told and passed, after which nothing is said for the longest levels."""
    terminal = show_terminal()
    watch = Watching(Words(Language.EN))
    watch.step(STEPS[1])
    clock.now += 90
    watch.advance(90, 100, STEPS[0])
    clock.now += 110
    watch.show_message(STEPS[0])
    assert lines(terminal)[-1] == "Finding the best timetable  3:20 so far, about 0:10 to go"


@pytest.mark.parametrize("language", list(Language))
def test_compiling_has_room_for_its_times_at_eighty_columns(
    language: Language, show_terminal: Callable[[], int], clock: Clock
) -> None:
    terminal = show_terminal()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    watch = Watching(Words(language))
    watch.step(Text("journey.step_compile", seconds=25))
    clock.now += 10
    watch.advance(11, 55)
    watch.show_message(STEPS[0])
    line = lines(terminal)[-1]
    assert "0:40" in line
    assert "…" not in line


@pytest.mark.parametrize("language", list(Language))
def test_no_line_is_wider_than_the_terminal(language: Language, show_terminal: Callable[[], int], clock: Clock) -> None:
    """Finds a line that breaks in two: the next state would stand below it, and so on."""
    terminal = show_terminal()
    words = Words(language)
    watch = Watching(words)
    watch.step(Text("journey.step_compile", seconds=25))
    for _ in range(30):
        clock.now += 3
        watch.advance(int(clock.now - 1000), 100, Text("journey.no_compiler"))
        watch.show_message(Text("cli.plan_clean"))
    shown = lines(terminal)
    assert len(shown) == 91
    assert max(map(width, shown)) <= 59


@given(st.text(st.sampled_from("aя茶é́ ̈"), max_size=20), st.integers(0, 30))
def test_a_cut_line_has_room_and_loses_nothing_that_has(text: str, room: int) -> None:
    shown = cut(text, room)
    assert width(shown) <= room
    assert (shown == text) == (width(text) <= room)
