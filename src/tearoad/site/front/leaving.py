"""Sends an answer from the event loop: who reads slowly holds no thread, and who reads nothing is left."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from tearoad.site.front.gateway import DjangoAnswer

Send = Callable[[dict[str, Any]], Awaitable[None]]
_PART = 65_536
_STUCK_S = 120.0
"""Who takes no part of an answer for so long is gone, or wants to hold it."""
_BODILESS = frozenset({204, 304})


async def send_answer(
    send: Send, answer: DjangoAnswer, *, before_end: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Send an answer.

    Args:
        send: takes its parts.
        answer: what is sent.
        before_end: waited for before the last byte of a page goes: the server reads no more of what still comes in
            once it has sent all that was announced.

    Raises:
        TimeoutError: nobody takes it.

    """
    try:
        await asyncio.sleep(max(0.0, answer.not_before - time.monotonic()))
        headers = answer.headers
        if answer.status in _BODILESS:
            headers = [header for header in headers if header[0] != b"content-length"]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if not isinstance(answer.content, bytes):
            async for part in _parts(answer):
                await _part(send, part, is_last=False)
            await _part(send, b"", is_last=True)
        elif before_end is None:
            await _part(send, answer.content, is_last=True)
        else:
            await _part(send, answer.content[:-1], is_last=False)
            await before_end()
            await _part(send, answer.content[-1:], is_last=True)
    finally:
        answer.close()


async def _part(send: Send, part: bytes, *, is_last: bool) -> None:
    async with asyncio.timeout(_STUCK_S):
        await send({"type": "http.response.body", "body": part, "more_body": not is_last})


async def _parts(answer: DjangoAnswer) -> AsyncIterator[bytes]:
    """Yield a file in parts, no more of it than was promised; a slow disk holds up nobody else."""
    left = answer.size
    while left > 0:
        part = await asyncio.to_thread(answer.content.read, min(_PART, left))  # type: ignore[union-attr]  # it is no bytes
        if not part:
            return
        left -= len(part)
        yield part
