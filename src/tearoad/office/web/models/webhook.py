"""Other programs that are told what happens, and every notice to them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class WebhookEndpoint(Tenanted):
    """A program that is told."""

    in_hall = AT_HOME
    address = models.CharField(max_length=500)
    secret = models.CharField(max_length=80)
    previous_secret = models.CharField(max_length=80, default="")
    """Signs as well, until the receiver knows the new one."""
    rotated_at = models.DateTimeField(null=True)
    last_number = models.PositiveIntegerField(default=0)
    """Of the notice that was written down last."""
    tries = models.PositiveIntegerField(default=0)
    """How often the notice in front was not taken."""
    next_try_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    """By a person, or after too many tries: notices go on waiting."""
    removed_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]


class WebhookNotice(Tenanted):
    """One notice to one program. Its id is that by which the receiver drops doubles."""

    in_hall = AT_HOME
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    """Notices are sent in this order, each once the one before was taken."""
    kind = models.CharField(max_length=60)
    body = DocumentField(dict[str, Any])
    """Ids, rungs and amounts; nobody's name."""
    made_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=80, default="")
    """What came back the last time: a status of HTTP, or a value of `NoAnswer`."""
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["endpoint", "number"], name="one_notice_a_number")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["endpoint", "taken_at", "number"], name="notices_to_send")
        ]
