"""Officers who make and send links, and visitors who open theirs."""

from __future__ import annotations

import re

from lab.benchmarks.endurance.load.world import Person

ADDRESS = re.compile(r"/v/[\w-]{30,}/")


class Host(Person):
    """Makes links for some and mails them to others."""

    pause_s = 0.4

    def step(self) -> None:
        """Send or make one."""
        send = self.dice.random() < 0.8
        role, party, _ = self.dice.choice([one for one in self.world.told["people"] if one[2] is send])
        key = f"{role}/{party}"
        fields = {"role": role, "party": party, "do": "send" if send else "make"}
        answer = self.post(f"{self.world.mission}links/one/", fields)
        if send and (answer.status == 302 or answer.unknown):
            self.world.notes.tally("sent link", key, acked=answer.good)
        if answer.status == 302 or answer.unknown:
            self.world.notes.state("link", key, None, acked=answer.good)
        elif answer.status == 200 and (found := ADDRESS.search(answer.body)):
            self.world.notes.state("link", key, found[0], acked=True)


class Visitor(Person):
    """Opens their own day again and again."""

    def step(self) -> None:
        """Read."""
        mine = self.dice.choice(self.world.told["visitors"])
        answer = self.get(mine + self.dice.choice(("", "day/", "day/", "calendar.ics")))
        if answer.status == 404:
            self.world.notes.answered("a visitor's link did not open")


class Reader(Person):
    """Looks at the pages of the office."""

    def step(self) -> None:
        """Look at one."""
        own = [self.world.mission + name for name in ("", "plan/", "published/", "papers/", "companies/", "links/")]
        self.get(self.dice.choice(["/", "/companies/", "/office/", "/office/messages/", "/screening/", *own]))
