"""Mail on its way out."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME


class MessageState(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    """Handed to the mail server; not yet known whether it took it."""
    SENT = "sent"
    """The mail server took it."""
    FAILED = "failed"
    """Given up, with the reason."""


class Message(Tenanted):
    """Written in the transaction of an action, sent after commit, at least once, always with the same Message-ID."""

    in_hall = AT_HOME
    key = models.CharField(max_length=160)
    """What it is for; the same key is never written twice."""
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    calendars = models.JSONField(default=list)
    """Files for the receiver's calendar, each a `CalendarPart`; they go where the text goes."""
    message_id = models.CharField(max_length=200)
    state = models.CharField(max_length=12, default=MessageState.WAITING)
    secret = models.BooleanField(default=False)
    """Its text lets whoever reads it in: no page shows it, and it is deleted as soon as it was taken."""
    ambiguous = models.BooleanField(default=False)
    """A worker died between handing it over and writing so down: it may have been sent twice."""
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, default="")
    """What the mail server said last."""

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_try_at"], name="messages_to_send")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "key"], name="one_message_a_key")
        ]
