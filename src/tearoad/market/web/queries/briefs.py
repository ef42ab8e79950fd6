"""What the pages of markets read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.db.models import Case, QuerySet, Value, When

from tearoad.errors import Conflict, NotFoundError
from tearoad.market.brief.document import BriefFigure, BriefMeasure, BriefRequest, MarketBrief
from tearoad.market.trade_data.formats import FICTIONAL
from tearoad.market.trade_data.store import TradeSnapshot, current_snapshot
from tearoad.market.web.models import SavedBrief
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values.document import from_document

_MOST_BRIEFS = 20
_UNIT_VALUES = (BriefMeasure.UNIT_VALUE, BriefMeasure.OWN_UNIT_VALUE)
MAKE_BRIEF = "market.make_brief"
"""The kind of the job."""


class BriefWanted(TypedDict):
    """Which brief is made."""

    brief: str


def market_store() -> Path:
    """Return the folder of snapshots: public figures, the same for every organisation of the site."""
    return Path(settings.DATA) / "market"


def snapshot_in_use() -> TradeSnapshot | None:
    """Return the snapshot that new briefs are made of; None where nothing was loaded."""
    try:
        return current_snapshot(market_store())
    except NotFoundError:
        return None


def briefs(to: Actor) -> QuerySet[SavedBrief]:
    """Return the organisation's briefs, the newest first, each with whether it stands on made-up figures."""
    del to
    made_up = When(document__sources__0=FICTIONAL, then=Value(value=True))
    known: QuerySet[SavedBrief] = SavedBrief.objects.defer("document").annotate(
        fictional=Case(made_up, default=Value(value=False))
    )
    return known


def saved_brief(to: Actor, brief_id: UUID) -> SavedBrief:
    """Return one brief.

    Raises:
        NotFoundError: it is not there, or not theirs.

    """
    del to
    brief: SavedBrief | None = SavedBrief.objects.filter(pk=brief_id).first()
    if brief is None:
        raise NotFoundError(Text("market_pages.brief_gone"), Text("market_pages.brief_gone_hint"))
    return brief


def brief_of_row(row: SavedBrief) -> MarketBrief:
    """Return what a brief holds.

    Raises:
        Conflict: it is not made yet.

    """
    if row.made_at is None:
        raise Conflict(Text("market_pages.not_made"), Text("market_pages.not_made_hint"))
    made: MarketBrief = from_document(MarketBrief, row.document)
    return made


def request_of_row(row: SavedBrief) -> BriefRequest:
    """Return what a brief was asked for."""
    return BriefRequest(row.exporter, tuple(row.products.split(",")), tuple(row.markets.split(",")), row.year)


def remarks_as_kept(row: SavedBrief) -> dict[str, str]:
    """Return what colleagues wrote beside a brief, as a form compares it."""
    return {"remarks": row.remarks}


def brief_before(row: SavedBrief) -> MarketBrief | None:
    """Return the last brief before one of the same exporter, products and markets; None where it is the first."""
    same = {"exporter": row.exporter, "products": row.products, "markets": row.markets}
    earlier = SavedBrief.objects.filter(**same, made_at__isnull=False, asked_at__lt=row.asked_at).first()
    return None if earlier is None else brief_of_row(earlier)


@dataclass(frozen=True, slots=True)
class UnitValues:
    """What others ask for the goods in a market, as the newest brief with both tells it."""

    brief: UUID
    product: str
    figures: tuple[BriefFigure, ...]
    """Dollars a kilogram: of all imports, then of those from the exporter; only what is known."""
    fictional: bool


def unit_values(to: Actor, market: str, hs: str) -> UnitValues | None:
    """Return the unit values of a market's imports of the goods; None where no brief of the last ones has them."""
    del to
    made = SavedBrief.objects.filter(made_at__isnull=False, markets__contains=market)[:_MOST_BRIEFS]
    for row in made:
        brief = brief_of_row(row)
        product = max((code for code in brief.products if hs.startswith(code)), key=len, default="")
        if not product or market not in brief.markets:
            continue
        figures = [brief.figure(measure, product, market) for measure in _UNIT_VALUES]
        known = tuple(figure for figure in figures if figure.value is not None)
        if known:
            return UnitValues(row.pk, product, known, FICTIONAL in brief.sources)
    return None
