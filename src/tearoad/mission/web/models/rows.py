"""What was changed in rows of every kind, so that it can be undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models.mission import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class RowChange(Tenanted):
    """One change of one row by a person, with what undoes it."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    """The name of its kind."""
    code = models.CharField(max_length=80)
    before = DocumentField(null=True)
    """The document before; None where there was none."""
    after = DocumentField(null=True)
    position = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
