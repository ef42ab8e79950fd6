"""Papers that say the same are set once a process: for tests that plan a folder over and over, and read other files.

Six in ten CPU seconds of planning a small folder are Typst's, and most papers of a broken folder are those of the whole
one. Here the clock stands, so these are asked for with the same words, and what Typst made of them is used again. That
Typst makes the same bytes of the same words is a test of `tests/paper`, where it sets each paper anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from functools import cache
from pathlib import Path

import pytest
import typst

from tearoad.paper import press, typeset

_compiler = vars(typeset)["_compiler"]


class Standing(datetime):
    """The clock of `tearoad plan` on one morning."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Standing:
        """Return the morning."""
        return cls(2027, 1, 4, 9, tzinfo=tz)


class SettingOnce:
    """Typst, which looks first whether it was given the same before."""

    def __init__(self, compiler: typst.Compiler) -> None:
        """Begin with nothing set."""
        self._compile: Callable[..., object] = compiler.compile
        self._made: dict[str, object] = {}

    def compile(self, template: str, **given: object) -> object:
        """Return what was made of the same template, facts, date and standard."""
        asked = repr((template, sorted(given.items())))
        if asked not in self._made:
            self._made[asked] = self._compile(template, **given)
        return self._made[asked]


@cache
def _setting_once(root: Path) -> SettingOnce:
    return SettingOnce(_compiler(root))


@contextmanager
def papers_set_once() -> Iterator[None]:
    """Let the clock of `tearoad plan` stand and papers be used again in the block; no other process sets any."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tearoad.cli.planning.datetime", Standing)
        patch.setattr(typeset, "_compiler", _setting_once)
        patch.setattr(press, "_MOST_PRESSES", 1)
        yield
