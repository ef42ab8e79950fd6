"""What a worker does to messages: take one to send, and write down what became of it. No mail goes out in here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from tearoad.office.mail import CalendarPart, Letter, Outcome, ServerAnswer
from tearoad.office.web.models import AccountMessage, Message, MessageState, Secret
from tearoad.office.web.queries.timing import timing
from tearoad.values import Language
from tearoad.values.document import from_document
from tearoad.web.clock import now
from tearoad.web.registry import Event, emit

_OPEN = (MessageState.WAITING.value, MessageState.SENDING.value)


@dataclass(frozen=True, slots=True)
class MessageSettled(Event):
    """A server took a message of an organisation, or it is given up."""

    message_id: UUID
    tenant: UUID
    key: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A message in a worker's hands; the attempt says whose word on it counts."""

    row: type[Message | AccountMessage]
    message_id: UUID
    attempt: int
    is_secret: bool
    letter: Letter


def take_message() -> Sending | None:
    """Take the message that has waited longest, those of accounts first: somebody waits before the sign-in page.

    One that was being sent when its worker died is taken too: nobody knows whether the server has it. It is marked.
    None: none is due.
    """
    at = now()
    accounts = AccountMessage.objects.filter(expires_at__gt=at)
    return _take(accounts, at) or _take(Message.across_tenants.all(), at)


def _take(rows: QuerySet[Any], at: datetime) -> Sending | None:
    due = rows.filter(state__in=_OPEN, next_try_at__lte=at)
    if not due.exists():
        return None
    with transaction.atomic():
        row = due.select_for_update(skip_locked=True).order_by("next_try_at", "pk").first()
        if row is None:
            return None
        row.ambiguous = row.ambiguous or row.state == MessageState.SENDING
        row.attempts += 1
        rows.filter(pk=row.pk).update(
            state=MessageState.SENDING,
            ambiguous=row.ambiguous,
            attempts=row.attempts,
            next_try_at=now() + timedelta(seconds=timing().mail_lease_s),
        )
    is_secret = isinstance(row, Message) and row.secret != Secret.NONE
    return Sending(rows.model, row.pk, row.attempts, is_secret, _letter(row))


def settle(sending: Sending, answer: ServerAnswer) -> bool:
    """Write down what the server said; False: another worker has taken the message meanwhile."""
    mine, at = _ours(sending), now()
    said = answer.said[:500]
    if answer.outcome is Outcome.TAKEN and sending.row is AccountMessage:
        return bool(mine.delete()[0])
    if answer.outcome is Outcome.TAKEN:
        wiped = {"body": "", "shown": "", "unsubscribe": "", "calendars": []} if sending.is_secret else {}
        return _ended(sending, mine.update(state=MessageState.SENT, sent_at=at, answer=said, **wiped))
    wait = timing().mail_wait(sending.attempt)
    if answer.outcome is Outcome.REFUSED or wait is None:
        return _ended(sending, mine.update(state=MessageState.FAILED, answer=said))
    doubt = {"ambiguous": True} if answer.outcome is Outcome.UNKNOWN else {}
    return bool(mine.update(state=MessageState.WAITING, next_try_at=at + wait, answer=said, **doubt))


def _ended(sending: Sending, changed: int) -> bool:
    if changed and sending.row is Message:
        row = Message.across_tenants.only("tenant", "key").get(pk=sending.message_id)
        emit(MessageSettled(row.pk, row.tenant_id, row.key))
    return bool(changed)


def put_back(sending: Sending, why: str, wait_s: float) -> bool:
    """Let a message wait that could not even be offered to a server; that is no attempt."""
    later = now() + timedelta(seconds=wait_s)
    return bool(
        _ours(sending).update(
            state=MessageState.WAITING, attempts=F("attempts") - 1, next_try_at=later, answer=why[:500]
        )
    )


def _ours(sending: Sending) -> QuerySet[Any]:
    rows = AccountMessage.objects if sending.row is AccountMessage else Message.across_tenants
    return rows.filter(pk=sending.message_id, state=MessageState.SENDING, attempts=sending.attempt)


def _letter(row: Message | AccountMessage) -> Letter:
    calendars = row.calendars if isinstance(row, Message) else ()
    return Letter(
        settings.CONFIG.mail_from,
        row.to,
        Language(row.language),
        row.subject,
        row.body,
        row.message_id,
        row.written_at,
        tuple(from_document(CalendarPart, calendar) for calendar in calendars),
        has_page=isinstance(row, Message) and row.secret == Secret.LINK,
        reply_to=row.reply_to if isinstance(row, Message) else "",
        unsubscribe=row.unsubscribe if isinstance(row, Message) else "",
    )
