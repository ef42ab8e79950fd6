"""Where copies of mails about an opportunity go."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings

from tearoad.orders.mail_copy import copy_address, subject_mark
from tearoad.orders.web.models import Opportunity


@dataclass(frozen=True, slots=True)
class CopyAddress:
    """The mailbox that takes copies; with a token, the address of one opportunity."""

    mailbox: str
    token: str

    @property
    def address(self) -> str:
        """To which a copy goes."""
        return copy_address(self.mailbox, self.token)

    @property
    def mark(self) -> str:
        """What stands in the subject instead."""
        return subject_mark(self.token)


def copy_address_of(row: Opportunity) -> CopyAddress | None:
    """Return where copies go; None where no mailbox is read. No query."""
    if not settings.CONFIG.mailbox_url:
        return None
    return CopyAddress(parseaddr(settings.CONFIG.mail_from)[1], row.copy_token)
