"""Read which mails came back, for the command line."""

from __future__ import annotations

from django.conf import settings

from tearoad.errors import SetupError
from tearoad.office.mail import UnreachableError
from tearoad.office.web.actions.returned_mails import read_returned_mails
from tearoad.people.web.models import acting_for_nobody
from tearoad.text import Text


def read_mailbox() -> tuple[int, int]:
    """Return how many mails were read, and how many of ours came back.

    Raises:
        SetupError: no mailbox is set up, or it cannot be read.

    """
    if not settings.CONFIG.mailbox_url:
        raise SetupError(Text("office.no_mailbox"), Text("office.no_mailbox_hint"))
    try:
        with acting_for_nobody():
            return read_returned_mails()
    except UnreachableError as wrong:
        raise SetupError(Text("office.mailbox_unreachable", said=str(wrong)), Text("office.mailbox_hint")) from wrong
