"""What a server in a hall brought and this one could not read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.capture.web.models.hub import Hub
from tearoad.capture.web.models.sent import Weighed
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.text import Text
from tearoad.web.documents import DocumentField


class Unread(Tenanted):
    """A part of a hub's letter, kept whole until it can be read, or until a person puts it aside."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10)
    """Of what it is: `tearoad.capture.hub_letter.Part`."""
    digest = models.CharField(max_length=64)
    """Of its content as it came: brought again it is the same row."""
    content = models.TextField()
    """What came, as JSON in plain ASCII."""
    size = models.PositiveIntegerField()
    """The letters of `content`; so much of one hub is kept and no more."""
    reason = DocumentField(Text)
    """A `Text`."""
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=Weighed.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hub", "digest"], name="unread_once_a_hub")
        ]
