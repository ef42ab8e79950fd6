"""How a notice is sent: one request, no redirect, an answer of a few bytes, an end after some seconds."""

from __future__ import annotations

import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPException, HTTPResponse  # noqa: TID251  # its words; the connection is the guarded one

from tearoad.errors import InputError
from tearoad.office.outgoing.connection import HostUnknownError, OutgoingRequest, PlaceRefusedError, exchange
from tearoad.office.outgoing.hosts import AddressRefusedError, OutgoingAddress, may_be_told, outgoing_address
from tearoad.text import Text

MOST_SECONDS = 10.0
_MOST_ANSWER = 4096


class NoAnswer(StrEnum):
    """Why nothing came back."""

    HOST_NOT_NAMED = "host_not_named"
    """An operator took the host out of the settings since."""
    HOST_UNKNOWN = "host_unknown"
    PLACE_NOT_ALLOWED = "place_not_allowed"
    """The name leads to this very machine, or to an address that no receiver has."""
    TIMED_OUT = "timed_out"
    CONNECTION_REFUSED = "connection_refused"
    CERTIFICATE_NOT_TRUSTED = "certificate_not_trusted"
    NOT_ENCRYPTED = "not_encrypted"
    """Both sides could not agree on an encrypted connection."""
    NOT_HTTP = "not_http"
    """What came back is no answer of a web server, or too little of one."""
    NO_CONNECTION = "no_connection"
    """It could not be made, or broke off."""


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What came back, or why nothing did."""

    status: int = 0
    why: NoAnswer | None = None

    @property
    def is_taken(self) -> bool:
        """Whether the receiver has it: 2xx, and nothing else."""
        return 200 <= self.status < 300

    @property
    def logged(self) -> str:
        """What the log keeps: a status of HTTP, or a value of `NoAnswer`."""
        return f"HTTP {self.status}" if self.why is None else self.why.value


def webhook_address(written: str, named: Collection[str]) -> OutgoingAddress:
    """Return the parts of an address to which notices may go.

    Raises:
        InputError: it is no address, is not encrypted, or no operator named its host.

    """
    try:
        return outgoing_address(written, named)
    except AddressRefusedError as refused:
        text = Text(f"webhooks.{refused.why}", found=refused.found)
        raise InputError(text, Text(f"webhooks.{refused.why}_hint")) from refused


def send(
    to: OutgoingAddress, headers: Mapping[str, str], body: bytes, most_seconds: float = MOST_SECONDS
) -> WebhookAnswer:
    """Send a notice; return what came back. Raises nothing: a receiver can do nothing that a log cannot tell."""
    try:
        return exchange(to, OutgoingRequest("POST", most_seconds, headers, body), _answer, may_be_told)
    except (OSError, HTTPException, ValueError) as failed:
        return WebhookAnswer(why=next(why for kinds, why in _WHY if isinstance(failed, kinds)))


_WHY = (
    (HostUnknownError, NoAnswer.HOST_UNKNOWN),
    (PlaceRefusedError, NoAnswer.PLACE_NOT_ALLOWED),
    (TimeoutError, NoAnswer.TIMED_OUT),
    (ConnectionRefusedError, NoAnswer.CONNECTION_REFUSED),
    (ssl.SSLCertVerificationError, NoAnswer.CERTIFICATE_NOT_TRUSTED),
    (ssl.SSLError, NoAnswer.NOT_ENCRYPTED),
    (OSError, NoAnswer.NO_CONNECTION),
    ((HTTPException, ValueError), NoAnswer.NOT_HTTP),
)
"""The first that fits says why; who hangs up without an answer raises an error of both kinds."""


def _answer(answer: HTTPResponse) -> WebhookAnswer:
    answer.read(_MOST_ANSWER)
    return WebhookAnswer(answer.status)
