"""Who takes part. `code` is what the officer wrote in the id column."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import mission as core
from tearoad.companies import MAY_BE_MET, Attendance
from tearoad.companies.web.models import Company, fits_its_side
from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission
from tearoad.values.document import Document
from tearoad.web.documents import DocumentField
from tearoad.web.saving.stale import version_of


class OfMission(Tenanted):
    """A row of one mission, in the officer's order."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    document = DocumentField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["position", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "code"], name="one_%(class)s_a_code")
        ]


def _least_part(row: Participation) -> Document:
    return {"id": row.code}


class Participation(OfMission):
    """A company in a mission; the document holds stand, staff, windows, desk and whom it does not want to meet."""

    document = DocumentField(judge=fits_its_side, least=_least_part)
    in_hall = of_mission()
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")

    @property
    def may_be_planned(self) -> bool:
        """Whether meetings may be planned for the company in this mission."""
        has_declined = self.document.get("attendance") == Attendance.DECLINED
        return self.company.standing in MAY_BE_MET and not has_declined


MAY_BE_PLANNED = models.Q(company__standing__in=MAY_BE_MET) & (
    models.Q(document__attendance__isnull=True) | ~models.Q(document__attendance=Attendance.DECLINED)
)
"""`tearoad.companies.may_be_planned` as a query of participations."""


class Delegate(OfMission):
    """A `Delegate`."""

    document = DocumentField(core.Delegate)
    in_hall = of_mission(without=("passport_expires_on", "visa"))
    name = models.CharField(max_length=200)


class Interpreter(OfMission):
    """An `Interpreter`."""

    document = DocumentField(core.Interpreter)
    in_hall = of_mission(without=("rate", "rate_per"))
    name = models.CharField(max_length=200)


class ProgrammeItem(OfMission):
    """A `ProgrammeItem`."""

    document = DocumentField(core.ProgrammeItem)
    in_hall = of_mission()

    @property
    def mark(self) -> str:
        """The mark of the item as it stands at this moment."""
        return version_of(self.document)


class Absence(OfMission):
    """An `Absence`; its code is its key."""

    document = DocumentField(core.Absence)
    in_hall = of_mission()
