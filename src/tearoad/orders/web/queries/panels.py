"""What a firm's own page shows of its orders."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web import models as rows
from tearoad.orders.web.queries.opportunities import opportunities, today_of


def own_orders(request: Any, mission: rows.Mission) -> dict[str, Any] | None:
    """Return how much a firm has to follow up, and where; nothing where it has no opportunity. Two queries."""
    found, today = opportunities(mission, request.actor.party), today_of(mission)
    if not found:
        return None
    late = {core.Urgency.OVERDUE, core.Urgency.ESCALATED}
    return {
        "count": len(found),
        "overdue": sum(one.urgency(today) in late for one in found),
        "address": reverse("orders-own", args=[request.resolver_match.kwargs["token"]]),
    }
