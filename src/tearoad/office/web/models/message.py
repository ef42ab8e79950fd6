"""Mail on its way out: an organisation's messages, and those that let somebody into their account."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from tearoad.office.mail.letter import CalendarPart
from tearoad.office.reach import Delivery
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    """Handed to the mail server; not yet known whether it took it."""
    SENT = "sent"
    """The mail server took it."""
    FAILED = "failed"
    """Given up, with the reason."""


class Secret(StrEnum):
    """What a message of an organisation holds that is its receiver's alone; said by whoever writes it."""

    NONE = "none"
    LINK = "link"
    """A signed link of a mission: pages show the text without it."""
    PROOF = "proof"
    """What proves that its receiver reads this mailbox: no page shows the text."""


class Outgoing(models.Model):
    """Written in the transaction of an action, sent after commit, at least once, always with the same Message-ID."""

    key = models.CharField(max_length=160)
    """What it is for; the same key is never written twice."""
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default=MessageState.WAITING)
    ambiguous = models.BooleanField(default=False)
    """A worker died between handing it over and writing so down: it may have been sent twice."""
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, default="")
    """What the mail server said last."""

    class Meta:
        abstract = True


class Message(Outgoing, Tenanted):
    """A message of an organisation, which reads it in its outbox as far as it is not its receiver's alone."""

    in_hall = AT_HOME
    calendars = DocumentField(tuple[CalendarPart, ...], default=list)
    """Files for the receiver's calendar, each a `CalendarPart`; they go where the text goes."""
    secret = models.CharField(
        max_length=8, default=Secret.NONE, choices=[(secret.value, secret.value) for secret in Secret]
    )
    """What in the text lets whoever reads it in; such a text is deleted as soon as it was taken."""
    returned_at = models.DateTimeField(null=True)
    """When a delivery report said that it did not arrive."""
    returned_said = models.CharField(max_length=500, default="")
    """Why, in the words of the receiver's mail server."""
    reply_to = models.EmailField(default="")
    """Who reads the answers; empty: whoever reads the sender's mailbox."""
    unsubscribe = models.CharField(max_length=300, default="")
    """Where a mail program ends mails of this sort at one click; it holds the link, and is deleted with it."""
    shown = models.TextField(default="")
    """The text of a message with a link, without the link: what pages show; made together with the text."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_try_at"], name="messages_to_send")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_message_a_key")
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def delivery(self) -> Delivery:
        """How far it got: one that came back reached nobody."""
        if self.state in (MessageState.WAITING, MessageState.SENDING):
            return Delivery.WAITING
        is_there = self.state == MessageState.SENT and self.returned_at is None
        return Delivery.SENT if is_there else Delivery.FAILED

    @property
    def server_said(self) -> str:
        """Why it reached nobody, in the words of a mail server."""
        return self.returned_said or self.answer

    @property
    def readable(self) -> str:
        """The text as far as the organisation may read it."""
        return self.body if self.secret == Secret.NONE else self.shown


class AccountMessage(Outgoing):
    """A message that lets somebody into their account.

    It belongs to a person and to no organisation: no outbox, export or backup holds it. It is deleted once it was
    taken, and no longer sent when what it holds has expired.
    """

    in_hall = AT_HOME
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "next_try_at"], name="account_messages_to_send")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["key"], name="one_account_message_a_key")
        ]

    def __str__(self) -> str:
        return self.kind
