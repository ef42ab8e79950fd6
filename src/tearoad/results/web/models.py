"""Results as a person froze them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class ResultsEdition(Tenanted):
    """The figures of a mission as they stood when somebody froze them; nothing of it changes."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    schema = models.PositiveIntegerField()
    """The version of the definitions."""
    document = DocumentField()
    """`{"home": currency, "figures": [figure documents]}`: figures and the ids of their rows, no names."""
    frozen_at = models.DateTimeField()
    frozen_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "number"], name="one_edition_a_number")
        ]
