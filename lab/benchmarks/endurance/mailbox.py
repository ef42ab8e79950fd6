"""A real SMTP server in this process that notes every letter at the moment it takes it."""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from email import message_from_bytes
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

from lab.benchmarks.endurance.ports import free_port

SLOWEST_S = 0.5
"""A letter is taken, then the answer waits for up to so long: the window in which a kill leaves a doubt."""


class Mailbox:
    """Takes every letter."""

    def __init__(self, seed: int) -> None:
        """Begin with nothing taken."""
        self.taken: dict[str, list[float]] = defaultdict(list)
        """Message-ID -> when it was taken, in seconds since 1970, each time."""
        self.letters: dict[str, list[bytes]] = defaultdict(list)
        """Address -> what came for it, whole."""
        self._dice = random.Random(seed)
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802  # aiosmtpd's own
        """Take a letter, and answer a little later."""
        for address in envelope.rcpt_tos:
            self.letters[address].append(envelope.content)
        self.taken[str(message_from_bytes(envelope.content)["Message-ID"])].append(time.time())
        await asyncio.sleep(self._dice.random() * SLOWEST_S)
        return "250 taken"

    def __enter__(self) -> Self:
        """Listen on a free port."""
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop listening."""
        self._controller.stop()

    @property
    def url(self) -> str:
        """Its address, as the site's setting wants it."""
        return f"smtp://127.0.0.1:{self._controller.port}"
