"""The market that a mission or a campaign was begun for, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tearoad.errors import NotFoundError
from tearoad.market.brief.document import MarketBrief
from tearoad.market.brief.figure_wording import area_names
from tearoad.market.brief.wording import market_reasons
from tearoad.market.trade_data.areas import alpha2
from tearoad.market.web.models import MarketChoice, SavedBrief
from tearoad.market.web.queries.briefs import brief_of_row, saved_brief
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.words import Words


@dataclass(frozen=True, slots=True)
class ProposedMarket:
    """A market that a form is begun with."""

    row: SavedBrief
    brief: MarketBrief
    market: str

    @property
    def country(self) -> str:
        """Its two letters, as forms of missions have them; empty where it is no country of today."""
        code = alpha2(self.market)
        return "" if code is None else code.alpha2

    def page_values(self, words: Words) -> dict[str, Any]:
        """Return what pages show of it."""
        return {
            "brief": self.row.pk,
            "market": area_names(words.language)(self.market),
            "reasons": market_reasons(self.brief, self.market, words),
            "snapshot": self.brief.snapshot,
            "year": str(self.brief.year),
            "fictional": self.brief.fictional,
        }


def proposed_market(request: HttpRequest, to: Actor) -> ProposedMarket | None:
    """Return the market that an address names (`?brief=…&market=…`); None where it names none.

    Raises:
        NotFoundError: there is no such brief, or it has no such market.
        Conflict: the brief is not made yet.

    """
    brief_id, market = request.GET.get("brief", ""), request.GET.get("market", "")
    if not brief_id:
        return None
    try:
        row = saved_brief(to, UUID(brief_id))
    except ValueError as no_id:
        raise NotFoundError(Text("market_pages.brief_gone"), Text("market_pages.brief_gone_hint")) from no_id
    brief = brief_of_row(row)
    if market not in brief.markets:
        raise NotFoundError(Text("market_pages.no_market", found=market), Text("market_pages.no_market_hint"))
    return ProposedMarket(row, brief, market)


def market_chosen_for(subject: str, subject_id: UUID) -> ProposedMarket | None:
    """Return the market that a mission or campaign was begun for; None where it was begun without one."""
    choice: MarketChoice | None = (
        MarketChoice.objects.filter(subject=subject, subject_id=subject_id).select_related("brief").first()
    )
    return None if choice is None else ProposedMarket(choice.brief, brief_of_row(choice.brief), choice.market)
