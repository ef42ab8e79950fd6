"""Letters as mail: how one is written down, and how a mail server is spoken to. No database here."""

from tearoad.office.mail.letter import CalendarPart, Letter, ascii_address, mime_of
from tearoad.office.mail.server import MailServer, Outcome, ServerAnswer, UnreachableError
from tearoad.office.mail.smtp import SmtpServer

__all__ = [
    "CalendarPart",
    "Letter",
    "MailServer",
    "Outcome",
    "ServerAnswer",
    "SmtpServer",
    "UnreachableError",
    "ascii_address",
    "mime_of",
]
