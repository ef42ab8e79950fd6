"""Officers who plan, move meetings on the board, publish, and tell people."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

from lab.benchmarks.endurance.browser import Answer, forms
from lab.benchmarks.endurance.load.world import Person

WISH = re.compile(r'class="meeting([^"]*)"[^>]*data-wish="([^"]+)"')
REVISION = re.compile(r'name="read_version" value="(\d+)"')
DAYS = re.compile(r"[?&;]day=([\d-]+)")


TELLS = '<form method="post" class="card stack">'
"""The form that writes to everybody who waits for a mail; where all are told by telephone there is none."""


class Board(Person):
    """Moves and pins meetings of the draft that is published; nobody else edits it."""

    def step(self) -> None:
        """Move, pin or let go one meeting."""
        path = f"{self.world.mission}drafts/{self.world.told['draft']}/board/"
        page = self.get(path).body
        revision, cards = REVISION.search(page), [one for one in WISH.findall(page) if one[1] in self._pairs]
        if revision is None or not cards:
            return
        marks, wish = self.dice.choice(cards)
        if "pinned" in marks or self.dice.random() < 0.3:
            self._pin(path, wish, revision[1], letting_go="pinned" in marks)
        else:
            self._move(path, wish, revision[1])

    @property
    def _pairs(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.world.told["pairs"]
        return found

    def _pin(self, path: str, wish: str, revision: str, *, letting_go: bool) -> None:
        answer = self.post(f"{path}pin/", {"wish": wish, "read_version": revision}, accept="application/json")
        self._noted(answer, "pin", wish, not letting_go)

    def _move(self, path: str, wish: str, revision: str) -> None:
        said = self.get(f"{path}options/?{urlencode({'wish': wish})}")
        if said.status != 200:
            return
        found = json.loads(said.body)
        free = [one for one in found["cells"] if not one["why"]]
        if not free:
            return
        cell = self.dice.choice(free)
        fields = {"wish": wish, "start": str(cell["start"]), "place": cell["place"], "interpreter": cell["interpreter"]}
        fields["read_version"] = revision
        answer = self.post(f"{path}move/", fields, accept="application/json")
        self._noted(answer, "meeting", wish, [cell["start"], cell["place"], cell["interpreter"]])

    def _noted(self, answer: Answer, kind: str, wish: str, value: object) -> None:
        if answer.status == 200:
            self.world.notes.fact("revision", json.loads(answer.body)["revision"])
        if answer.status == 200 or answer.unknown:
            self.world.notes.state(kind, wish, value, acked=answer.status == 200)


class Planner(Person):
    """Asks for plans."""

    pause_s = 4.0

    def step(self) -> None:
        """Ask for one; while one is being made, that one is meant."""
        path = f"{self.world.mission}plan/"
        if self.post(f"{path}make/", {"seconds": "5"}).status == 302:
            numbers = re.findall(r"/plan/(\d+)/", self.get(path).body)
            if numbers:
                self.world.notes.fact("draft", max(map(int, numbers)))


class Publisher(Person):
    """Publishes what the board has made of the draft, and tells people."""

    pause_s = 5.0

    def step(self) -> None:
        """Publish and tell."""
        path = f"{self.world.mission}drafts/{self.world.told['draft']}/difference/"
        form = next((one for one in forms(self.get(path).body) if "number" in one.fields), None)
        if form is None:
            return
        answer = self.post(path, form.fields)
        if answer.status != 302:
            return
        number = int(re.findall(r"/published/(\d+)/", answer.location)[0])
        self.world.notes.fact("published", number)
        page = self.get(answer.location)
        waiting = page.body.count("<details>") if TELLS in page.body else 0
        if waiting and self.post(answer.location, {}).status == 302:
            self.world.notes.fact("told", [number, waiting])
