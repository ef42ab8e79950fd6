"""The fair's own list of visitors, as an officer handed it in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME


class FairVisitor(Tenanted):
    """What the fair says of a badge; it is shown beside a report with the same code, and never written into it."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    """By which a code is found, see `tearoad.capture.fair.key_of`."""
    code = models.TextField()
    name = models.CharField(max_length=200, default="")
    firm = models.CharField(max_length=200, default="")
    title = models.CharField(max_length=200, default="")
    email = models.CharField(max_length=200, default="")
    phone = models.CharField(max_length=200, default="")
    country = models.CharField(max_length=200, default="")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "key"], name="badges_have_own_codes")
        ]
