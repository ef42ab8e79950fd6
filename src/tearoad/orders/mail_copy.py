"""A copy of a mail that was sent elsewhere: who wrote to whom, when, about what. Text and files are not kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message as Mail
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256

TOKEN_SIGNS = "abcdefghijklmnopqrstuvwxyz234567"  # noqa: S105  # an alphabet, and no password
TOKEN_LENGTH = 16
_TOKEN = re.compile(rf"(?<![a-z0-9])tr-([{TOKEN_SIGNS}]{{{TOKEN_LENGTH}}})(?![a-z0-9])", re.IGNORECASE)
_ADDRESSED = ("To", "Cc", "Bcc", "Delivered-To", "X-Original-To", "Envelope-To", "Subject")
"""Where a server or a person leaves the address of an opportunity."""
_MOST_HEADERS, _MOST_HEADER = 20, 4000
"""So many lines of one kind are looked at, and so many letters of each: a mail may hold megabytes of them."""
_MOST_PARTS = 40
_MOST_SUBJECT, _MOST_ADDRESS, _MOST_TO = 200, 120, 3
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_AUTOMATIC = frozenset({"auto-replied", "auto-generated", "auto-notified"})


@dataclass(frozen=True, slots=True)
class MailCopy:
    """What is known of a mail by its copy."""

    tokens: tuple[str, ...]
    """Of which opportunities it is a copy."""
    copied_by: str
    """The address that sent the copy."""
    sender: str
    to: tuple[str, ...]
    subject: str
    sent_at: datetime | None
    """None where the mail does not say, or says something that is no day."""
    digest: str
    """The same for the same mail, however often it is read."""
    is_automatic: bool = False
    """A machine's reply, such as that somebody is away."""

    @property
    def note(self) -> str:
        """One line in no language: `a@example.org → b@example.com: Offer of tea`."""
        return f"{self.sender or '?'} → {', '.join(self.to) or '?'}: {self.subject or '…'}"


def copy_address(mailbox: str, token: str) -> str:
    """Return the address to which copies of one opportunity go: the mailbox's with the token behind a plus sign."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+tr-{token}@{domain}"


def subject_mark(token: str) -> str:
    """Return what stands in the subject instead, where a mailbox takes no plus sign."""
    return f"[tr-{token}]"


def read_copy(content: bytes) -> MailCopy | None:
    """Return what a mail is a copy of; None where it names no opportunity. Any bytes are answered.

    Where a mail was forwarded as an attached message, that message is the one that was sent.
    """
    try:
        mail = message_from_bytes(content)
        tokens = _tokens(mail)
        return _copy(mail, tokens, content) if tokens else None
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return None  # the parser gives up on what no program writes


def _copy(mail: Mail, tokens: tuple[str, ...], content: bytes) -> MailCopy:
    inner = _attached_message(mail) or mail
    written = _lines(inner, ("To", "Cc"))
    to = tuple(address for address in _addresses(written) if not _TOKEN.search(address))
    automatic = " ".join(_lines(mail, ("Auto-Submitted",))).split(";")[0].strip().casefold()
    return MailCopy(
        tokens=tokens,
        copied_by=next(iter(_addresses(_lines(mail, ("From",)))), ""),
        sender=next(iter(_addresses(_lines(inner, ("From",)))), ""),
        to=to[:_MOST_TO],
        subject=_plain_subject(" ".join(_lines(inner, ("Subject",))[:1])),
        sent_at=_moment(" ".join(_lines(inner, ("Date",))[:1])),
        digest=sha256(_identity(inner, content)).hexdigest(),
        is_automatic=automatic in _AUTOMATIC,
    )


def _tokens(mail: Mail) -> tuple[str, ...]:
    found = (token.lower() for line in _lines(mail, _ADDRESSED) for token in _TOKEN.findall(line))
    return tuple(dict.fromkeys(found))


def _identity(mail: Mail, content: bytes) -> bytes:
    """Return by what a mail is known: its id, else all of it."""
    named = "".join(_lines(mail, ("Message-ID",))[:1]).strip()
    return named.encode() if named else content


def _attached_message(mail: Mail) -> Mail | None:
    parts = (part for _, part in zip(range(_MOST_PARTS), mail.walk(), strict=False))
    for part in parts:
        inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
        if isinstance(inner, list) and inner and isinstance(inner[0], Mail):
            return inner[0]
    return None


def _lines(mail: Mail, names: Iterable[str]) -> list[str]:
    return [_decoded(str(text)[:_MOST_HEADER]) for name in names for text in (mail.get_all(name) or ())[:_MOST_HEADERS]]


def _decoded(written: str) -> str:
    said = []
    for part, charset in decode_header(written):
        if isinstance(part, str):
            said.append(part)
            continue
        try:
            said.append(part.decode(charset or "utf-8", "replace"))
        except LookupError:
            said.append(part.decode("utf-8", "replace"))
    return _CONTROL.sub(" ", "".join(said)).encode("utf-8", "replace").decode()


def _addresses(lines: Iterable[str]) -> tuple[str, ...]:
    found = (address.strip() for _name, address in getaddresses(list(lines)))
    return tuple(dict.fromkeys(text[:_MOST_ADDRESS] for text in found if "@" in text))


def _plain_subject(written: str) -> str:
    without = re.sub(rf"\[?{_TOKEN.pattern}\]?", "", written, flags=re.IGNORECASE)
    return " ".join(without.split())[:_MOST_SUBJECT]


def _moment(written: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
