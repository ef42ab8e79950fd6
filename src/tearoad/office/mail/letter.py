"""A letter as the bytes that a mail server takes: the same letter is the same bytes, however often it is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Letter:
    """Plain text to one person, in their language."""

    sender: str
    """`name@host`, or `Name <name@host>`."""
    to: str
    language: Language
    subject: str
    body: str
    message_id: str
    """In angle brackets; stays the same when the letter is sent again, so that a mail program shows it once."""
    written_at: datetime


def ascii_address(address: str) -> str:
    """Return an address as every mail server takes it: a domain in another script is spelt in its ASCII form.

    Raises:
        UnicodeError: what stands before the @ is not ASCII.

    """
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}" if local.isascii() else _refuse(address)


def written(letter: Letter) -> bytes:
    """Return a letter as MIME: UTF-8, no line too long, marked as written by a program.

    Raises:
        UnicodeError, ValueError: an address that no mail can reach.

    """
    message = EmailMessage(policy=SMTP)
    message["From"] = letter.sender
    message["To"] = ascii_address(letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    # Neither lets a server rewrite the text on its way: not every one takes eight bits.
    message.set_content(letter.body, cte="quoted-printable" if letter.body.isascii() else "base64")
    message["Content-Language"] = letter.language.value
    return message.as_bytes()


def _refuse(address: str) -> str:
    raise UnicodeError(address)
