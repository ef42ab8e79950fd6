"""What stands at each rung, as the board of orders shows it: the figures of the results, and the way to their rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse

from tearoad.mission.web import models as rows
from tearoad.orders import WITH_AMOUNT
from tearoad.orders.web.queries.board import AmountAtRung, AmountsByRung
from tearoad.orders.web.queries.opportunity_states import OpportunityState
from tearoad.results.web.queries.current_figures import ladder_to_show
from tearoad.values import Money


def amounts_by_rung(mission: rows.Mission, states: Sequence[OpportunityState]) -> AmountsByRung:
    """Return the figures of now, or those of before where a job still has to count."""
    shown = ladder_to_show(mission, states)
    figures = {figure.figure.code: figure for figure in shown.figures if not figure.figure.of}
    home = shown.record.home

    def money(code: str) -> Money | None:
        value = figures[code].figure.value if code in figures else None
        return None if value is None else Money(Decimal(value), home)

    def at(code: str) -> str:
        return reverse("results-rows", kwargs={"mission_id": mission.pk, "figure": code})

    amounts = {}
    for rung in WITH_AMOUNT:
        whole, confirmed = f"{rung.value}_amount", f"{rung.value}_confirmed"
        if whole in figures and figures[whole].count:
            unconverted = figures[whole].figure.unknown
            amounts[rung.value] = AmountAtRung(
                money(whole), money(confirmed), unconverted, at=at(whole), confirmed_at=at(confirmed)
            )
    return AmountsByRung(amounts, shown.counting.text if shown.counting else None, shown.at)
