"""Delivery reports (RFC 3464): which of our mails came back, to whom, and why, in the other server's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default

_MOST_PARTS = 40
"""A report has three parts; what has many more is none."""
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")


@dataclass(frozen=True, slots=True)
class FailedDelivery:
    """A mail that will not arrive."""

    message_id: str
    """Of our mail, in angle brackets."""
    to: str
    said: str
    """The status with what the other server said: `5.1.1 no such user`."""


def failed_deliveries(content: bytes) -> tuple[FailedDelivery, ...]:
    """Return what a mail reports of ours that came back; nothing where it is no delivery report, or only a delay."""
    mail = message_from_bytes(content, policy=default)
    parts = [part for _, part in zip(range(_MOST_PARTS), mail.walk(), strict=False)]
    ours = next((text for part in parts if (text := _our_id(part))), "")
    if mail.get_content_type() != "multipart/report" or not ours:
        return ()
    reports = (part for part in parts if part.get_content_type() == "message/delivery-status")
    return tuple(FailedDelivery(ours, to, said) for report in reports for to, said in _failed(report))


def _our_id(part: Mail) -> str:
    """Return the id of the mail that came back, from what of it the report holds: the whole of it or its head."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        text = next((str(inner.get("Message-ID", "")) for inner in _inside(part)), "")
    elif kind == "text/rfc822-headers":
        head = part.get_payload(decode=True)
        text = str(message_from_bytes(head if isinstance(head, bytes) else b"").get("Message-ID", ""))
    else:
        return ""
    match = _MESSAGE_ID.search(text)
    return match.group() if match else ""


def _failed(report: Mail) -> Iterator[tuple[str, str]]:
    """Yield the receivers of a report who get nothing, with the reason."""
    for block in _inside(report):
        if str(block.get("Action", "")).strip().casefold() != "failed":
            continue
        to = _behind(str(block.get("Final-Recipient", "") or block.get("Original-Recipient", "")))
        said = " ".join(filter(None, (str(block.get("Status", "")).strip(), _behind(_one_line(block)))))
        if "@" in to:
            yield to, said


def _inside(part: Mail) -> list[Mail]:
    found = part.get_payload()
    return [message for message in found if isinstance(message, Mail)] if isinstance(found, list) else []


def _one_line(block: Mail) -> str:
    return " ".join(str(block.get("Diagnostic-Code", "")).split())


def _behind(written: str) -> str:
    """Return what stands behind the kind: `rfc822; a@example.org`."""
    kind, text, rest = written.partition(";")
    return (rest if text else kind).strip()
