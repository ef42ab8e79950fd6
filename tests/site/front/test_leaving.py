"""An answer that has to wait holds no thread meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, MutableMapping
from pathlib import Path
from typing import Any

from tearoad.site.front.app import Front, Threads
from tearoad.site.front.room import Room
from tearoad.web.limits.answering import NOT_BEFORE

LATE = "/sign-in/"


def _application(environ: dict[str, Any], start: Callable[..., None]) -> Iterable[bytes]:
    """Answer at once; one address never."""
    if environ["PATH_INFO"] == LATE:
        environ[NOT_BEFORE] = float("inf")
    start("200 OK", [])
    return [environ["PATH_INFO"].encode()]


def _scope(path: str) -> MutableMapping[str, Any]:
    return {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
        "http_version": "1.1",
        "scheme": "http",
    }


def test_an_answer_that_waits_holds_no_thread(tmp_path: Path) -> None:
    async def answered() -> list[bytes]:
        front = Front(_application, Room(tmp_path, 0), threads=Threads.of(1))
        sent: list[dict[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return await asyncio.Future()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        late = [asyncio.ensure_future(front(_scope(LATE), receive, send)) for _ in range(3)]
        await front(_scope("/privacy/"), receive, send)
        assert not any(task.done() for task in late)
        for task in late:
            task.cancel()
        return [message["body"] for message in sent if "body" in message]

    assert asyncio.run(answered()) == [b"/privacy/"]
