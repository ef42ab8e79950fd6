"""A letter as the bytes that a mail server takes: the same letter is the same bytes, however often it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tearoad.office.mail.page_part import as_page
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class CalendarPart:
    """A calendar file that goes with a letter: one event, with what a calendar program is to do with it.

    RFC 5546 allows one method and one UID to an object, so each event that is new, changed or gone has a part.
    """

    name: str
    """As the file is called: `2027-02-09-1030.ics`."""
    method: str
    """REQUEST or CANCEL."""
    content: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A text to one person, in their language, and files for their calendar."""

    sender: str
    """`name@host`, or `Name <name@host>`."""
    to: str
    language: Language
    subject: str
    body: str
    message_id: str
    """In angle brackets; stays the same when the letter is sent again, so that a mail program shows it once."""
    written_at: datetime
    calendars: tuple[CalendarPart, ...] = ()
    has_page: bool = False
    """Whether the text goes as HTML too: where it holds a link that is to be tapped."""
    reply_to: str = ""
    """Who reads the answers; empty: whoever reads the sender's mailbox."""
    unsubscribe: str = ""
    """Where a mail program ends mails of this sort by one POST (RFC 8058); empty: they are not of a sort that ends."""


def ascii_address(address: str) -> str:
    """Return an address as every mail server takes it: a domain in another script is spelt in its ASCII form.

    Raises:
        UnicodeError: what stands before the @ is not ASCII.

    """
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}" if local.isascii() else _refuse(address)


def mime_of(letter: Letter) -> bytes:
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
    if letter.reply_to:
        message["Reply-To"] = ascii_address(letter.reply_to)
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    # Neither lets a server rewrite the text on its way: not every one takes eight bits.
    message.set_content(letter.body, cte="quoted-printable" if letter.body.isascii() else "base64")
    message["Content-Language"] = letter.language.value
    if letter.has_page:
        message.add_alternative(as_page(letter.body, letter.language), subtype="html", cte="base64")
    for part in letter.calendars:
        # The method stands in the header too: so RFC 6047 wants it, and mail programs look there first.
        said = {"method": part.method}
        message.add_attachment(
            part.content, subtype="calendar", charset="utf-8", cte="base64", params=said, filename=part.name
        )
    named = hashlib.sha256(letter.message_id.encode()).hexdigest()[:32]
    for place, whole in enumerate(email_message for email_message in message.walk() if email_message.is_multipart()):
        # Chance boundaries would make the same letter other bytes each time.
        whole.set_boundary(f"=_{named}_{place}" if place else f"=_{named}")
    return message.as_bytes()


def _refuse(address: str) -> str:
    raise UnicodeError(address)
