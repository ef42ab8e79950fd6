"""What the server hands over just when something else is due is not lost, whatever the moment."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.site.front.arriving import AFTER_LARGE, Arriving, GoneError, Incoming, Patience, Sender, drain
from tearoad.site.front.room import Room
from tearoad.web.limits.bodies import FORM

IMPATIENT = Patience(at_once_s=0, grace_s=0, stranger_silent_s=0)
"""Something is due before anything can come: who sends is counted, then looked up, and known."""


async def _known() -> str:
    return "phone:1"


def _whole(folder: Path, parts: list[bytes], turns: list[int], announced: int) -> bytes:
    """Return what is taken in of a body whose parts are handed over so many turns of the loop after they are taken."""
    coming = list(zip(parts, turns, strict=True))

    async def receive() -> MutableMapping[str, Any]:
        part, count = coming.pop(0)
        for _ in range(count):
            await asyncio.sleep(0)
        return {"type": "http.request", "body": part, "more_body": bool(coming)}

    async def body() -> bytes:
        arriving = Arriving(Incoming(receive), Room(folder, 0), FORM, Sender("a", _known), IMPATIENT)
        return (await arriving.whole(announced)).reading().read()

    return asyncio.run(body())


@given(st.lists(st.tuples(st.binary(max_size=4), st.integers(0, 6)), min_size=1, max_size=6))
def test_no_byte_is_lost_at_a_deadline(tmp_path_factory: pytest.TempPathFactory, sent: list[tuple[bytes, int]]) -> None:
    parts, turns = [part for part, _ in sent], [count for _, count in sent]
    content = b"".join(parts)
    assert _whole(tmp_path_factory.getbasetemp(), parts, turns, len(content)) == content


def test_a_strangers_body_that_is_here_is_taken_though_the_machine_was_too_busy_to_look(tmp_path: Path) -> None:
    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request", "body": b"whole", "more_body": False}

    async def body() -> bytes:
        arriving = Arriving(Incoming(receive), Room(tmp_path, 0), FORM, Sender("a", None), IMPATIENT)
        return (await arriving.whole(5)).reading().read()

    assert asyncio.run(body()) == b"whole"


def test_less_than_was_announced_is_no_body(tmp_path: Path) -> None:
    with pytest.raises(GoneError):
        _whole(tmp_path, [b"ab"], [0], 3)


def test_after_a_whole_body_nothing_is_waited_for() -> None:
    """A refusal whose last part made it too large would keep its page for seconds."""
    coming = [{"type": "http.request", "body": b"the last part", "more_body": False}]

    async def receive() -> MutableMapping[str, Any]:
        return coming.pop()  # a second call is a fault

    async def drained() -> None:
        incoming = Incoming(receive)
        await incoming.before(asyncio.get_running_loop().time())
        await drain(incoming, AFTER_LARGE)

    asyncio.run(drained())
    assert coming == []
