"""What firms say of themselves by their link, until an officer takes it over or leaves it: corrections, colleagues."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.matching.asking.profile import ProfileChange
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class ProfileCorrection(Tenanted):
    """One field of a firm as the firm says it should be."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    document = DocumentField(ProfileChange)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    accepted = models.BooleanField(default=False)
    decided_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "party", "id"]


class ColleagueOfParty(Tenanted):
    """A second person of a firm for whom it asks a link of their own."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    email = models.EmailField()
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    """When their link was sent; every further one counts."""
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "party", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "role", "party", "email"], name="one_colleague_an_address")
        ]
