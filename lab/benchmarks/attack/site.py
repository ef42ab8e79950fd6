"""The site that is attacked: two organisations in a place of its own, served by its own command."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lab.benchmarks.attack.browser import Answer, Browser
from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.mailbox import Mailbox
from lab.benchmarks.endurance.place import Place, wait_until

DISK_MB = 500
"""The disk of the data folder: small, so that it can be filled."""
LEAST_FREE_MB = 100
"""Under so much of it the site takes nothing in."""

FAIR = datetime(2023, 2, 7, 6, tzinfo=UTC)
"""A morning of the missions' fair, on which visitors have meetings to see."""
OURS, THEIRS = "Q", "Z"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that an attack brought about and must not."""

    play: str
    what: str

    def __str__(self) -> str:
        return f"{self.play}: {self.what}"


@dataclass
class AttackedPlace(Place):
    """A place whose clock stands at the fair."""

    def environment(self) -> dict[str, str]:
        """Return what its processes are told."""
        offset = int((FAIR - datetime.now(UTC)).total_seconds())  # the site's clock is moved by it
        own = {
            "TEAROAD_CLOCK_OFFSET_S": str(offset),
            "TEAROAD_PROXIES": "1",
            "TEAROAD_LEAST_FREE_MB": str(LEAST_FREE_MB),
        }
        return super().environment() | own


@dataclass(slots=True)
class Site:
    """A served site, and what is known of who may enter it."""

    place: AttackedPlace
    houses: Mapping[str, Mapping[str, Any]]
    mailbox: Mailbox
    dice: random.Random
    most_addresses: int
    """So many pages of each role are opened by each play."""
    acknowledged: dict[str, set[str]] = field(default_factory=lambda: {"receipts": set(), "files": set()})
    """Ids of reports and digests of photos that the site said it has received."""

    @property
    def port(self) -> int:
        """Where it answers."""
        return self.place.port

    def browser(self, mark: str = "", role: str = "", place: str = "127.0.0.1") -> Browser:
        """Return a browser: a stranger's, or one in which somebody is signed in."""
        session = self.houses[mark]["sessions"].get(role, "") if mark else ""
        return Browser(self.port, {"session": session} if session else {}, place)

    def every_address(self, mark: str, role: str) -> list[str]:
        """Return what somebody may open."""
        return list(self.houses[mark]["addresses"][role])

    def addresses(self, mark: str, role: str) -> list[str]:
        """Return what somebody may open, or as many of them as a play has time for, chosen by the seed."""
        every = self.every_address(mark, role)
        if len(every) <= self.most_addresses:
            return every
        chosen = set(self.dice.sample(every, self.most_addresses))
        return [text for text in every if text in chosen]

    def errors(self) -> Iterator[str]:
        """Yield the lines of the site's log that tell of a fault of the program."""
        for line in (self.place.folder / "log").read_text(errors="replace").splitlines():
            if '"status": 500' in line:
                yield line

    def state(self, mark: str) -> dict[str, Any]:
        """Return what stands in an organisation's tables."""
        return dict(self.place.script("state", self.houses[mark]["organisation"], of="attack"))


@contextmanager
def small_disk(path: Path) -> Iterator[None]:
    """Put a small disk of its own where a folder is to be, in memory; only root can."""
    path.mkdir(parents=True)
    subprocess.run(
        ["/usr/bin/mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=0700", "tearoad-attack", str(path)], check=True
    )
    try:
        yield
    finally:
        subprocess.run(["/usr/bin/umount", "--lazy", str(path)], check=True)


@contextmanager
def attacked_site(database: str, folder: Path, seed: int, *, most_addresses: int = 10_000) -> Iterator[Site]:
    """Fill a place and serve it until the end of the block."""
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster()) if database == "postgresql" else None
        url = cluster.create("site") if cluster else ""
        mailbox = stack.enter_context(Mailbox(seed))
        stack.enter_context(small_disk(folder / "site" / "data"))
        place = AttackedPlace(folder / "site", mail_url=mailbox.url, database_url=url)
        made = place.tearoad("database")
        if made.returncode:
            raise RuntimeError(made.stderr)
        houses = place.script("prepare", of="attack")
        place.start()
        try:
            wait_until(place.whole, 60)
            yield Site(place, houses, mailbox, random.Random(seed), most_addresses)
        finally:
            place.stop()
            for process in place.processes():
                process.kill()


def faults_of(play: str, address: str, answer: Answer, expected: frozenset[int]) -> Iterator[Finding]:
    """Return what is wrong with an answer: none, a fault of the program, or a status that nobody documented."""
    if answer.status == 0:
        yield Finding(play, f"no answer: {address}")
    elif answer.status not in expected:
        yield Finding(play, f"{answer.status}: {address}")
