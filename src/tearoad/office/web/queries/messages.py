"""Messages as their readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count

from tearoad.errors import NotFoundError
from tearoad.office.web.models import Message, MessageState
from tearoad.people import Actor
from tearoad.text import Text

A_PAGE = 50


def mail_is_set_up() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.CONFIG.mail_url)


def messages(to: Actor, state: str, page: str) -> Page[Message]:
    """Return a page of the outbox, newest first; a page that is not there is the nearest that is; two queries."""
    del to
    rows = Message.objects.order_by("-written_at", "-pk")
    if state in set(MessageState):
        rows = rows.filter(state=state)
    return Paginator(rows, A_PAGE).get_page(page)


def message_states(to: Actor) -> Mapping[MessageState, int]:
    """Return how many messages stand where; one query."""
    del to
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return {one: found.get(one.value, 0) for one in MessageState}


def message(to: Actor, message_id: UUID) -> Message:
    """Return one message.

    Raises:
        NotFoundError: it is not there, or not theirs.

    """
    del to
    found: Message | None = Message.objects.filter(pk=message_id).first()
    if found is None:
        raise NotFoundError(Text("office.message_gone"), Text("office.message_gone_hint"))
    return found


def last_to(address: str, kind: str = "") -> Message | None:
    """Return the newest message to an address that still has its text: for the commands of whoever runs the machine."""
    found = Message.across_tenants.filter(to__iexact=address).exclude(body="").order_by("-written_at")
    newest: Message | None = (found.filter(kind=kind) if kind else found).first()
    return newest
