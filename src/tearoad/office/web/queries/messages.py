"""Messages as their readers see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count

from tearoad.errors import NotFoundError
from tearoad.office.reach import Delivery
from tearoad.office.web.models import AccountMessage, Message, MessageState, Secret
from tearoad.people import Actor, Policy, allowed
from tearoad.text import Text
from tearoad.web.clock import now

ERASED = "erased@invalid.invalid"
"""Stands where an address stood that was erased."""
A_PAGE = 50
_NOWHERE = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
"""Hosts that mean another machine to everybody who reads a mail."""


def mail_is_set_up() -> bool:
    """Whether there is a mail server to send by."""
    return bool(settings.CONFIG.mail_url)


def mail_faults() -> tuple[Text, ...]:
    """Return what is wrong with the set-up of mail, to be said before anything is sent."""
    config, faults = settings.CONFIG, []
    if not config.mail_url:
        faults.append(Text("office.mails_would_wait"))
    if config.mail_from.rpartition("@")[2] in _NOWHERE:
        faults.append(Text("office.mail_from_nowhere", sender=config.mail_from))
    if urlsplit(config.address).hostname in _NOWHERE:
        faults.append(Text("office.links_open_nowhere", address=config.address))
    if config.mail_url and not config.mailbox_url:
        faults.append(Text("office.nobody_reads_returned"))
    return tuple(faults)


def returned_addresses(addresses: Iterable[str]) -> Mapping[str, str]:
    """Return which of some addresses the last mail did not reach, with why, by the address in small letters; one query.

    It came back, or was refused at once. An address that a later mail reached counts as good again.
    """
    found: dict[str, str] = {}
    wanted = {address.casefold() for address in addresses if address}
    ended = (MessageState.SENT.value, MessageState.FAILED.value)
    rows = Message.objects.filter(to__in=_spellings(addresses), state__in=ended).order_by("written_at", "pk")
    for to, state, at, returned, answer in rows.values_list("to", "state", "returned_at", "returned_said", "answer"):
        if to.casefold() in wanted:
            found.pop(to.casefold(), None)
            if at is not None or state == MessageState.FAILED:
                found[to.casefold()] = returned if at is not None else answer
    return found


def deliveries(keys: Iterable[str]) -> Mapping[str, Delivery]:
    """Return what became of mails, by key; one query. One that was withdrawn reached nobody."""
    found = dict.fromkeys(keys, Delivery.FAILED)
    rows = Message.objects.filter(key__in=list(found)).only("key", "state", "returned_at") if found else ()
    return found | {message.key: message.delivery for message in rows}


def _spellings(addresses: Iterable[str]) -> set[str]:
    return {text for address in addresses for text in (address, address.casefold())}


@dataclass(frozen=True, slots=True)
class MessageCard:
    """A message as a page shows it: what lets its receiver in is not in it."""

    id: UUID
    state: MessageState
    to: str
    """Empty: erased."""
    language: str
    subject: str
    body: str
    """Empty where it is secret, deleted, or not for this reader."""
    secret: bool
    may_read: bool
    """Whether the reader may read texts: they may hold links, so only whoever may send such links reads them."""
    ambiguous: bool
    attempts: int
    written_at: datetime
    sent_at: datetime | None
    next_try_at: datetime
    answer: str
    may_again: bool
    """Whether it can be sent at once, or once more."""
    waits_long: bool
    """Whether it waits for a later try."""
    returned_at: datetime | None = None
    """When a report said that it did not arrive."""
    returned_said: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in (MessageState.WAITING, MessageState.SENDING)

    @property
    def badge(self) -> str:
        """The colour role of its state."""
        return _BADGES[self.state]

    @property
    def state_text(self) -> Text:
        """Its state in words."""
        return Text(f"office.message_state_{self.state.value}")


_BADGES = {
    MessageState.WAITING: "quiet",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
}


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many messages stand in a state."""

    state: str
    text: Text
    count: int


def messages(to: Actor, state: str, page: str) -> Page[Any]:
    """Return a page of the outbox, newest first; a page that is not there is the nearest that is; two queries."""
    rows = Message.objects.order_by("-written_at", "-pk")
    if state in set(MessageState):
        rows = rows.filter(state=state)
    found: Page[Any] = Paginator(rows, A_PAGE).get_page(page)
    found.object_list = [message_card(to, row) for row in found.object_list]
    return found


def message_states(to: Actor) -> Sequence[StateCount]:
    """Return how many messages stand where; one query."""
    del to
    found = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return [
        StateCount(state.value, Text(f"office.message_state_{state.value}"), found.get(state.value, 0))
        for state in MessageState
    ]


def message_card(to: Actor, row: Message) -> MessageCard:
    """Return a message as a page shows it; no query."""
    state, may_read = MessageState(row.state), allowed(to.role, Policy.SEND_LINKS)
    return MessageCard(
        row.id,
        state,
        "" if row.to == ERASED else row.to,
        row.language,
        row.subject,
        row.readable if may_read else "",
        row.secret != Secret.NONE,
        may_read,
        row.ambiguous,
        row.attempts,
        row.written_at,
        row.sent_at,
        row.next_try_at,
        row.answer,
        bool(row.body) and (state is MessageState.FAILED or (state is MessageState.WAITING and row.attempts > 0)),
        state is MessageState.WAITING and row.next_try_at > now(),
        row.returned_at,
        row.returned_said,
    )


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


def last_to_account(address: str, kind: str) -> AccountMessage | None:
    """Return the newest message to an account that has not expired: for the commands of whoever runs the machine."""
    query = AccountMessage.objects.filter(to__iexact=address, kind=kind, expires_at__gt=now())
    newest: AccountMessage | None = query.order_by("-written_at", "-pk").first()
    return newest


def messages_by_state() -> Mapping[str, int]:
    """Return how many messages of the whole installation stand where, those of accounts among them; two queries."""
    found = dict.fromkeys((message_state.value for message_state in MessageState), 0)
    for rows in (Message.across_tenants, AccountMessage.objects):
        for state, count in rows.order_by().values_list("state").annotate(Count("pk")):
            found[state] += count
    return found
