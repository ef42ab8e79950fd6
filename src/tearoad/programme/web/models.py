"""The programme as people were told it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import mission as core
from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME, of_mission
from tearoad.web.documents import DocumentField


class ProgrammeRevision(Tenanted):
    """One item as it was announced; each change that was announced adds a row, so that calendars can be right."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    """The item's id."""
    position = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField()
    """The announcement it came with; the first is 1."""
    sequence = models.PositiveIntegerField()
    """SEQUENCE of the event in calendars: grows with each announced change of this item."""
    document = DocumentField(core.ProgrammeItem)
    """A `ProgrammeItem`; of one that was taken out, as it was last."""
    removed = models.BooleanField(default=False)
    latest = models.BooleanField(default=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "code", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "code", "number"], name="one_revision_an_announcement")
        ]


class ProgrammeTold(Tenanted):
    """That somebody whose day an announcement changed was told."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    by_mail = models.BooleanField(default=False)
    """False: by telephone, messenger or in person."""
    told_at = models.DateTimeField()
    told_by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number", "role", "party"], name="told_once_an_announcement")
        ]
