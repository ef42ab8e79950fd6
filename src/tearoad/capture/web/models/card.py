"""What was read from the photos of visitors' cards."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.capture.cards import CardReading
from tearoad.mission.web.models import Mission
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission
from tearoad.web.documents import DocumentField


class CardState(StrEnum):
    """How far a card is on its way to be read."""

    WAITING = "waiting"
    """A worker reads it when its turn comes; what was read before stands until then."""
    READ = "read"
    ILLEGIBLE = "illegible"
    """Nothing could be read, or reading failed too often."""
    UNAVAILABLE = "unavailable"
    """This server cannot read cards: the letters are not installed. It is read once they are."""
    FORGOTTEN = "forgotten"
    """Its photos were taken back, or a person was erased: nothing is kept of what was read."""


class CardRead(Tenanted):
    """What the card photos of one report say: suggested to a person, and never part of the report by itself."""

    in_hall = of_mission()
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    report = models.UUIDField()
    digests = DocumentField(tuple[str, ...], default=list)
    """Of the photos that are read together, the front first."""
    state = models.CharField(max_length=12, default=CardState.WAITING)
    reading = DocumentField(CardReading, default=dict)
    """A document of `tearoad.capture.cards.CardReading`; empty where nothing was read, or nothing is kept."""
    number = models.PositiveBigIntegerField(default=0)
    """Its place among what the party's phones are told of cards: another one whenever what was read changes."""
    tries = models.PositiveSmallIntegerField(default=0)
    """How often reading it was begun: what ends a worker must not end every worker."""
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "report"], name="one_reading_a_report")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["mission", "party", "number"], name="readings_by_number"),
            models.Index(fields=["state", "tries"], name="cards_to_read"),
        ]
