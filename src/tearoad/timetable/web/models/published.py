"""Plans that people were told."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.timetable.web.models.draft import Draft


class Published(Tenanted):
    """A plan everyone sees; the highest number is the one in force."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    plan = models.JSONField()
    """The plan in schema v1."""
    changes = models.JSONField(default=list)
    """A list of `Change` against the plan before it."""
    published_at = models.DateTimeField()
    published_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number"], name="published_plans_are_numbered")
        ]


class MeetingState(StrEnum):
    """What became of a meeting; written on the floor."""

    PLANNED = "planned"
    KEPT = "kept"
    NO_SHOW = "no_show"


class Meeting(Tenanted):
    """A meeting of the plan in force."""

    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    wish = models.CharField(max_length=200)
    exporter = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    place = models.CharField(max_length=80)
    interpreter = models.CharField(max_length=80, default="")
    state = models.CharField(max_length=10, default=MeetingState.PLANNED)

    class Meta:
        ordering: ClassVar[list[str]] = ["start_at", "exporter"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["published", "exporter", "buyer"], name="one_meeting_a_pair")
        ]


class Paper(Tenanted):
    """A paper made from a published plan."""

    published = models.ForeignKey(Published, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """`day-sheets`, `calendars`, `signs`, `booklet`, `workbook`, `report`"""
    role = models.CharField(max_length=20, default="")
    party = models.CharField(max_length=80, default="")
    """Empty for a paper of the whole mission."""
    language = models.CharField(max_length=10, default="")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
