"""Servers in a hall, and how far they and home know of each other's notes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted


class Hub(Tenanted):
    """A server in a hall that takes in phones' notes for a mission while there is no way home."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    """When it last reached home; null until then."""
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "name"], name="hubs_have_names")
        ]


class Passage(Tenanted):
    """On a hub: how far it and home know of each other's notes of one party, or of each other's plans."""

    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    """Empty of the mission's plans: then both numbers are those of plans, and there are no eras."""
    home_era = models.CharField(max_length=40, default="")
    """The era of home's stream for which both numbers below hold; empty until home has answered."""
    read = models.PositiveBigIntegerField(default=0)
    """Up to which number of home's stream the hub has read."""
    given = models.PositiveBigIntegerField(default=0)
    """Up to which number of the hub's own stream home has confirmed."""
    own_era = models.CharField(max_length=40, default="")
    """The era of the hub's own stream when home confirmed."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party"], name="one_passage_a_party")
        ]
