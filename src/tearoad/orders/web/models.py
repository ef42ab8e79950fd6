"""Opportunities, their events, their offers, and what a person decided about events that seem to be one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.mission.web.models.people import OfMission
from tearoad.office.web.models import StoredFile
from tearoad.orders.letter_template import MOST_BODY, MOST_SUBJECT, LetterTemplate
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.values.document import Document
from tearoad.values.least import least_document
from tearoad.web.documents import DocumentField


def _least_opportunity(row: Opportunity) -> Document:
    least: Document = least_document(core.Opportunity)
    return least | {"firm": row.firm, "buyer": row.buyer}


class Opportunity(Tenanted):
    """An `Opportunity`."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    buyer = models.CharField(max_length=80)
    document = DocumentField(core.Opportunity, least=_least_opportunity)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200, default="")
    copy_token = models.CharField(max_length=16, default="")
    """By which a copied mail names it; empty until somebody asks for the address of copies."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["copy_token"], condition=~models.Q(copy_token=""), name="one_opportunity_a_copy_token"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["mission", "tenant", "firm"], name="opportunities_by_firm")
        ]


def _least_event(row: OpportunityEvent) -> Document:
    return {"id": str(row.pk), "type": "nothing_new", "on": "2000-01-01", "said_by": "officer"}


class OpportunityEvent(Tenanted):
    """An `OrderEvent`; its id is the row's, so that ids sort as events were written down. It is never changed."""

    in_hall = AT_HOME
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="+")
    document = DocumentField(core.OrderEvent, least=_least_event)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    """The evidence, where it is a file."""
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=200, default="")
    copied_from = models.CharField(max_length=64, default="")
    """By what a mail is known again whose copy this is: each is written down once."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["opportunity", "copied_from"], condition=~models.Q(copied_from=""), name="one_event_a_mail"
            )
        ]
        # Without the tenant in it SQLite goes through all events of the organisation to find those of one opportunity.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["opportunity", "tenant"], name="events_of_opportunity")
        ]


def _least_offer(row: Offer) -> Document:
    text, price = {"en": "…"}, {"amount": "1", "currency": "CNY"}
    goods = {"name": text, "hs": "0902", "quantity": {"amount": "1", "unit": "kg"}, "price": price}
    on = f"{row.year}-01-01"
    return {
        "seller": {"name": {"en": row.opportunity.firm}},
        "buyer": {"name": {"en": row.opportunity.buyer}},
        "goods": [goods],
        "incoterm": "EXW",
        "place": text,
        "issued_on": on,
        "valid_until": on,
        "packing": text,
    }


class Offer(Tenanted):
    """A version of a `ProFormaOffer`. It is never changed: a new version is a row of the same year and number."""

    in_hall = AT_HOME
    opportunity = models.ForeignKey(Opportunity, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    """Counted through the organisation's year."""
    version = models.PositiveSmallIntegerField(default=1)
    document = DocumentField(core.ProFormaOffer, least=_least_offer)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["-year", "-number", "-version"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "year", "number", "version"], name="one_offer_a_number")
        ]

    @property
    def called(self) -> str:
        """What stands on the paper: `2026-0007`, `2026-0007/2`."""
        return core.offer_number(self.year, self.number, self.version)


class OfficialAgreement(OfMission):
    """An `OfficialAgreement`: it has no amount, so no total can hold it."""

    document = DocumentField(core.OfficialAgreement)
    in_hall = AT_HOME


class EventDouble(Tenanted):
    """What a person decided about two events that seem to tell of the same business."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(OpportunityEvent, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(OpportunityEvent, on_delete=models.PROTECT, related_name="+")
    is_same = models.BooleanField()
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]


class BuyerRounds(Tenanted):
    """That the organisation asks buyers by rounds too; while there is no row, it asks firms alone."""

    in_hall = AT_HOME
    since = models.DateTimeField()
    switched_by = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant"], name="one_switch_for_buyers")
        ]


class AskingMail(Tenanted):
    """One mail that asked a firm, or a buyer, what came of the fair: of a round there are three at most, each once."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    party = models.CharField(max_length=80)
    months = models.PositiveSmallIntegerField()
    """The round: so many months after the mission."""
    number = models.PositiveSmallIntegerField()
    """1 for the first mail of the round."""
    sent_on = models.DateField()
    """The day at home on which it was written."""

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "party", "months", "number"], name="one_asking_mail_a_number")
        ]


class FirstLetter(Tenanted):
    """That the first letter after a report went out: by the outbox, or by another way that somebody names."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    report = models.UUIDField()
    way = models.CharField(max_length=20)
    """A `LetterWay`."""
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "firm", "report"], name="one_first_letter_a_report")
        ]


class StoredLetterTemplate(Tenanted):
    """A version of the organisation's own first letter in a language: it counts once somebody has reviewed it."""

    in_hall = AT_HOME
    language = models.CharField(max_length=20)
    subject = models.CharField(max_length=MOST_SUBJECT)
    body = models.TextField(max_length=MOST_BODY)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=200, default="")
    writer = models.UUIDField(null=True)
    """The account of who wrote it: somebody else reviews it where there is somebody else."""
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.CharField(max_length=200, default="")
    ended_at = models.DateTimeField(null=True)
    """Since when another version stands in its place, or the built-in text."""

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["tenant", "language"],
                condition=models.Q(ended_at=None, reviewed_at=None),
                name="one_template_to_review",
            ),
            models.UniqueConstraint(
                fields=["tenant", "language"],
                condition=models.Q(ended_at=None, reviewed_at__isnull=False),
                name="one_template_in_use",
            ),
        ]

    @property
    def template(self) -> LetterTemplate:
        """Subject and text."""
        return LetterTemplate(self.subject, self.body)
