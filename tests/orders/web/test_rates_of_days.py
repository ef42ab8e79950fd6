"""Amounts in another currency stand at home by the rate of their own day, on every page that converts them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.costs.web.models import ExchangeRate as StoredRate
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.doubles import doubles
from tearoad.orders.web.queries.events import events_on_page
from tearoad.orders.web.queries.opportunities import opportunity, today_of
from tearoad.orders.web.queries.parties import parties
from tearoad.people import Actor
from tearoad.reference.exchange import ExchangeRate
from tearoad.values import Language, Money
from tearoad.values.document import to_document
from tests.orders.web.conftest import wanted


@pytest.fixture
def on(mission: Mission) -> date:
    """A day with a rate of 8; since the first of its month it was 7, and from the next day on it is 9."""
    day = (today_of(mission) - timedelta(days=40)).replace(day=9)
    for rate, of in (("7", day.replace(day=1)), ("8", day), ("9", day + timedelta(days=1))):
        document = to_document(ExchangeRate("USD", "CNY", Decimal(rate), of, "A bank (fictional)"))
        StoredRate.objects.create(mission=mission, code=f"USD CNY {of}", document=document, position=1)
    return day


def write_contract(officer: Actor, row: Opportunity, on: date, amount: str, currency: str) -> None:
    money = Money(Decimal(amount), currency)
    event = core.OrderEvent(
        core.EventId(""), core.EventType.FORWARD, on, core.Informant.EXPORTER, rung=core.Rung.CONTRACT, money=money
    )
    write_event(officer, row, event)


def test_event_on_its_page_and_on_the_board_takes_the_rate_of_its_day(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity, on: date
) -> None:
    """Finds an event that is converted by the rate of the first of its month, or by the latest."""
    write_contract(officer, opened, on, "100", "USD")
    shown = events_on_page(opportunity(mission, opened.pk), mission)
    assert [(event.home, event.rate and event.rate.on) for event in shown] == [(Money(Decimal(800), "CNY"), on)]
    board = signed_in.get(reverse("orders-board", kwargs={"mission_id": mission.id})).context["board"]
    assert [column.amount.home.amount for column in board.columns if column.name == "contract"] == [Decimal(800)]


@pytest.mark.parametrize(("amount", "is_pair"), [("700", False), ("800", True), ("900", False)])
def test_two_currencies_are_one_business_by_the_rate_of_its_day(
    officer: Actor,
    mission: Mission,
    opened: Opportunity,
    on: date,
    amount: str,
    is_pair: bool,  # noqa: FBT001  # a case
) -> None:
    """Finds doubles that are weighed by the rate of another day: a pair that is not shown, or one too many."""
    other = open_opportunity(officer, mission, wanted(mission, "Tea, told again"))
    write_contract(officer, opened, on, "100", "USD")
    write_contract(officer, other, on, amount, "CNY")
    waiting = doubles(mission, parties(mission, Language.EN)).waiting
    assert [[reason.points for reason in pair.reasons[:1]] for pair in waiting] == [[250]] * is_pair
