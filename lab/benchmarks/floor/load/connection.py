"""A phone's one connection to the site: kept alive, and written with little work, since both share a machine."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field

ANSWER_S, FILE_S = 30.0, 120.0
"""How long the phone's page waits for an answer to a letter, and to a file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A status (0: none came), the body, and when to come again where that is told."""

    status: int
    body: bytes = b""
    retry_s: float = 0.0


@dataclass(slots=True)
class Connection:
    """Asks one thing after the other; after a failure it connects anew."""

    port: int
    took: list[tuple[str, int, float]] = field(default_factory=list)
    """Of everything that was asked: what, the status, the seconds until the answer was read."""
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def post(self, what: str, path: str, head: str, body: bytes) -> Answer:
        """Post a body; the time of connecting counts."""
        patience_s = FILE_S if what == "file" else ANSWER_S
        begun = time.monotonic()
        try:
            answer = await asyncio.wait_for(self._posted(path, head, body), patience_s)
        except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError):
            self.close()
            answer = Answer(0)
        self.took.append((what, answer.status, time.monotonic() - begun))
        return answer

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _posted(self, path: str, head: str, body: bytes) -> Answer:
        if self._reader is not None and self._reader.at_eof():  # the site hung up meanwhile: a browser connects anew
            self.close()
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        first = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{head}Content-Length: {len(body)}\r\n\r\n"
        self._writer.writelines((first.encode(), body))
        await self._writer.drain()
        told = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
        headers = dict(line.split(": ", 1) for line in told[1:] if line)
        content = await self._reader.readexactly(int(headers["content-length"]))
        return Answer(int(told[0].split(" ", 2)[1]), content, float(headers.get("retry-after", 0)))
