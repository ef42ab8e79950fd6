"""Takes a body in while it arrives: no thread waits for it, it never grows over its limit, and it has to come at last.

A body of a stranger has to come at a least rate. One that does not, or that finds the room full, is asked who sends it:
a phone, hub, link or account that is known is waited for with patience, in a hall with bad Wi-Fi too.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tearoad.site.front.room import Guest, RefusedError, Room
from tearoad.site.front.spool import IN_MEMORY, Spool
from tearoad.web.limits.bodies import TOO_SLOW, BodyLimit, too_large

_HELD_UP_S = 0.1
"""For what may be here already: once a body, since it is too late by the clock."""
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]


class GoneError(Exception):
    """Who sent went away in the middle; nobody is there to be answered."""


class Incoming:
    """What the server hands over, message by message.

    A message that is late is waited for again and never given up: what is being handed over just then would be lost.
    """

    def __init__(self, receive: Receive) -> None:
        """Keep what is to be called for each message."""
        self._receive = receive
        self._next: asyncio.Future[MutableMapping[str, Any]] | None = None
        self._was_held_up = False
        self.is_over = False
        """Whether all has come, or who sent is gone: nothing is to be waited for."""

    async def before(self, when: float) -> MutableMapping[str, Any]:
        """Return the next message.

        Args:
            when: seconds on the loop's clock.

        Raises:
            TimeoutError: it has not come until then; it is still waited for.

        """
        if self._next is None:
            self._next = asyncio.ensure_future(self._receive())
        left = when - asyncio.get_running_loop().time()
        if left <= 0 and not self._was_held_up:  # perhaps by a busy machine, and not by who sends
            self._was_held_up, left = True, _HELD_UP_S
        await asyncio.wait({self._next}, timeout=left)
        if not self._next.done():
            raise TimeoutError
        message, self._next = self._next.result(), None
        self.is_over = message["type"] == "http.disconnect" or not message.get("more_body", False)
        return message

    def close(self) -> None:
        """Wait for no more."""
        if self._next is not None:
            self._next.cancel()


@dataclass(frozen=True, slots=True)
class Patience:
    """How long is waited for whom, in seconds."""

    at_once_s: float = 1.0
    """What is here so soon is not counted."""
    grace_s: float = 10.0
    """So long a stranger may take to begin."""
    stranger_silent_s: float = 30.0
    """So long a stranger who began may be silent, whatever came before."""
    least_rate: float = 1000.0
    """Bytes a second of a stranger, from then on, over the whole body."""
    known_s: float = 1800.0
    """A whole body of somebody known."""
    silent_s: float = 90.0
    """Without a single byte, somebody known is taken to be gone."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as far as that is known without looking anything up."""

    place: str
    """The address of the household."""
    identify: Callable[[], Awaitable[str | None]] | None
    """Looks up who it is, None where nobody is; None itself where nothing was shown that could be looked up."""


