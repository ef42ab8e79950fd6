"""Costs and exchange rates, each with its table."""

from __future__ import annotations

from tearoad.costs.costs_sheet import COSTS
from tearoad.costs.rates_sheet import RATES
from tearoad.costs.web import models as rows
from tearoad.mission.web.queries.stored_kinds import StoredKind
from tearoad.people import Policy

STORED_COSTS = StoredKind(
    kind=COSTS, noun="cost", model=rows.CostItem, list_page="mission-costs", policy=Policy.EDIT_COSTS
)
STORED_RATES = StoredKind(
    kind=RATES, noun="rate", model=rows.ExchangeRate, list_page="mission-rates", policy=Policy.EDIT_COSTS
)
