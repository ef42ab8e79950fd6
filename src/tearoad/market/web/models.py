"""Briefs that somebody asked for, and the rates that prices are worked out with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tearoad.market.brief.document import MarketBrief
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class SavedBrief(Tenanted):
    """A brief: what was asked for, and once a worker made it, all of its figures; it never changes afterwards."""

    in_hall = AT_HOME
    exporter = models.CharField(max_length=3)
    products = models.CharField(max_length=400)
    """Codes, parted by commas."""
    markets = models.CharField(max_length=400)
    """Three letters each, parted by commas."""
    year = models.PositiveSmallIntegerField(null=True)
    """None: the last one there is."""
    document = DocumentField(MarketBrief, default=dict)
    """A `MarketBrief`; empty until it is made."""
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]


class PriceRateTable(Tenanted):
    """A table of rates as it was uploaded; the last one is in use, earlier ones stay as they were."""

    in_hall = AT_HOME
    file = models.CharField(max_length=200)
    content = models.TextField()
    """CSV, as `rates.parse_rates` reads it."""
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-saved_at", "-id"]
