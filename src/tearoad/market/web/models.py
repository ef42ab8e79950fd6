"""Briefs that somebody asked for, the rates of prices, and articles with the facts that they state."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tearoad.market.brief.document import MarketBrief
from tearoad.market.brief.firms import BriefFirms
from tearoad.market.facts.document import ProposedFact
from tearoad.people.web.models import Tenanted
from tearoad.people.web.models.hall import AT_HOME
from tearoad.web.documents import DocumentField


class SavedBrief(Tenanted):
    """A brief: what was asked for, and once a worker made it, all of its figures, which never change afterwards."""

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
    firms = DocumentField(BriefFirms, default=dict)
    """A `BriefFirms`: whose products they were when it was asked for."""
    remarks = models.TextField(default="")
    """What colleagues write down for themselves; never on an edition that is shared."""
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-id"]


class UploadedTable(Tenanted):
    """A table as it was uploaded; the last one is in use, earlier ones stay as they were."""

    file = models.CharField(max_length=200)
    content = models.TextField()
    """CSV, as it was uploaded."""
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["-saved_at", "-id"]


class PriceRateTable(UploadedTable):
    """Rates of landed prices, as `rates.parse_rates` reads them."""

    in_hall = AT_HOME


class RequirementTable(UploadedTable):
    """What markets require of goods, as `requirements.parse_requirements` reads it."""

    in_hall = AT_HOME


class RouteTable(UploadedTable):
    """Legs of routes to markets, as `legs.parse_routes` reads them."""

    in_hall = AT_HOME


class BorderPostTable(UploadedTable):
    """What was published of border posts, as `posts.parse_posts` reads it."""

    in_hall = AT_HOME


class BorderOutlineFile(UploadedTable):
    """The organisation's own borders for maps, GeoJSON as `borders.parse_borders` reads it."""

    in_hall = AT_HOME


class NewsArticle(Tenanted):
    """An article or notice as it was pasted or uploaded, with where and when it stood."""

    in_hall = AT_HOME
    title = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    """Who published it, or its address."""
    published_on = models.DateField(null=True)
    content = models.TextField()
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-added_at", "-id"]


class FactState(StrEnum):
    """What a person made of a proposed fact."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


FACT_PLACES = ("on_brief", "on_posts", "on_road")
"""Where a fact may be shown."""


class ArticleFact(Tenanted):
    """A fact that an article states: as it was proposed, and as a person keeps it."""

    in_hall = AT_HOME
    article = models.ForeignKey(NewsArticle, on_delete=models.CASCADE, related_name="facts")
    position = models.PositiveIntegerField()
    document = DocumentField(ProposedFact, default=dict)
    """A `ProposedFact`; it never changes, so that an edit can be compared."""
    statement = models.CharField(max_length=600)
    """How it is shown; at first its sentence."""
    speaker = models.CharField(max_length=300, default="")
    cites = models.CharField(max_length=300, default="")
    since = models.CharField(max_length=10, default="")
    market = models.CharField(max_length=3, default="")
    """The market of which it tells; empty where nobody said."""
    on_brief = models.BooleanField(default=False)
    """Shown on briefs of its market."""
    on_posts = models.BooleanField(default=False)
    """Shown beside the diplomatic posts of missions to its market."""
    on_road = models.BooleanField(default=False)
    """Shown beside the routes to its market."""
    state = models.CharField(max_length=8, default=FactState.PROPOSED.value)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=200, default="")
    decided_by_user = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["article", "position"]


class MarketChoice(Tenanted):
    """A market of a brief that a mission or a campaign was begun for: its reasons and snapshot are the brief's."""

    in_hall = AT_HOME
    brief = models.ForeignKey(SavedBrief, on_delete=models.PROTECT, related_name="+")
    market = models.CharField(max_length=3)
    subject = models.CharField(max_length=20)
    """`mission` or `campaign`."""
    subject_id = models.UUIDField()
    chosen_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-chosen_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["tenant", "subject", "subject_id"], name="one_market_a_subject")
        ]
