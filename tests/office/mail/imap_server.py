"""A real IMAP server in a process of its own, and mails put into its mailbox."""

from __future__ import annotations

import imaplib
import socket  # noqa: TID251  # opens the port that the server listens on
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "returned@example.org", "pass word/1"
_PROCESS = Path(__file__).with_name("imap_process.py")


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where it listens."""

    port: int

    @property
    def url(self) -> str:
        """The address as a setting holds it."""
        return f"imap://returned%40example.org:pass%20word%2F1@127.0.0.1:{self.port}/INBOX"

    def put(self, *mails: bytes) -> None:
        """Put mails into the mailbox, unread."""
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(USER, PASSWORD)
            for mail in mails:
                client.append("INBOX", "", "", mail)

    def unread(self) -> int:
        """Return how many mails nobody read."""
        with imaplib.IMAP4("127.0.0.1", self.port) as client:
            client.login(USER, PASSWORD)
            client.select("INBOX", readonly=True)
            return len(client.uid("SEARCH", "UNSEEN")[1][0].split())


@contextmanager
def served_mailbox() -> Iterator[ImapServer]:
    """Run a server on a port that the machine chose; whoever connects before it answers waits in the socket's queue."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port, number = listening.getsockname()[1], listening.fileno()
        arguments = [sys.executable, str(_PROCESS), str(number), USER, PASSWORD]
        process = subprocess.Popen(arguments, pass_fds=[number])
    try:
        yield ImapServer(port)
    finally:
        process.terminate()
        process.wait()
