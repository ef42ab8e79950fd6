"""A connection that says what it wants, byte by byte, to the server under test."""

from __future__ import annotations

import socket  # noqa: TID251  # says to the server under test what no client would
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse  # noqa: TID251  # reads the answer of the server under test
from typing import NamedTuple

from tests.waiting import PATIENCE_S


class Answer(NamedTuple):
    """What was answered."""

    status: int
    headers: dict[str, str]
    body: str


class Wire:
    """One connection."""

    def __init__(self, port: int, timeout: float = PATIENCE_S) -> None:
        """Connect."""
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)

    def say(self, *parts: bytes) -> None:
        """Send some bytes; who is refused meanwhile finds the answer and an end."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.socket.sendall(b"".join(parts))

    def post(self, path: str, length: int | None, *headers: str, body: bytes = b"") -> None:
        """Begin to post; without a length in pieces."""
        how = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
        self.say("\r\n".join((f"POST {path} HTTP/1.1", "Host: localhost", how, *headers, "", "")).encode(), body)

    def head(self, method: str = "POST") -> HTTPResponse:
        """Read the head of one answer."""
        found = HTTPResponse(self.socket, method=method)
        found.begin()
        return found

    def answer(self, method: str = "POST") -> Answer:
        """Read one answer."""
        found = self.head(method)
        headers = {name.lower(): value for name, value in found.getheaders()}
        return Answer(found.status, headers, found.read().decode())

    def is_over(self) -> bool:
        """Whether the other side hangs up, without another word."""
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True

    def close(self) -> None:
        """Hang up."""
        self.socket.close()


@contextmanager
def wires(port: int, count: int) -> Iterator[list[Wire]]:
    """Give several connections, and hang up at the end."""
    made = [Wire(port) for _ in range(count)]
    try:
        yield made
    finally:
        for wire in made:
            wire.close()


def piece(content: bytes) -> bytes:
    """Return one piece of a body that is sent in pieces."""
    return f"{len(content):x}\r\n".encode() + content + b"\r\n"
