"""Tell other programs what happened: written in the transaction of what happened, sent in order, dropped never."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import transaction
from uuid_utils.compat import uuid7

from tearoad.errors import InputError
from tearoad.office.outgoing.hosts import OutgoingAddress
from tearoad.office.web.models import WebhookEndpoint, WebhookNotice
from tearoad.office.webhooks.client import NoAnswer, WebhookAnswer, send, webhook_address
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.office.webhooks.signing import headers_of, new_secret
from tearoad.office.webhooks.trying import MOST_TRIES, wait_after
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.web.clock import now

KEEP = timedelta(days=30)
"""So long the log shows a notice that was taken."""
BOTH_SIGN = timedelta(days=7)
"""So long the secret before signs as well."""
Sender: TypeAlias = Callable[[OutgoingAddress, Mapping[str, str], bytes], WebhookAnswer]


@transaction.atomic
def add_endpoint(by: Actor, address: str) -> WebhookEndpoint:
    """Let a program be told of everything from now on; its secret is shown once.

    Raises:
        InputError: no operator named its host, or the same address is told already.

    """
    require(by, Policy.RUN_OFFICE)
    wanted = webhook_address(address, settings.CONFIG.webhook_hosts)
    for known in WebhookEndpoint.objects.filter(removed_at=None):
        if _is_same(known.address, wanted):
            raise InputError(Text("webhooks.known", found=known.address), Text("webhooks.known_hint"))
    at = now()
    made: WebhookEndpoint = WebhookEndpoint.objects.create(
        address=address, secret=new_secret(), next_try_at=at, made_at=at, made_by=by.name
    )
    ledger.append(by, "office.webhook_added", "webhook", made.pk, {"address": address})
    return made


@transaction.atomic
def rotate_secret(by: Actor, endpoint: WebhookEndpoint) -> str:
    """Give an endpoint a new secret and return it; for a week notices are signed by both."""
    require(by, Policy.RUN_OFFICE)
    held: WebhookEndpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
    held.previous_secret, held.secret, held.rotated_at = held.secret, new_secret(), now()
    held.save()
    ledger.append(by, "office.webhook_rotated", "webhook", held.pk, {})
    secret: str = held.secret
    return secret


@transaction.atomic
def pause(by: Actor, endpoint: WebhookEndpoint) -> None:
    """Send nothing more until somebody says so; what happens meanwhile waits."""
    require(by, Policy.RUN_OFFICE)
    if WebhookEndpoint.objects.filter(pk=endpoint.pk, paused_at=None).update(paused_at=now()):
        ledger.append(by, "office.webhook_paused", "webhook", endpoint.pk, {})


@transaction.atomic
def send_again(by: Actor, endpoint: WebhookEndpoint) -> None:
    """Try at once, also where too many tries failed: the notice in front first, the others behind it."""
    require(by, Policy.RUN_OFFICE)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(paused_at=None, tries=0, next_try_at=now())
    ledger.append(by, "office.webhook_sent_again", "webhook", endpoint.pk, {})


@transaction.atomic
def remove_endpoint(by: Actor, endpoint: WebhookEndpoint) -> None:
    """Tell a program nothing more; its log stays to be read."""
    require(by, Policy.RUN_OFFICE)
    if WebhookEndpoint.objects.filter(pk=endpoint.pk, removed_at=None).update(removed_at=now()):
        ledger.append(by, "office.webhook_removed", "webhook", endpoint.pk, {})


@transaction.atomic
def announce(kind: NoticeKind, data: Mapping[str, Any]) -> None:
    """Write a notice for every program, in the caller's transaction: what is undone is told to nobody."""
    at = now()
    for endpoint in WebhookEndpoint.objects.select_for_update().filter(removed_at=None):
        endpoint.last_number += 1
        endpoint.save(update_fields=["last_number"])
        key = UUID(str(uuid7()))
        body = {"id": str(key), "type": kind.value, "timestamp": at.isoformat(), "data": dict(data)}
        WebhookNotice.objects.create(
            pk=key, endpoint=endpoint, number=endpoint.last_number, kind=kind.value, body=body, made_at=at
        )


def deliver_due(stop: Callable[[], bool] = lambda: False, sender: Sender = send) -> int:
    """Send what waits, each program's notices in their order; return how many were taken.

    Nothing is locked while a receiver thinks. Who is killed in between sends the notice once more, under the same id.
    """
    taken = 0
    for endpoint in WebhookEndpoint.objects.filter(removed_at=None, paused_at=None, next_try_at__lte=now()):
        while not stop() and _deliver_next(endpoint, sender):
            taken += 1
    return taken


def forget_taken() -> int:
    """Delete notices that were taken long ago; return how many."""
    gone: int = WebhookNotice.objects.filter(taken_at__lt=now() - KEEP).delete()[0]
    return gone


def _deliver_next(endpoint: WebhookEndpoint, sender: Sender) -> bool:
    """Send the notice in front; return whether it was taken. No later one is sent before it."""
    current = WebhookEndpoint.objects.filter(pk=endpoint.pk, removed_at=None, paused_at=None).first()
    notice = WebhookNotice.objects.filter(endpoint=endpoint, taken_at=None).order_by("number").first()
    if current is None or notice is None:  # somebody paused it, or took it away, since the notice before
        return False
    endpoint = current
    answer = _answer(endpoint, notice, sender)
    at = now()
    with transaction.atomic():
        held: WebhookEndpoint = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        rows = WebhookNotice.objects.filter(pk=notice.pk, taken_at=None)
        rows.update(tries=notice.tries + 1, answer=answer.logged, taken_at=at if answer.is_taken else None)
        held.tries = 0 if answer.is_taken else held.tries + 1
        held.next_try_at = at if answer.is_taken else at + wait_after(held.tries)
        if held.tries >= MOST_TRIES:
            held.paused_at = at
        held.save(update_fields=["tries", "next_try_at", "paused_at"])
    return answer.is_taken


def _is_same(address: str, wanted: OutgoingAddress) -> bool:
    try:
        return webhook_address(address, settings.CONFIG.webhook_hosts) == wanted
    except InputError:  # its host is named no longer
        return False


def _answer(endpoint: WebhookEndpoint, notice: WebhookNotice, sender: Sender) -> WebhookAnswer:
    try:
        to = webhook_address(endpoint.address, settings.CONFIG.webhook_hosts)
    except InputError:  # an operator took the host out of the settings since
        return WebhookAnswer(why=NoAnswer.HOST_NOT_NAMED)
    at = now()
    body = json.dumps(notice.body, ensure_ascii=False, sort_keys=True).encode()
    return sender(to, headers_of(str(notice.pk), int(at.timestamp()), body, _secrets(endpoint, at)), body)


def _secrets(endpoint: WebhookEndpoint, at: datetime) -> tuple[str, ...]:
    both = endpoint.rotated_at is not None and at - endpoint.rotated_at < BOTH_SIGN
    return (endpoint.secret, endpoint.previous_secret) if both and endpoint.previous_secret else (endpoint.secret,)
