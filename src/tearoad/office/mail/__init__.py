"""Letters as mail: how one is written down, and how a mail server is spoken to. No database here."""

from tearoad.office.mail.letter import CalendarPart, Letter, ascii_address, written
from tearoad.office.mail.server import Answer, MailServer, Outcome, UnreachableError
from tearoad.office.mail.smtp import SmtpServer

__all__ = [
    "Answer",
    "CalendarPart",
    "Letter",
    "MailServer",
    "Outcome",
    "SmtpServer",
    "UnreachableError",
    "ascii_address",
    "written",
]
