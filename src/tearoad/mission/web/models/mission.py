"""The mission's own row."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models

from tearoad import mission as core
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import of_mission
from tearoad.values.document import Document
from tearoad.values.least import least_document
from tearoad.web.documents import DocumentField


class Stage(StrEnum):
    """How far a mission is."""

    COMPANIES = "companies"
    SCREENED = "screened"
    MATCHED = "matched"
    PLANNED = "planned"
    PUBLISHED = "published"


def _least_mission(row: Mission) -> Document:
    stretch = (row.ends_on - row.starts_on).days
    days = [{"on": (row.starts_on + timedelta(days=number)).isoformat()} for number in range(min(stretch, 60) + 1)]
    least: Document = least_document(core.Mission)
    return least | {"name": {"en": row.name}, "days": days, "currency": "EUR"}


class Mission(Tenanted):
    """A trade mission to one fair."""

    in_hall = of_mission("pk")
    has_older: bool
    """Whether companies of it are clear by an older list only; where `queries.mission` read the row."""
    name = models.CharField(max_length=200)
    """The first written name, for lists and the ledger; every language stands in the document."""
    country = models.CharField(max_length=2)
    starts_on = models.DateField()
    ends_on = models.DateField()
    document = DocumentField(core.Mission, least=_least_mission)
    """A `Mission`."""
    revision = models.PositiveIntegerField(default=1)
    """Grows with everything a plan depends on: settings, people, companies, requests, pins."""
    changed_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "name"]

    @property
    def fair_zone(self) -> ZoneInfo:
        """Whose time is told first on every page of the mission."""
        return ZoneInfo(self.document["fair_zone"])

    @property
    def home_zone(self) -> ZoneInfo:
        """Whose time stands beside it."""
        return ZoneInfo(self.document["home_zone"])
