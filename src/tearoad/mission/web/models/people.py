"""Who takes part. `code` is what the officer wrote in the id column."""

from __future__ import annotations

import hashlib
import json
from typing import ClassVar

from django.db import models

from tearoad import mission as core
from tearoad.companies.web.models import Company, fits_its_side
from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.values.document import Document
from tearoad.web.documents import DocumentField


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
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")


class Delegate(OfMission):
    """A `Delegate`."""

    document = DocumentField(core.Delegate)

    name = models.CharField(max_length=200)


class Interpreter(OfMission):
    """An `Interpreter`."""

    document = DocumentField(core.Interpreter)

    name = models.CharField(max_length=200)


class ProgrammeItem(OfMission):
    """A `ProgrammeItem`."""

    document = DocumentField(core.ProgrammeItem)

    @property
    def mark(self) -> str:
        """What it is called as it stands at this moment, so that a form can say which one it showed."""
        written = json.dumps(self.document, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(written.encode()).hexdigest()[:16]


class Absence(OfMission):
    """An `Absence`; its code is its key."""

    document = DocumentField(core.Absence)
