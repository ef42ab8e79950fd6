"""An officer at the register and at the screening queue, and one who brings sheets in."""

from __future__ import annotations

import re
import time
from uuid import uuid4

from lab.benchmarks.endurance.browser import forms
from lab.benchmarks.endurance.load.world import Person, World

READ_WITHIN_S = 60
HEAD = "id,company name,wants,hs code,email\n"


class Clerk(Person):
    """Writes down who is reached at a firm; each clerk has firms of their own."""

    def __init__(self, world: World, session: str, seed: int, share: tuple[int, int]) -> None:
        """Take every so-manieth firm."""
        super().__init__(world, session, seed)
        first, every = share
        self._firms = world.told["companies"][first::every]
        self._number = 0

    def step(self) -> None:
        """Change one contact."""
        firm = self.dice.choice(self._firms)
        path = f"/companies/{firm}/contact/"
        form = next((one for one in forms(self.get(path).body) if "title" in one.fields), None)
        if form is None:
            return
        self._number += 1
        title = f"Head of sales {self.mark} {self._number}"
        answer = self.post(path, form.fields | {"title": title})
        if answer.status == 302 or answer.unknown:
            self.world.notes.state("contact", firm, title, acked=answer.good)


class Screener(Person):
    """Rules on likenesses, each time with another reason."""

    _number = 0

    def step(self) -> None:
        """Rule on one."""
        hit = self.dice.choice(self.world.told["hits"])
        form = next(
            (one for one in forms(self.get(f"/screening/hits/{hit}/").body) if "read_version" in one.fields), None
        )
        if form is None:
            return
        self._number += 1
        why = f"Looked at {self.mark}, reason {self._number}"
        ruling = self.dice.choice(("clear", "hold", "block"))
        answer = self.post(f"/screening/hits/{hit}/decide/", form.fields | {"ruling": ruling, "why": why})
        if answer.status == 302:
            self.world.notes.fact("ruling", why)
        if answer.status == 302 or answer.unknown:
            self.world.notes.state("ruling in force", hit, [ruling, why], acked=answer.good)


class Importer(Person):
    """Brings a sheet with one new buyer in: upload, wait until it is read, apply."""

    pause_s = 1.0
    _number = 0

    def step(self) -> None:
        """Bring one in."""
        self._number += 1
        name = f"Buyer {uuid4().hex[:8]} (fictional)"
        sheet = f"{HEAD}K{self.mark}-{self._number},{name},tea,090210,k{self._number}@example.org\n".encode()
        sent = self._counted("write", self.browser.upload(f"{self.world.other}imports/", "buyers.csv", sheet))
        if sent.status != 302:
            return
        number = sent.location.rstrip("/").rpartition("/")[2]
        self.world.notes.fact("upload", [number, sheet.decode()])
        if self._read(sent.location):
            answer = self.post(f"{sent.location}apply/", {})
            if answer.status == 302:
                self.world.notes.fact("imported", [number, name])

    def _read(self, path: str) -> bool:
        """Wait for the preview, and let it be read anew where the mission has changed meanwhile."""
        until = time.monotonic() + READ_WITHIN_S
        while time.monotonic() < until:
            page = self.get(path).body
            if re.search(r'action="[^"]*/apply/"', page):
                return True
            time.sleep(0.5)
        self.world.notes.answered("import not read in time")
        return False
