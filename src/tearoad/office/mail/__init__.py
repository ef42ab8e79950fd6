"""Letters as mail: how one is written down, and how a mail server is spoken to. No database here."""

from tearoad.office.mail.letter import Letter, written
from tearoad.office.mail.server import Answer, MailServer, Outcome, UnreachableError
from tearoad.office.mail.smtp import SmtpServer

__all__ = ["Answer", "Letter", "MailServer", "Outcome", "SmtpServer", "UnreachableError", "written"]
