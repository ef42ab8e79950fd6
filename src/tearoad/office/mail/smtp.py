"""Speaks SMTP: one connection for a batch; tells a letter that was certainly not taken from one that may have been."""

from __future__ import annotations

import re
import smtplib
import ssl
from email.utils import parseaddr
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from tearoad.office.mail.letter import Letter, ascii_address, mime_of
from tearoad.office.mail.server import Outcome, ServerAnswer, UnreachableError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class SmtpServer:
    """A server by its address: `smtp://user:password@host:port` (TLS as soon as it offers it) or `smtps://…`."""

    def __init__(self, url: str, timeout_s: float = 20) -> None:
        """Keep the address; nothing is opened yet."""
        self._url = urlsplit(url)
        self._timeout_s = timeout_s
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        """Begin a batch."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End the batch politely; a server that is gone does not mind."""
        if self._open is not None:
            try:
                self._open.quit()
            except (smtplib.SMTPException, OSError):
                self._open.close()
            self._open = None

    def send(self, letter: Letter) -> ServerAnswer:
        """Hand a letter over.

        Raises:
            UnreachableError: there is no server, or it does not know us.

        """
        try:
            to, content = ascii_address(letter.to), mime_of(letter)
        except (UnicodeError, ValueError) as wrong:
            return ServerAnswer(Outcome.REFUSED, f"{type(wrong).__name__}: {wrong}")
        server = self._server()
        handed_over = False
        try:
            # Each is said only after the one before it was answered well.
            for line in (f"MAIL FROM:<{parseaddr(letter.sender)[1]}>", f"RCPT TO:<{to}>", "DATA"):
                code, said = server.docmd(line)
                if code >= 400:  # SMTP: 4xx not now, 5xx never
                    server.rset()
                    return _answer(code, said)
            handed_over = True
            server.send(_as_data(content))
            return _answer(*server.getreply())
        except (smtplib.SMTPException, OSError) as broken:
            self._drop()
            return ServerAnswer(Outcome.UNKNOWN if handed_over else Outcome.LATER, f"{type(broken).__name__}: {broken}")

    def _server(self) -> smtplib.SMTP:
        if self._open is not None:
            try:
                if self._open.noop()[0] == 250:  # SMTP: all is well
                    return self._open
            except (smtplib.SMTPException, OSError):
                pass
            self._drop()
        try:
            self._open = self._connect()
        except (smtplib.SMTPException, OSError) as broken:
            raise UnreachableError(_plain(broken)) from broken
        return self._open

    def _connect(self) -> smtplib.SMTP:
        host, trust = self._url.hostname or "localhost", ssl.create_default_context()
        if self._url.scheme == "smtps":
            made: smtplib.SMTP = smtplib.SMTP_SSL(host, self._url.port or 465, timeout=self._timeout_s, context=trust)
        else:
            made = smtplib.SMTP(host, self._url.port or 25, timeout=self._timeout_s)
        try:
            made.ehlo_or_helo_if_needed()
            secure = self._url.scheme == "smtps" or host in _LOOPBACK
            if self._url.scheme != "smtps" and made.has_extn("starttls"):
                made.starttls(context=trust)
                made.ehlo()
                secure = True
            if self._url.username:
                if not secure:
                    raise smtplib.SMTPException("no TLS: the password is not sent in the open")  # noqa: TRY301  # one place closes
                made.login(unquote(self._url.username), unquote(self._url.password or ""))
        except BaseException:
            made.close()
            raise
        return made

    def _drop(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _answer(code: int, said: bytes) -> ServerAnswer:
    outcome = Outcome.TAKEN if code < 400 else Outcome.LATER if code < 500 else Outcome.REFUSED  # SMTP
    return ServerAnswer(outcome, f"{code} {said.decode('utf-8', 'replace')}")


def _plain(broken: Exception) -> str:
    if isinstance(broken, smtplib.SMTPResponseException):
        said = broken.smtp_error
        return f"{broken.smtp_code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}"
    return f"{type(broken).__name__}: {broken}"


def _as_data(content: bytes) -> bytes:
    """End the letter with a line of one dot, and double every dot that begins a line of its own."""
    return re.sub(rb"(?m)^\.", b"..", content.removesuffix(b"\r\n")) + b"\r\n.\r\n"
