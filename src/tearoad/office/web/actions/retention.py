"""What the office forgets: the texts and addresses of old messages, and jobs that ended long ago."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tearoad.office.web.models import AccountMessage, Job, JobState, Message, MessageState, Secret
from tearoad.office.web.queries.jobs import PERIODIC
from tearoad.office.web.queries.messages import ERASED
from tearoad.people.web.models import User
from tearoad.people.web.queries.personal import whole_account
from tearoad.web.clock import now

KEEP_DAYS = 180
"""How long a message's text and address are kept after it was written."""
SECRET_DAYS = 2
"""The same for a text that lets somebody in and was never taken."""
ACCOUNT_DAYS = 1
"""At most: a message that lets somebody into their account goes once it was taken, or an hour after it expired."""
JOB_DAYS = 90
PERIODIC_DAYS = 3
_ENDED = (JobState.DONE.value, JobState.CANCELLED.value, JobState.FAILED.value)


@transaction.atomic
def forget_old() -> tuple[int, int]:
    """Delete what is too old, of the current organisation; return how many texts and how many jobs."""
    at = now()
    old = Message.objects.exclude(to=ERASED)
    texts = _forget(old.filter(written_at__lt=at - timedelta(days=KEEP_DAYS)))
    secrets = old.exclude(secret=Secret.NONE).filter(written_at__lt=at - timedelta(days=SECRET_DAYS)).exclude(body="")
    _give_up(secrets)
    texts += secrets.update(body="", shown="", unsubscribe="", calendars=[])
    ended = Job.objects.filter(state__in=_ENDED)
    jobs = ended.filter(ended_at__lt=at - timedelta(days=JOB_DAYS)).delete()[0]
    jobs += ended.filter(key=PERIODIC, ended_at__lt=at - timedelta(days=PERIODIC_DAYS)).delete()[0]
    return texts, jobs


def find_messages(address: str) -> Iterable[dict[str, Any]]:
    """Return what the current organisation's outbox holds about an address; what lets its reader in is left out."""
    for message in Message.objects.filter(to__iexact=address).order_by("written_at"):
        yield {
            "kind": message.kind,
            "to": message.to,
            "subject": message.subject,
            "body": message.readable,
            "calendars": [] if message.secret != Secret.NONE else [part["content"] for part in message.calendars],
            "state": message.state,
            "written_at": message.written_at.isoformat(),
        }


def forget_account_messages() -> int:
    """Delete the messages of accounts whose secret has expired; return how many."""
    return int(AccountMessage.objects.filter(expires_at__lt=now()).delete()[0])


def find_account_messages(address: str) -> Iterable[dict[str, Any]]:
    """Return that mail lets somebody into their account just now, of an account that is only ours; never its text."""
    if whole_account(address) is None:
        return
    for message in AccountMessage.objects.filter(to__iexact=address.strip()).order_by("written_at"):
        yield {
            "kind": message.kind,
            "to": message.to,
            "state": message.state,
            "written_at": message.written_at.isoformat(),
        }


@transaction.atomic
def erase_account_messages(address: str) -> int:
    """Delete the messages of an account that was erased just before; one that others have too keeps its own."""
    bare = address.strip()
    if User.objects.filter(email__iexact=bare).exists():
        return 0
    return int(AccountMessage.objects.filter(to__iexact=bare).delete()[0])


@transaction.atomic
def erase_messages(address: str) -> int:
    """Delete address and text of every message to somebody; one that still waits is not sent any more."""
    return _forget(Message.objects.filter(to__iexact=address))


def _forget(rows: QuerySet[Message]) -> int:
    _give_up(rows)
    texts = dict.fromkeys(("subject", "body", "shown", "returned_said", "reply_to", "unsubscribe"), "")
    return rows.update(to=ERASED, calendars=[], **texts)


def _give_up(rows: QuerySet[Message]) -> None:
    rows.filter(state=MessageState.WAITING).update(state=MessageState.FAILED, answer="")
