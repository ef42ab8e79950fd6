"""Programs that are told, and the log of what they were told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count

from tearoad.errors import NotFoundError
from tearoad.office.web.models import WebhookEndpoint, WebhookNotice
from tearoad.office.webhooks.client import NoAnswer
from tearoad.office.webhooks.kinds import NoticeKind
from tearoad.text import Text

A_PAGE = 50
_KINDS = {kind.value: Text(f"webhooks.kind_{kind.name.lower()}") for kind in NoticeKind}
_NO_ANSWERS = {why.value: Text(f"webhooks.no_answer_{why.value}") for why in NoAnswer}


@dataclass(frozen=True, slots=True)
class WebhookCard:
    """A program that is told, as a page shows it: its secret is not in it."""

    id: UUID
    address: str
    waiting: int
    state: Text
    tone: str
    row: WebhookEndpoint


@dataclass(frozen=True, slots=True)
class LoggedNotice:
    """A notice, with words for what it says and for why nothing came back."""

    row: WebhookNotice
    kind: Text | None
    """None where this version has no words for it."""
    no_answer: Text | None
    answer: str
    """A status of HTTP; empty where nothing came back."""


def webhook_endpoints() -> tuple[WebhookCard, ...]:
    """Return the programs that are told, and those that were; two queries."""
    open_ = WebhookNotice.objects.filter(taken_at=None).order_by()
    waiting = dict(open_.values_list("endpoint").annotate(Count("pk")))
    return tuple(_card(endpoint, waiting.get(endpoint.pk, 0)) for endpoint in WebhookEndpoint.objects.all())


def webhook_endpoint(endpoint_id: UUID) -> WebhookEndpoint:
    """Return one.

    Raises:
        NotFoundError: there is none such.

    """
    endpoint: WebhookEndpoint | None = WebhookEndpoint.objects.filter(pk=endpoint_id).first()
    if endpoint is None:
        raise NotFoundError(Text("webhooks.no_such_endpoint"), Text("webhooks.no_such_endpoint_hint"))
    return endpoint


def webhook_card(row: WebhookEndpoint) -> WebhookCard:
    """Return one as its page shows it; one query."""
    return _card(row, WebhookNotice.objects.filter(endpoint=row, taken_at=None).count())


def notices(row: WebhookEndpoint, page: str) -> Page[Any]:
    """Return a page of a program's log as `LoggedNotice`, the latest first; two queries."""
    found = Paginator(WebhookNotice.objects.filter(endpoint=row).order_by("-number"), A_PAGE).get_page(page)
    found.object_list = [_logged_notice(notice) for notice in found.object_list]
    return found


def _logged_notice(row: WebhookNotice) -> LoggedNotice:
    kind, no_answer = _KINDS.get(row.kind), _NO_ANSWERS.get(row.answer)
    return LoggedNotice(row, kind, no_answer, "" if no_answer else row.answer)


def _card(row: WebhookEndpoint, waiting: int) -> WebhookCard:
    state = "removed" if row.removed_at else "paused" if row.paused_at else "failing" if row.tries else "live"
    tone = {"live": "good", "failing": "warn", "paused": "bad", "removed": "quiet"}[state]
    return WebhookCard(row.pk, row.address, waiting, Text(f"webhooks.state_{state}"), tone, row)
