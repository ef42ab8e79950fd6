"""A mission after the fair, with an opportunity between its first firm and its first buyer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from tearoad import orders as core
from tearoad.capture.fields import NextStep
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity, OpportunityEvent
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor, Role, Scope
from tearoad.values import Money, PartyId
from tests.mission.web.conftest import mission, stranger

__all__ = ["mission", "stranger"]

Write = Callable[..., OpportunityEvent]


def wanted(mission: Mission, about: str = "Green tea", *, days: int = 5, buyer: str = "B001") -> core.Opportunity:
    """Return an opportunity as a person would open it; its step is due so many days from today."""
    due_on = today_of(mission) + timedelta(days=days)
    return core.Opportunity(PartyId("E01"), PartyId(buyer), about, due_on, NextStep.OFFER, owner="Li Na")


@pytest.fixture
def opened(officer: Actor, mission: Mission) -> Opportunity:
    """An opportunity of E01 and B001."""
    return open_opportunity(officer, mission, wanted(mission))


@pytest.fixture
def write(officer: Actor, opened: Opportunity) -> Write:
    """Write down what happened, as the office does."""

    def written(  # each is a field of an event
        rung: core.Rung | None = core.Rung.CONTRACT,
        amount: str = "",
        *,
        row: Opportunity | None = None,
        type_: core.EventType = core.EventType.FORWARD,
        by: core.Informant = core.Informant.EXPORTER,
        number: str = "",
    ) -> OpportunityEvent:
        event = core.OrderEvent(
            core.EventId(""),
            type_,
            today_of(opened.mission),
            by,
            rung=rung,
            money=Money(Decimal(amount), "CNY") if amount else None,
            number=number,
        )
        return write_event(officer, row or opened, event)

    return written


@pytest.fixture
def own_link(officer: Actor, mission: Mission) -> str:
    """The path that opens the orders of E01."""
    made = links.make(officer, mission, Role.EXPORTER, "E01", Scope.FOLLOW)
    return urlsplit(made.address).path
