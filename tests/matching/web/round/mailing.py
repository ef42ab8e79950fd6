"""What lies between the office and people: a mail server that knows some addresses not, its reports, and scanners."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage

from django.test import Client

from tearoad.office.web.actions.returned_mails import read_returned_mails
from tearoad.office.web.tasks.outbox import Outbox
from tests.office.conftest import Postbox, text_of
from tests.office.mail.imap_server import ImapServer
from tests.office.mail.test_delivery_reports import report

_ADDRESS = re.compile(r"(https?://[^/\s]+)(/[av]/[\w-]+/)((?:[\w-]+/)*)")
LINK = re.compile(r"(https?://[^/\s]+)(/[av]/[\w-]+/)")


@dataclass
class RoundMail:
    """All mail of a round."""

    postbox: Postbox
    mailbox: ImapServer
    returns: Collection[str]
    """Addresses whose mail comes back."""
    reported: int = 0
    """Up to which letter reports were written."""
    links: dict[str, str] = field(default_factory=dict)
    """The newest link to answer by address."""
    days: dict[str, str] = field(default_factory=dict)
    """The newest link to somebody's day by address."""

    def deliver(self) -> list[EmailMessage]:
        """Send what waits, put reports of what comes back into the mailbox, let it be read; return the new letters."""
        outbox = Outbox()
        while outbox.deliver():
            pass
        new = self.postbox.letters()[self.reported :]
        self.reported += len(new)
        back = [email_message for email_message in new if email_message["To"] in self.returns]
        self.mailbox.put(
            *(report(message_id=email_message["Message-ID"], to=email_message["To"]) for email_message in back)
        )
        assert read_returned_mails() == (len(back), len(back))
        for message in new:
            if found := LINK.search(text_of(message)):
                (self.links if found[2].startswith("/a/") else self.days)[message["To"]] = found[2]
        return new

    def scanned(self, letters: Iterable[EmailMessage]) -> None:
        """Open every address of letters as a scanner of a mail server does."""
        for letter in letters:
            written = f"{text_of(letter)} {letter['List-Unsubscribe']}"
            for path in {"".join(found[1:]) for found in _ADDRESS.findall(written)}:
                Client().head(path)
                assert Client().get(path).status_code in {200, 302}, path

    def end_by_click(self, address: str) -> None:
        """End reminders as a mail program does at one click."""
        letter = next(letter for letter in reversed(self.postbox.letters()) if letter["To"] == address)
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        sent = Client(enforce_csrf_checks=True).post(_path(_ending(letter)), {"List-Unsubscribe": "One-Click"})
        assert sent.status_code == 200

    def sent_twice(self) -> list[str]:
        """Return the addresses that got the same mail twice."""
        got = Counter((letter["To"], letter["Message-ID"]) for letter in self.postbox.letters())
        return [to for (to, _), count in got.items() if count > 1]

    def count_to(self, address: str) -> int:
        """Return how many mails an address got."""
        return sum(letter["To"] == address for letter in self.postbox.letters())


def _ending(letter: EmailMessage) -> str:
    return (letter["List-Unsubscribe"] or "").strip("<>")


def _path(address: str) -> str:
    return re.sub(r"^https?://[^/]+", "", address)
