"""Sends the outbox: taken and committed, mail, written down and committed. Never mail inside a transaction."""

from __future__ import annotations

import logging
import threading
import time

from django.conf import settings
from django.db import DatabaseError, connection

from tearoad.office.mail import ServerAnswer, SmtpServer, UnreachableError
from tearoad.office.web.actions.delivery import Sending, put_back, settle, take_message

_log = logging.getLogger(__name__)
A_BATCH = 20
"""So many go by one connection before the worker looks at its jobs again."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 300.0


class MailInTransactionError(RuntimeError):
    """Mail would leave before what it tells of is committed: a fault in the program."""


class Outbox:
    """Delivers what is due; while the mail server cannot be reached it pauses, longer each time."""

    def __init__(self) -> None:
        """Begin without a pause."""
        self._pause_s = _FIRST_PAUSE_S
        self._paused_until = 0.0

    def deliver(self, ending: threading.Event | None = None) -> int:
        """Send at most a batch; return how many the server gave an answer to. Without a mail server set up: none.

        Raises:
            MailInTransactionError: the caller has a transaction open.

        """
        if connection.in_atomic_block:
            raise MailInTransactionError
        if not settings.CONFIG.mail_url or time.monotonic() < self._paused_until:
            return 0
        sending = take_message()
        return self._send_batch(sending, ending) if sending is not None else 0

    def _send_batch(self, sending: Sending | None, ending: threading.Event | None) -> int:
        answered = 0
        with SmtpServer(settings.CONFIG.mail_url) as server:
            while sending is not None:
                try:
                    answer = server.send(sending.letter)
                except UnreachableError as wrong:
                    self._pause(sending, str(wrong))
                    break
                _write_down(sending, answer)
                self._pause_s = _FIRST_PAUSE_S
                answered += 1
                more = answered < A_BATCH and not (ending is not None and ending.is_set())
                sending = take_message() if more else None
        return answered

    def _pause(self, sending: Sending, why: str) -> None:
        _log.warning("the mail server cannot be reached; the next try is in %d s", self._pause_s)
        put_back(sending, why, self._pause_s)
        self._paused_until = time.monotonic() + self._pause_s
        self._pause_s = min(self._pause_s * 2, _LONGEST_PAUSE_S)


def _write_down(sending: Sending, answer: ServerAnswer) -> None:
    """Write an answer down even when the database is just being restarted: else the message would be sent twice."""
    for patience_s in (0.5, 1, 2, 5):
        try:
            settle(sending, answer)
        except DatabaseError:
            connection.close()
            time.sleep(patience_s)
        else:
            return
    settle(sending, answer)
