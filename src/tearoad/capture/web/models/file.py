"""Photos and voice memos that phones sent."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.capture.web.models.phone import Phone
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME


class FileState(StrEnum):
    """How far a file is on its way to be shown."""

    WAITING = "waiting"
    """To be painted anew; until then nobody is shown it."""
    READY = "ready"
    UNREADABLE = "unreadable"
    """It began as a picture and is none; its bytes stay as they came."""
    ERASED = "erased"
    """A person was erased: nothing is kept but that it came, so that sent again it brings nothing back."""


class SentFile(Tenanted):
    """A photo or voice memo of a party; which reports it belongs to is said by their revisions alone."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    """Of the bytes that its phone sent."""
    kind = models.CharField(max_length=12)
    """One of `tearoad.capture.FileKind`."""
    type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    received_at = models.DateTimeField()
    is_aside = models.BooleanField(default=False)
    """Whether its phone might not write any more when it sent it."""
    state = models.CharField(max_length=12, default=FileState.WAITING)
    whole = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """As it came until it is ready, then as it was painted anew; none once it was erased."""
    backed_up = models.BooleanField(default=False)
    """Whether a backup that was finished holds it; a restored database knows of no later one."""
    home_has = models.BooleanField(default=False)
    """On a hub: whether home has confirmed that it keeps the bytes."""
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """A picture for lists."""

    class Meta:
        ordering: ClassVar[list[str]] = ["received_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "digest"], name="files_are_kept_once")
        ]
