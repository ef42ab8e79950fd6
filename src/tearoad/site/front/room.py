"""How much may be on its way into one process: bodies of each sender, of all, bytes in memory and on the disk.

What is here at once is not counted: only a body that takes longer than a moment, or that is larger than a form, has to
be let in. So who is refused here can still sign in, open pages and send small forms.

The counts are of open connections, and so of this process alone; several processes allow as many times more.
"""

from __future__ import annotations

import shutil
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tearoad.web.limits.bodies import DISK_FULL, FULL, TOO_MANY, BodyRefusal

DISK_LOOKED_EVERY_S = 1.0


class Most(NamedTuple):
    """What one kind of sender may have open."""

    of_one: int
    """Bodies of one address, or of one phone or account."""
    bodies: int
    disk_bytes: int
    disk_of_one: int
    """Of the disk, what one of them may hold."""


STRANGERS = Most(of_one=20, bodies=200, disk_bytes=200_000_000, disk_of_one=40_000_000)
"""Nobody knows who they are: counted by address."""
KNOWN = Most(of_one=8, bodies=1500, disk_bytes=2_000_000_000, disk_of_one=2_000_000_000)
"""Their phone, hub, link or account was looked up: counted by it, so that a hall behind one address is no stranger."""
MOST_IN_MEMORY = 64_000_000
"""Bytes of slow bodies in memory, all together; what comes then goes to the disk."""


class RefusedError(Exception):
    """A body is not taken."""

    def __init__(self, refusal: BodyRefusal) -> None:
        """Keep why."""
        super().__init__(refusal.kind)
        self.refusal = refusal


@dataclass(eq=False, slots=True)
class Guest:
    """One body that was let in, and what it holds."""

    holder: str
    is_known: bool
    memory: int = 0
    disk: int = 0


@dataclass(slots=True)
class Room:
    """What all bodies together hold. It is used by the event loop alone."""

    data: Path
    least_free: int
    """Bytes that stay free on the disk of the data folder: the database needs them to go on."""
    strangers: Most = STRANGERS
    known: Most = KNOWN
    memory: int = 0
    _bodies: Counter[bool] = field(default_factory=Counter)
    _disk: Counter[bool] = field(default_factory=Counter)
    _of_one: Counter[tuple[bool, str]] = field(default_factory=Counter)
    _disk_of_one: Counter[tuple[bool, str]] = field(default_factory=Counter)
    _free: int = 0
    _looked_at: float = -DISK_LOOKED_EVERY_S

    def let_in(self, holder: str, *, known: bool) -> Guest:
        """Count a body.

        Raises:
            RefusedError: its sender has too many open, or all have.

        """
        most = self._most(known)
        if self._of_one[known, holder] >= most.of_one:
            raise RefusedError(TOO_MANY)
        if self._bodies[known] >= most.bodies:
            raise RefusedError(FULL)
        self._bodies[known] += 1
        self._of_one[known, holder] += 1
        return Guest(holder, known)

    def let_out(self, guest: Guest) -> None:
        """Count it no more, with all it held."""
        key = (guest.is_known, guest.holder)
        self._bodies[guest.is_known] -= 1
        self._of_one[key] -= 1
        if not self._of_one[key]:
            del self._of_one[key]
        self._count_disk(guest, -guest.disk)
        self.memory -= guest.memory
        guest.disk = guest.memory = 0

    def move(self, guest: Guest, holder: str) -> Guest:
        """Count a stranger's body as one of who turned out to send it.

        Raises:
            RefusedError: they have too many open already.

        """
        moved = self.let_in(holder, known=True)
        moved.memory, moved.disk = guest.memory, guest.disk
        self._count_disk(moved, guest.disk)
        self.memory += guest.memory
        self.let_out(guest)
        return moved

    def has_memory(self, size: int) -> bool:
        """Whether so many more bytes may stay in memory."""
        return self.memory + size <= MOST_IN_MEMORY

    def hold_memory(self, guest: Guest, size: int) -> None:
        """Count what a body has in memory now."""
        self.memory += size - guest.memory
        guest.memory = size

    def hold_disk(self, guest: Guest, size: int) -> None:
        """Count bytes of a body that go onto the disk.

        Raises:
            RefusedError: its sender, all bodies of such senders together, or the disk itself, have no room for them.

        """
        if self._disk_of_one[guest.is_known, guest.holder] + size > self._most(guest.is_known).disk_of_one:
            raise RefusedError(TOO_MANY)
        if self._disk[guest.is_known] + size > self._most(guest.is_known).disk_bytes:
            raise RefusedError(FULL)
        self.need_disk(size)
        self._count_disk(guest, size)
        guest.disk += size

    def need_disk(self, size: int) -> None:
        """Look whether the disk has room for so many bytes beside what must stay free.

        Raises:
            RefusedError: it has not.

        """
        at = time.monotonic()
        if at - self._looked_at >= DISK_LOOKED_EVERY_S:
            self._free, self._looked_at = shutil.disk_usage(self.data).free, at
        if self._free - size < self.least_free:
            raise RefusedError(DISK_FULL)
        self._free -= size

    def _count_disk(self, guest: Guest, size: int) -> None:
        key = (guest.is_known, guest.holder)
        self._disk[guest.is_known] += size
        self._disk_of_one[key] += size
        if not self._disk_of_one[key]:
            del self._disk_of_one[key]

    def is_empty(self) -> bool:
        """Whether nothing is counted."""
        return not (
            self.memory or any(self._bodies.values()) or any(self._disk.values()) or self._of_one or self._disk_of_one
        )

    def _most(self, known: bool) -> Most:  # noqa: FBT001  # a key, as of the counters
        return self.known if known else self.strangers
