"""The one way out for notices: one request, no redirect, an answer of a few bytes, an end after some seconds."""

from __future__ import annotations

import socket  # noqa: TID251  # the one guarded way for notices to hosts that an operator named
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException  # noqa: TID251  # over the one guarded connection above
from threading import Timer

from tearoad.office.webhooks.hosts import WebhookAddress, may_be_reached

MOST_SECONDS = 10.0
_MOST_ANSWER = 4096


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What came back, or why nothing did. The text is a machine's, for the log."""

    status: int = 0
    why: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it: 2xx, and nothing else."""
        return 200 <= self.status < 300

    @property
    def log_text(self) -> str:
        """What the log keeps."""
        return f"HTTP {self.status}" if self.status else self.why


def send(
    to: WebhookAddress, headers: Mapping[str, str], body: bytes, most_seconds: float = MOST_SECONDS
) -> WebhookAnswer:
    """Send a notice; return what came back. Raises nothing: a receiver can do nothing that a log cannot tell."""
    try:
        place = _place(to)
    except OSError:
        return WebhookAnswer(why="name not found")
    if place is None:
        return WebhookAnswer(why="address not allowed")
    try:
        with socket.create_connection((place, to.port), most_seconds) as plain:
            return _carried(plain, to, headers, body, most_seconds)
    except (OSError, HTTPException, ValueError) as failed:
        return WebhookAnswer(why=type(failed).__name__)


def _place(to: WebhookAddress) -> str | None:
    """Look the name up once: what was judged is what is written to."""
    found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    places = [str(one[4][0]) for one in found]
    return next((one for one in places if may_be_reached(one, to.host)), None)


def _carried(
    plain: socket.socket, to: WebhookAddress, headers: Mapping[str, str], body: bytes, most_seconds: float
) -> WebhookAnswer:
    wire = ssl.create_default_context().wrap_socket(plain, server_hostname=to.host) if to.is_encrypted else plain
    over = Timer(most_seconds, _hang_up, (wire,))  # who answers a letter a second would otherwise never be done
    over.daemon = True
    over.start()
    try:
        with wire:
            connection = HTTPConnection(to.host, to.port, timeout=most_seconds)
            connection.sock = wire
            connection.request("POST", to.path, body, dict(headers))
            answer = connection.getresponse()
            answer.read(_MOST_ANSWER)
            return WebhookAnswer(answer.status)
    finally:
        over.cancel()


def _hang_up(wire: socket.socket) -> None:
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