class Arriving:
    """One body on its way in."""

    def __init__(self, incoming: Incoming, room: Room, limit: BodyLimit, sender: Sender, patience: Patience) -> None:
        """Begin with nothing."""
        self._incoming, self._room, self._limit = incoming, room, limit
        self._sender, self._patience = sender, patience
        self._guest: Guest | None = None
        self._was_asked = False
        self._loop = asyncio.get_running_loop()
        self._began = self._heard = self._loop.time()
        self.spool = Spool(IN_MEMORY, self._to_disk)

    async def whole(self, announced: int | None) -> Spool:
        """Return the body when all of it is there.

        Raises:
            RefusedError: it is too large or too slow, or there is no room for it.
            GoneError: the connection broke, or less came than was announced.

        """
        if announced is not None and announced > self._limit.most_bytes:
            raise RefusedError(too_large(self._limit.most_bytes, announced))
        while True:
            try:
                message = await self._incoming.before(self._until())
            except TimeoutError:
                await self._wait_on()
                continue
            if message["type"] == "http.disconnect":
                raise GoneError
            await self._keep(message.get("body", b""))
            if not message.get("more_body", False):
                if announced not in {None, self.spool.size}:
                    raise GoneError
                return self.spool

    def leave(self) -> None:
        """Count it no more, and let go of its bytes."""
        self.spool.close()
        if self._guest is not None:
            self._room.let_out(self._guest)
            self._guest = None

    def _until(self) -> float:
        """Return when something has to be done if nothing comes."""
        patience, guest = self._patience, self._guest
        if guest is None:
            return self._began + patience.at_once_s
        if guest.is_known:
            return min(self._began + patience.known_s, self._heard + patience.silent_s)
        due = self._began + patience.grace_s + self.spool.size / patience.least_rate
        return min(due, self._began + self._limit.seconds, self._heard + patience.stranger_silent_s)

    async def _wait_on(self) -> None:
        """It was not there in time: count it, or ask who sends it, or wait no longer."""
        if self._guest is None:
            await self._enter()
        elif self._guest.is_known or not await self._turns_out_known():
            raise RefusedError(TOO_SLOW)

    async def _enter(self) -> None:
        try:
            self._guest = self._room.let_in(self._sender.place, known=False)
        except RefusedError:
            if not await self._turns_out_known():
                raise
        if self._guest is not None and not self.spool.is_on_disk:
            self._hold_in_memory(0)

    async def _turns_out_known(self) -> bool:
        """Look up once who sends; count the body as theirs where they are known."""
        if self._was_asked or self._sender.identify is None:
            return False
        self._was_asked = True
        holder = await self._sender.identify()
        if holder is None:
            return False
        self._heard = self._loop.time()
        if self._guest is None:
            self._guest = self._room.let_in(holder, known=True)
        else:
            self._guest = self._room.move(self._guest, holder)
        return True

    async def _keep(self, part: bytes) -> None:
        size = self.spool.size + len(part)
        if size > self._limit.most_bytes:
            raise RefusedError(too_large(self._limit.most_bytes))
        if part:
            self._heard = self._loop.time()
        if size > IN_MEMORY and not self.spool.is_on_disk:
            await self._be_large()
        if self._guest is not None and not self.spool.is_on_disk:
            self._hold_in_memory(len(part))
        self.spool.write(part)

    async def _be_large(self) -> None:
        """Ask who sends what goes onto the disk: strangers fill no room that belongs to who is known."""
        if not await self._turns_out_known() and self._guest is None:
            self._guest = self._room.let_in(self._sender.place, known=False)

    def _hold_in_memory(self, more: int) -> None:
        """Count what is in memory; where all memory is taken, go on on the disk."""
        assert self._guest is not None  # noqa: S101  # for the types: only what is counted comes here
        if self.spool.size + more > IN_MEMORY or not self._room.has_memory(more):
            self.spool.move_to_disk()
            self._room.hold_memory(self._guest, 0)
        else:
            self._room.hold_memory(self._guest, self.spool.size + more)

    def _to_disk(self, size: int) -> None:
        assert self._guest is not None  # noqa: S101  # for the types: it is let in before it is so large
        self._room.hold_disk(self._guest, size)


@dataclass(frozen=True, slots=True)
class Draining:
    """How much is still taken in and thrown away after an answer, and for how long: only then a browser reads it."""

    most_bytes: int
    seconds: float
    silent_s: float = 2.0
    """Who sends nothing for so long waits for the answer."""


AFTER_LARGE = Draining(128_000_000, 30)
"""Of who sent too much, once."""
AFTER_OTHERS = Draining(8_000_000, 3)
"""Of who is not wanted now: enough for a form."""


async def drain(incoming: Incoming, how: Draining) -> None:
    """Throw away what still comes, within limits."""
    loop = asyncio.get_running_loop()
    left, until = how.most_bytes, loop.time() + how.seconds
    with suppress(TimeoutError):
        while left > 0 and not incoming.is_over:
            message = await incoming.before(min(until, loop.time() + how.silent_s))
            left -= len(message.get("body", b""))
