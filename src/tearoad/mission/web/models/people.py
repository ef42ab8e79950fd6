"""Who takes part. `code` is what the officer wrote in the id column."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.companies.web.models import Company
from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.web.saving.stale import version_of


class OfMission(Tenanted):
    """A row of one mission, in the officer's order."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    document = models.JSONField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "code"], name="one_%(class)s_a_code")
        ]


class Participation(OfMission):
    """A company in a mission; the document holds stand, staff, windows, desk and whom it does not want to meet."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")


class Delegate(OfMission):
    """A `Delegate`."""

    name = models.CharField(max_length=200)


class Interpreter(OfMission):
    """An `Interpreter`."""

    name = models.CharField(max_length=200)


class ProgrammeItem(OfMission):
    """A `ProgrammeItem`."""

    @property
    def mark(self) -> str:
        """The mark of the item as it stands at this moment."""
        return version_of(self.document)


class Absence(OfMission):
    """An `Absence`; its code is its key."""
