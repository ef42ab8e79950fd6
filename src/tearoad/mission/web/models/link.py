"""Signed links: a right that stands in a row, so that it can be seen and taken back."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models.mission import Mission
from tearoad.people import Scope
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission


class SignedLink(Tenanted):
    """Opens one person's own pages in one mission; only the secret's digest is kept."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    party = models.CharField(max_length=80)
    """The code of the firm, buyer, interpreter or official."""
    scope = models.CharField(max_length=20, default=Scope.DAY.value)
    """Which of their pages: a `Scope`; one who has links of several scopes has a row for each."""
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["mission", "party"], name="links_by_party")]
