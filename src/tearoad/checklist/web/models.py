"""What must be ready, what travels, whom a delegation turns to, and the letters that were made."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import checklist as core
from tearoad.mission.web.models.mission import Mission
from tearoad.mission.web.models.people import OfMission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class ChecklistTask(OfMission):
    """A `Task`; the document names its file, which is kept here."""

    document = DocumentField(core.Task)
    in_hall = AT_HOME
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")


class Sample(OfMission):
    """A `Sample`."""

    document = DocumentField(core.Sample)
    in_hall = AT_HOME


class DiplomaticPost(Tenanted):
    """A `DiplomaticPost`: the organisation's own, for every mission to its country."""

    in_hall = AT_HOME
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    document = DocumentField(core.DiplomaticPost)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "country", "code"], name="one_post_a_code")
        ]


class InvitationLetter(Tenanted):
    """A letter of invitation that was made, for one delegate or for all of them."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    delegate = models.CharField(max_length=80, blank=True)
    """The delegate's code; empty for the list of all."""
    language = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "delegate"]
