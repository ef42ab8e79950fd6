"""Who watches a run: shown each step, asked whether to stop."""

from __future__ import annotations

from typing import Protocol

from tearoad.errors import Interrupted
from tearoad.text import Text


class Watch(Protocol):
    """Shown each step of a run; may ask it to stop."""

    def step(self, text: Text) -> None:
        """Begin a step."""

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Tell how far the step is."""

    def show_message(self, text: Text) -> None:
        """Say something that stays to be read."""

    def log(self, text: Text) -> None:
        """Say something that a file keeps, and the line of a terminal shows in passing."""

    def stop(self) -> bool:
        """Whether the run should stop."""

    def goes_on_with_plan(self) -> bool:
        """Whether only the search should stop, and the run goes on with the plan it had; it is asked once."""


class Unwatched:
    """Nobody watches and nobody stops the run."""

    def step(self, text: Text) -> None:
        """Say nothing."""

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Say nothing."""

    def show_message(self, text: Text) -> None:
        """Say nothing."""

    def log(self, text: Text) -> None:
        """Say nothing."""

    def stop(self) -> bool:
        """Go on."""
        return False

    def goes_on_with_plan(self) -> bool:
        """Nobody stopped the search."""
        return False


def go_on(watch: Watch) -> None:
    """Raise Interrupted if somebody asked to stop."""
    if watch.stop():
        raise Interrupted(Text("journey.interrupted"))
