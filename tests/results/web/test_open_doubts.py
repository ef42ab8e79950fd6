"""An edition says which doubts stood open when it was frozen, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.events import write_event
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import today_of
from tearoad.people import Actor
from tearoad.results.web.actions.editions import freeze
from tearoad.values import Money
from tests.orders.web.conftest import wanted

_SAID = {
    "en": ("1 pair of entries may be one and the same business", "1 opportunity contradicts itself"),
    "zh-Hans": ("1 对记录可能是同一笔业务", "1 个商机前后矛盾"),
    "ru": ("1 пара записей, возможно, об одной сделке", "1 сделка противоречит сама себе"),
}


@pytest.mark.parametrize("language", _SAID)
def test_an_edition_names_the_doubts_that_it_was_frozen_over(
    signed_in: Client, officer: Actor, mission: Mission, opened: Opportunity, language: str
) -> None:
    """Finds an edition that counts one contract twice, and more paid than agreed, without a word."""
    today, money = today_of(mission), Money(Decimal(486_000), "CNY")
    contract = core.OrderEvent(
        core.EventId(""),
        core.EventType.FORWARD,
        today,
        core.Informant.EXPORTER,
        rung=core.Rung.CONTRACT,
        money=money,
        number="CT-2023-0117",
    )
    other = open_opportunity(officer, mission, wanted(mission, "Black tea"))
    write_event(officer, opened, contract)
    write_event(officer, other, replace(contract, said_by=core.Informant.BUYER))
    write_event(officer, other, replace(contract, rung=core.Rung.PAID, money=Money(Decimal(500_000), "CNY")))
    edition = freeze(officer, mission)
    assert edition.document["open"] == {"doubles": 1, "contradictions": 1}
    signed_in.cookies["language"] = language
    page = signed_in.get(reverse("results-edition", args=(mission.pk, edition.number))).content.decode()
    assert [said in page for said in _SAID[language]] == [True, True]
