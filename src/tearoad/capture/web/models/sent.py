"""What phones sent: kept once and for ever, or kept aside until a person decides."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models
from uuid_utils.compat import uuid7

from tearoad.capture.fields import SCHEMA
from tearoad.capture.reading import revision_of
from tearoad.capture.web.models.phone import Phone
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME, of_mission
from tearoad.text import Text
from tearoad.web.documents import DocumentField


class Stream(Tenanted):
    """The end of what one party's phones sent; locked while something is taken in, so that numbers have no gaps."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField(default=0)
    era = models.UUIDField(default=uuid7)
    """Another one after a backup was restored or a person erased: phones then read from the beginning."""
    backed_up = models.PositiveBigIntegerField(default=0)
    """Up to this number everything is in a backup that was finished; a restored database knows of no later one."""
    cards = models.PositiveBigIntegerField(default=0)
    """The number of what was read last from the party's cards; phones ask for what came after, in the same era."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party"], name="one_stream_a_party")
        ]


class Receipt(Tenanted):
    """That a revision came: its id and the digest of what it said, kept for ever, also after a person was erased."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    revision = models.UUIDField()
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "revision"], name="one_receipt_a_revision")
        ]


def _least_revision(row: SentRevision) -> dict[str, Any]:
    known = {"id": str(row.pk), "report": str(row.report), "number": 1, "made_at": "2000-01-01T00:00:00+00:00"}
    return known | {"schema": SCHEMA, "meeting": "", "values": {}, "replaces": {}}


class SentRevision(Tenanted):
    """A revision that was taken in; nothing of it changes but by erasing a person."""

    in_hall = of_mission()
    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="+")
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    number = models.PositiveBigIntegerField()
    """Its place in the party's stream: other phones of the party ask for what came after."""
    report = models.UUIDField()
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+")
    document = DocumentField(judge=revision_of, least=_least_revision)
    """The revision as it goes over the wire, see `tearoad.capture.reading`."""

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "number"], name="streams_have_no_gaps")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["mission", "report"], name="revisions_by_report")]


class Weighed(StrEnum):
    """What a person decided about something kept aside."""

    WAITING = "waiting"
    TAKEN = "taken"
    PUT_ASIDE = "put_aside"


class Quarantined(Tenanted):
    """Something a phone sent that could not be taken in as it was; it is never deleted."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+")
    revision = models.UUIDField(null=True)
    """The id it claims; null where it claims none."""
    digest = models.CharField(max_length=64)
    payload = models.TextField()
    """What was sent, as JSON in plain ASCII."""
    reasons = DocumentField(tuple[Text, ...])
    """Text documents: everything that was found."""
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=Weighed.WAITING)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.UUIDField(null=True)
    home_has = models.CharField(max_length=12, default="")
    """On a hub: the state in which home has it; empty where it does not know of it."""

    class Meta:
        ordering: ClassVar[list[str]] = ["received_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "digest"], name="kept_aside_once")
        ]
