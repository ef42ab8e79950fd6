"""Servers in a hall, and how far they and home know of each other's notes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME, InHall, Whose
from tearoad.web.documents import DocumentField


class Hub(Tenanted):
    """A server in a hall that takes in phones' notes for a mission while there is no way home."""

    in_hall = InHall(Whose.HUB, "pk", instead={"copy_id": None, "is_here": True})
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    secret_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    """When it last reached home; null until then."""
    revoked_at = models.DateTimeField(null=True)
    copied_at = models.DateTimeField(null=True)
    """When the last copy was made for its laptop; null until then."""
    held = DocumentField(dict[str, int], default=dict)
    """What that copy holds of people, see `queries.hubs.Holding`."""
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """The copy itself, until it was fetched long ago."""
    check_code = models.CharField(max_length=64, default="")
    """By which the laptop judges whether the copy is the one that was made."""
    is_here = models.BooleanField(default=False)
    """Whether this place is that server's: a copy of home's, with nothing but its mission."""

    class Meta:
        ordering: ClassVar[list[str]] = ["made_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "name"], name="hubs_have_names")
        ]


class Passage(Tenanted):
    """On a hub: how far it and home know of each other's notes of one party, or of each other's plans."""

    in_hall = AT_HOME
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
