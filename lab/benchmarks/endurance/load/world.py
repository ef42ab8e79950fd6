"""What every client knows: the place's addresses, who is there, what was noted."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from lab.benchmarks.endurance.browser import Answer, Browser
from lab.benchmarks.endurance.notes import Notes


@dataclass(frozen=True, slots=True)
class World:
    """What was prepared, and what must be found later."""

    port: int
    told: Mapping[str, Any]
    notes: Notes

    @property
    def mission(self) -> str:
        """The address of the mission that is planned and published."""
        return f"/missions/{self.told['mission']}/"

    @property
    def other(self) -> str:
        """The address of the mission into which sheets are brought."""
        return f"/missions/{self.told['other']}/"


class Person:
    """One client: a browser, dice, and the world."""

    pause_s = 0.3

    def __init__(self, world: World, session: str, seed: int) -> None:
        """Sit down."""
        self.world, self.dice = world, random.Random(seed)
        self.browser = Browser(world.port, session)
        self.mark = uuid4().hex[:8]

    def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._counted("read", self.browser.get(path))

    def post(self, path: str, fields: dict[str, str], *, accept: str = "text/html") -> Answer:
        """Send a form."""
        return self._counted("write", self.browser.post(path, fields, accept=accept))

    def _counted(self, what: str, answer: Answer) -> Answer:
        kind = "no answer" if not answer.status else str(answer.status)
        self.world.notes.answered(f"{what} {kind}")
        return answer

    def live(self, stop: threading.Event) -> None:
        """Do one thing after the other."""
        while not stop.wait(self.pause_s * (0.5 + self.dice.random())):
            self.step()


Maker = Callable[[World, str, int], Person]
