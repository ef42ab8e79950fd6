"""One request over one connection: the name is looked up once, what was judged is connected to, time has an end."""

from __future__ import annotations

import socket  # noqa: TID251  # the one guarded way out, to hosts that an operator named
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse  # noqa: TID251  # over the one guarded connection above
from threading import Event, Timer
from typing import TypeVar

from tearoad.office.outgoing.hosts import OutgoingAddress

_Received = TypeVar("_Received")


class HostUnknownError(OSError):
    """Nobody knows the host's name."""


class PlaceRefusedError(OSError):
    """The host's name leads to no address that may be connected to."""


@dataclass(frozen=True, slots=True)
class OutgoingRequest:
    """What is sent, and how long everything may take."""

    method: str
    most_seconds: float
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def exchange(
    to: OutgoingAddress,
    request: OutgoingRequest,
    receive: Callable[[HTTPResponse], _Received],
    may_reach: Callable[[str, str], bool],
) -> _Received:
    """Send a request and return what `receive` makes of the answer; a redirect is an answer, and is not followed.

    Args:
        to: an address on a host that was named.
        request: what is sent. After its `most_seconds` the connection is cut, wherever it is.
        receive: reads the answer; what it reads no further is not read.
        may_reach: whether an address that the name leads to, with the name, may be connected to.

    Raises:
        HostUnknownError: nobody knows the name.
        PlaceRefusedError: it leads to no address that may be connected to.
        TimeoutError: it took longer than `most_seconds`.
        OSError: the connection failed.
        HTTPException: the answer is none.
        ValueError: what is sent cannot be.

    """
    place = _place(to, may_reach)
    with socket.create_connection((place, to.port), request.most_seconds) as plain:
        wire = ssl.create_default_context().wrap_socket(plain, server_hostname=to.host) if to.is_encrypted else plain
        was_cut = Event()
        over = Timer(request.most_seconds, _hang_up, (wire, was_cut))  # a letter a second would never end
        over.daemon = True
        over.start()
        try:
            with wire:
                connection = HTTPConnection(to.host, to.port, timeout=request.most_seconds)
                connection.sock = wire
                connection.request(request.method, to.path, request.body, dict(request.headers))
                with connection.getresponse() as answer:
                    return receive(answer)
        except (OSError, HTTPException) as failed:
            if was_cut.is_set():
                raise TimeoutError(to.host) from failed
            raise
        finally:
            over.cancel()


def _place(to: OutgoingAddress, may_reach: Callable[[str, str], bool]) -> str:
    """Look the name up once: what was judged is what is connected to."""
    try:
        found = socket.getaddrinfo(to.host, to.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as unknown:  # a part of the name may be too long
        raise HostUnknownError(to.host) from unknown
    places = [str(entry[4][0]) for entry in found]
    place = next((place for place in places if may_reach(place, to.host)), None)
    if place is None:
        raise PlaceRefusedError(to.host)
    return place


def _hang_up(wire: socket.socket, was_cut: Event) -> None:
    was_cut.set()
    with suppress(OSError):
        wire.shutdown(socket.SHUT_RDWR)
