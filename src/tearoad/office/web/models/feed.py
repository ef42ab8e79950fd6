"""Calendar feeds that a calendar program fetches without signing in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission


class FeedToken(Tenanted):
    """The right to one feed; only the token's digest is kept."""

    in_hall = of_mission("subject__startswith")
    kind = models.CharField(max_length=40)
    """`calendar`"""
    subject = models.CharField(max_length=120)
    """`<mission id>/<role>/<party>`"""
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["tenant", "subject"], name="feeds_by_subject")]
