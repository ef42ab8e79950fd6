"""Phones that write for somebody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission, SignedLink
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission


class Phone(Tenanted):
    """One phone (one browser on it) that was opened with somebody's link; its id was made on the phone."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    """The code of the firm, interpreter or official it writes for."""
    link = models.ForeignKey(SignedLink, on_delete=models.PROTECT, related_name="+")
    """What it was last opened with: when that stops, what the phone sends is kept aside."""
    number = models.PositiveIntegerField()
    """Counted for each party, so that two phones of a firm can be told apart by word of mouth."""
    secret_digest = models.CharField(max_length=64, unique=True)
    device = models.CharField(max_length=80, default="")
    """What kind of phone it is: `Android`, `iPhone`."""
    enrolled_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    """Since when it works without a network; null until then."""
    made = models.PositiveIntegerField(default=0)
    """The highest number the phone has told of: what of 1 to this is not here stands on the phone alone."""
    waiting = models.PositiveIntegerField(default=0)
    """How many changes it said it still holds unsent, when it was last seen."""
    revoked_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)
    """When the phone said that it has forgotten everything."""
    plan = models.PositiveIntegerField(default=0)
    """The number of the newest plan it has; 0 as long as it has none."""

    class Meta:
        ordering: ClassVar[list[str]] = ["party", "number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "role", "party", "number"], name="phones_are_numbered")
        ]
