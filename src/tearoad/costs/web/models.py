"""Costs, exchange rates, hours worked, and the dossiers of firms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad import costs as core
from tearoad.costs.dossier import USUAL, DossierList
from tearoad.mission.web.models.mission import Mission
from tearoad.mission.web.models.people import OfMission
from tearoad.office.web.models import StoredFile
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.reference import exchange
from tearoad.values.document import Document, to_document
from tearoad.values.least import least_document
from tearoad.web.documents import DocumentField


def _least_rate(row: ExchangeRate) -> Document:
    least: Document = least_document(exchange.ExchangeRate)
    return least | {"base": "EUR", "quote": "CNY", "by": row.code}


class CostItem(OfMission):
    """A `CostItem`."""

    document = DocumentField(core.CostItem)
    in_hall = AT_HOME


class ExchangeRate(OfMission):
    """An `ExchangeRate`; its code is its pair and its day."""

    document = DocumentField(exchange.ExchangeRate, least=_least_rate)
    in_hall = AT_HOME


class WorkedDay(Tenanted):
    """The hours that an interpreter really worked on a day, where somebody wrote them down."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    interpreter = models.CharField(max_length=80)
    on = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "interpreter", "on"], name="one_worked_day")
        ]


class DossierParts(Tenanted):
    """The parts that an organisation wants in the dossiers of one mission."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    document = DocumentField(DossierList, least=lambda _row: to_document(USUAL))
    """A `DossierList`."""
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission"], name="one_dossier_list")
        ]


class DossierFile(Tenanted):
    """A file in a firm's dossier."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    part = models.CharField(max_length=40)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    person = models.CharField(max_length=80, default="")
    """The delegate whom it is about, where somebody said so: it goes with them when they are erased."""
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=200, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["mission", "firm"], name="dossier_files_by_firm")]


class DossierArchive(Tenanted):
    """The ZIP of a firm's dossier as it was last put together; gone as soon as a file of it is taken out."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    """As of when: nothing that it holds is newer."""
    holds = models.CharField(max_length=64, default="")
    """SHA-256 of what its index says of files, parts and costs; empty of those made before it was kept."""
    is_complete = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "firm"], name="one_archive_a_firm")
        ]


class DossierTick(Tenanted):
    """Somebody looked at a part of a firm's dossier and found it right."""

    in_hall = AT_HOME
    mission = models.ForeignKey(Mission, on_delete=models.PROTECT, related_name="+")
    firm = models.CharField(max_length=80)
    part = models.CharField(max_length=40)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mission", "firm", "part"], name="one_tick_a_part")
        ]
