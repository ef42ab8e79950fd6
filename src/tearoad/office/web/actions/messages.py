"""Write a message into the outbox; the worker sends it after commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from tearoad.errors import Conflict, InputError
from tearoad.office.mail import CalendarPart
from tearoad.office.web.models import AccountMessage, Message, MessageState, Secret
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web.clock import now
from tearoad.words import say

MOST_BYTES = 4_000_000
"""Of all files that go with a mail, as they are; on their way they are a third larger, and servers take ten million."""


@transaction.atomic
def post(  # noqa: PLR0913  # a letter has so many parts; all are named
    by: Actor,
    *,
    key: str,
    kind: str,
    to: str,
    language: Language,
    subject: str,
    body: str,
    secret: Secret = Secret.NONE,
    link: str = "",
    calendars: Sequence[CalendarPart] = (),
    reply_to: str = "",
    unsubscribe: str = "",
) -> Message:
    """Write a message in the caller's transaction, in its receiver's language; the same key is written once.

    The action that posts has asked the policy.

    Args:
        by: on whose behalf.
        key: what the message is for, once: `link:<id>:<revision>`.
        kind: stage, then what it is: `mission.link`.
        to: the receiver's address.
        language: the language of subject and body.
        subject: one line.
        body: plain text.
        secret: what in the text lets whoever reads it in; such a text is deleted as soon as it was taken.
        link: the link that is the secret, as it stands in the text; pages show the text without it.
        calendars: files for the receiver's calendar; kept and deleted with the text.
        reply_to: who reads the answers, where it is not the sender.
        unsubscribe: where one POST of a mail program ends mails of this sort; deleted with the text.

    Raises:
        InputError: the files are larger than mail servers take.

    """
    del by
    _check_size(calendars)
    message: Message | None = Message.objects.filter(key=key).first()
    if message is not None:
        return message
    at = now()
    try:
        with transaction.atomic():
            made: Message = Message.objects.create(
                key=key,
                kind=kind,
                to=to,
                language=language.value,
                subject=_one_line(subject),
                body=body,
                secret=secret,
                shown=body.replace(link, say(Text("office.own_link"), language)) if link and link in body else "",
                calendars=[asdict(calendar) for calendar in calendars],
                reply_to=reply_to,
                unsubscribe=unsubscribe,
                message_id=f"<{uuid7()}@{_host()}>",
                written_at=at,
                next_try_at=at,
            )
    except IntegrityError:  # another thread wrote the same key at the same moment
        made = Message.objects.get(key=key)
    return made


def post_account(  # as `post`
    *, key: str, kind: str, to: str, language: Language, subject: str, body: str, lasts: timedelta
) -> AccountMessage:
    """Write a message that lets its receiver into their account; after `lasts` it is worth nothing and not sent."""
    at = now()
    made: AccountMessage = AccountMessage.objects.create(
        key=key,
        kind=kind,
        to=to,
        language=language.value,
        subject=_one_line(subject),
        body=body,
        message_id=f"<{uuid7()}@{_host()}>",
        written_at=at,
        next_try_at=at,
        expires_at=at + lasts,
    )
    return made


@transaction.atomic
def withdraw_account(message: AccountMessage) -> bool:
    """Delete a message of an account that reached its receiver in another way; False where it is gone already."""
    return bool(AccountMessage.objects.filter(pk=message.pk).delete()[0])


@transaction.atomic
def send_again(by: Actor, message: Message) -> None:
    """Let a message that was given up, or that waits for a later try, be sent at once.

    Raises:
        Conflict: it is on its way, it was taken, or its text is deleted.

    """
    require(by, Policy.RUN_OFFICE)
    rows = Message.objects.filter(pk=message.pk, state__in=(MessageState.FAILED, MessageState.WAITING))
    if not rows.exclude(body="").update(state=MessageState.WAITING, attempts=0, next_try_at=now()):
        raise Conflict(Text("office.message_not_again"), Text("office.message_not_again_hint"))
    ledger.append(by, "office.message_sent_again", "message", message.pk, {"kind": message.kind})


@transaction.atomic
def withdraw(by: Actor, message: Message) -> bool:
    """Take a message out of the outbox that still waits and says what is not so any more; False where it is on its way.

    The action that withdraws has asked the policy.
    """
    del by
    gone: int = Message.objects.filter(pk=message.pk, state=MessageState.WAITING).delete()[0]
    return bool(gone)


def _check_size(calendars: Sequence[CalendarPart]) -> None:
    size = sum(len(calendar.content.encode()) for calendar in calendars)
    if size > MOST_BYTES:
        text = Text("office.mail_large", found=-(-size // 1000), most=MOST_BYTES // 1000)
        raise InputError(text, Text("office.mail_large_hint"))


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:300]


def _host() -> str:
    return parseaddr(settings.CONFIG.mail_from)[1].rpartition("@")[2] or "localhost"
