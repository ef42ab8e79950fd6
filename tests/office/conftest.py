"""A real mail server in a thread, which can be told what to say to whom."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Postbox:
    """What the mail server got, and what it is to say next."""

    taken: list[bytes] = field(default_factory=list)
    """Every letter it took."""
    seen: list[bytes] = field(default_factory=list)
    """Every letter whose last dot it saw, taken or not."""
    to_rcpt: list[str] = field(default_factory=list)
    to_data: list[str] = field(default_factory=list)
    """What it says to the next receivers and letters; empty: it takes them. `cut` drops the connection."""
    unknown: set[str] = field(default_factory=set)
    """Receivers that it does not know."""
    slow_s: float = 0
    """How long it thinks after it took a letter, before it says so."""
    connections: int = 0
    url: str = ""

    def letters(self) -> list[EmailMessage]:
        """Return what was taken."""
        return [message_from_bytes(content, policy=default) for content in self.taken]

    async def handle_EHLO(self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]) -> Any:  # noqa: ANN401, N802  # aiosmtpd's form
        """Count connections."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: ANN401, N802  # aiosmtpd's form
        """Take a receiver, or say what was asked for."""
        if self.to_rcpt and (said := self.to_rcpt.pop(0)):
            return said
        if address in self.unknown:
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802  # aiosmtpd's form
        """Take a letter, or say what was asked for."""
        self.seen.append(envelope.content)
        said = self.to_data.pop(0) if self.to_data else ""
        if said == "cut":
            server.transport.abort()
            return "250 never heard"
        if not said or said.startswith("250"):
            self.taken.append(envelope.content)
        if self.slow_s:
            time.sleep(self.slow_s)  # noqa: ASYNC251  # the whole server thinks
        return said or "250 OK queued as 4711"


class _Server(Controller):
    """A server on whichever port is free."""

    def _trigger_server(self) -> None:
        opened: Any = self.server
        self.port = opened.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has few types


def text_of(letter: EmailMessage) -> str:
    """Return a letter's text; on its way every line ends as mail wants it."""
    text = letter.get_body(("plain",))
    assert isinstance(text, EmailMessage), "every letter has a text"
    return str(text.get_content()).replace("\r\n", "\n")


@contextmanager
def served_postbox() -> Iterator[Postbox]:
    """Run a mail server on a port of its own."""
    made = Postbox()
    controller = _Server(made, hostname="127.0.0.1", port=0)
    controller.start()
    made.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield made
    finally:
        controller.stop()


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    """A mail server on a port of its own."""
    with served_postbox() as made:
        yield made
