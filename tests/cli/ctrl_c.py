"""Ctrl-C as a fixture."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tearoad.cli.watching import Watching


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C as soon as there is a plan in hand."""
    advance: Callable[..., None] = Watching.advance

    def press(self: Watching, *args: object) -> None:
        if not self.stop():
            os.kill(os.getpid(), signal.SIGINT)
        advance(self, *args)

    monkeypatch.setattr(Watching, "advance", press)


@pytest.fixture
def interrupted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C as soon as it may be pressed."""
    stoppable = Watching.stoppable

    @contextmanager
    def press(self: Watching) -> Iterator[None]:
        with stoppable(self):
            os.kill(os.getpid(), signal.SIGINT)
            yield

    monkeypatch.setattr(Watching, "stoppable", press)
