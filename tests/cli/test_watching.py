"""What a run shows on the way: a bar on a terminal, a line a step in a file, nothing to the quiet."""

from __future__ import annotations

import sys

import pytest

from tearoad.cli import watching
from tearoad.cli.watching import Watching
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words, say

STEPS = (Text("journey.step_read"), Text("journey.step_solve"))


def steps(language: Language, *, quiet: bool = False) -> None:
    watch = Watching(Words(language), quiet=quiet)
    for step in STEPS:
        watch.step(step)
        watch.advance(1, 2)
    watch.clear()


@pytest.mark.parametrize("language", list(Language))
def test_a_file_gets_one_line_a_step(language: Language, capsys: pytest.CaptureFixture[str]) -> None:
    steps(language)
    assert capsys.readouterr().err == "".join(f"{say(step, language)}\n" for step in STEPS)


@pytest.mark.parametrize("on_terminal", [True, False])
def test_the_quiet_see_nothing(
    on_terminal: bool,  # noqa: FBT001  # a column of the table
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: on_terminal)
    monkeypatch.setattr(watching, "_PATIENCE_S", 0)
    steps(Language.EN, quiet=True)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar_and_no_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setattr(watching, "_PATIENCE_S", 0)
    monkeypatch.setattr(watching, "_REFRESH_S", 0)
    steps(Language.EN)
    shown = capsys.readouterr().err
    assert (shown.count("\n"), shown.count("█" * 12 + "░" * 12 + " 1/2")) == (0, 2)
