"""Read the mailbox: write down beside a message that it came back, and tell later stages of every mail."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from tearoad.office.mail.delivery_reports import FailedDelivery, failed_deliveries
from tearoad.office.mail.mailbox import unread_mails
from tearoad.office.web.actions.delivery import MessageSettled
from tearoad.office.web.models import Message
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit

A_ROUND = 500
"""So many mails are read at once; the next round reads the next."""


@dataclass(frozen=True, slots=True)
class MailArrived(Event):
    """A mail lay unread in the mailbox; of a very large one only its head is here."""

    content: bytes


def read_returned_mails() -> tuple[int, int]:
    """Read the reports of the mailbox that is set up; return how many mails were read and how many of ours came back.

    What a report says is believed only of a mail that we sent to that address: its Message-ID is known to nobody else.

    Raises:
        UnreachableError: the mailbox cannot be read.

    """
    read = came_back = 0
    with unread_mails(settings.CONFIG.mailbox_url, A_ROUND) as mails:
        for content in mails:
            read += 1
            came_back += sum(note_returned(delivery) for delivery in failed_deliveries(content))
            emit(MailArrived(content))
    return read, came_back


@transaction.atomic
def note_returned(failed: FailedDelivery) -> bool:
    """Write down that a message came back; the first report counts. False where it is none of ours."""
    ours = Message.across_tenants.filter(message_id=failed.message_id, to__iexact=failed.to, returned_at=None)
    settled = [MessageSettled(row.pk, row.tenant_id, row.key) for row in ours.only("tenant", "key")]
    ours.update(returned_at=now(), returned_said=failed.said[:500])
    for event in settled:
        emit(event)
    return bool(settled)
