"""Reads a mailbox by IMAP: every unread mail once; it is marked as read only after it was worked through."""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

from tearoad.office.mail.server import UnreachableError

MOST_BYTES = 1_000_000
"""A larger mail is no delivery report: only its head is read, and of that no more than this."""
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@contextmanager
def unread_mails(url: str, most: int, timeout_s: float = 20) -> Iterator[Iterator[bytes]]:
    """Give the unread mails of a mailbox, the oldest first; each that was worked through is marked as read.

    Args:
        url: `imaps://user:password@host:993/INBOX`, or `imap://…` (TLS from STARTTLS on, except on this machine).
        most: so many at once.
        timeout_s: how long the server may be silent.

    Raises:
        UnreachableError: there is no server, it does not know us, or it has no such mailbox.

    """
    try:
        server = _opened(url, timeout_s)
    except (imaplib.IMAP4.error, OSError, UnicodeError) as broken:
        raise UnreachableError(_plain(broken)) from broken
    try:
        yield _mails(server, most)
    except (imaplib.IMAP4.error, OSError) as broken:
        raise UnreachableError(_plain(broken)) from broken
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()


def _opened(url: str, timeout_s: float) -> imaplib.IMAP4:
    where, trust = urlsplit(url), ssl.create_default_context()
    host = where.hostname or "localhost"
    if where.scheme == "imaps":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(host, where.port or 993, ssl_context=trust, timeout=timeout_s)
    else:
        server = imaplib.IMAP4(host, where.port or 143, timeout=timeout_s)
    try:
        if where.scheme != "imaps" and host not in _LOOPBACK:
            server.starttls(trust)  # no TLS: the password is not sent in the open
        server.login(_quoted(unquote(where.username or "")), unquote(where.password or ""))
        _select(server, unquote(where.path.strip("/")) or "INBOX")
    except BaseException:
        server.shutdown()
        raise
    return server


def _select(server: imaplib.IMAP4, mailbox: str) -> None:
    answer, said = server.select(_quoted(mailbox))
    if answer != "OK":
        refused = f"{mailbox}: {said!r}"
        raise imaplib.IMAP4.error(refused)


def _mails(server: imaplib.IMAP4, most: int) -> Iterator[bytes]:
    _, found = server.uid("SEARCH", "UNSEEN")
    uids = b" ".join(response for response in found if response).split()[:most]
    for uid in uids:
        name = uid.decode("ascii")
        wanted = "BODY.PEEK[]" if _size(server, name) <= MOST_BYTES else f"BODY.PEEK[HEADER]<0.{MOST_BYTES}>"
        _, parts = server.uid("FETCH", name, f"({wanted})")
        yield next((part[1] for part in parts if isinstance(part, tuple)), b"")
        server.uid("STORE", name, "+FLAGS", "(\\Seen)")


def _size(server: imaplib.IMAP4, uid: str) -> int:
    _, said = server.uid("FETCH", uid, "(RFC822.SIZE)")
    digits = (said[0] or b"").partition(b"RFC822.SIZE ")[2].split(b")")[0].split(b" ")[0] if said else b""
    return int(digits) if digits.isdigit() else 0


def _quoted(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _plain(broken: Exception) -> str:
    """Return what went wrong; imaplib never quotes what it sent, so no password stands in it."""
    return f"{type(broken).__name__}: {broken}"
