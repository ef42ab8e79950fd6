"""What other pages show of markets."""

from __future__ import annotations

from typing import Any

from tearoad.market.web.queries.choices import market_chosen_for
from tearoad.people import Policy, allowed
from tearoad.people.web.policies import ActorRequest
from tearoad.web.registry import Panel, PanelPlace


def mission_card(request: ActorRequest, mission: Any) -> dict[str, Any]:
    """Return the market that a mission was begun for, with its reasons; one query."""
    market = market_chosen_for("mission", mission.pk)
    chosen = None if market is None else market.page_values(request.words)
    return {"chosen": chosen, "may_make": allowed(request.actor.role, Policy.MAKE_BRIEFS)}


MISSION_CARD = Panel(PanelPlace.MISSION, "market", 90, Policy.SEE_MARKETS, "market/cards/mission.html", mission_card)
