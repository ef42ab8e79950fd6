"""Opportunities and results for other programs: whole, page by page, no amount without its rung."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.people import Actor
from tests.orders.web.conftest import Write, wanted


def test_opportunities_come_page_by_page_each_once(
    signed_in: Client, officer: Actor, mission: Mission, write: Write
) -> None:
    write(core.Rung.CONTRACT, "100.50", number="TR-1")
    made = [open_opportunity(officer, mission, wanted(mission, f"Tea {place}")) for place in range(4)]
    address, after, seen = f"/api/missions/{mission.id}/opportunities", "", []
    for _page in range(3):
        found = signed_in.get(address, {"limit": 2} | ({"after": after} if after else {})).json()
        seen += found["items"]
        after = found["next"]
    assert (after, len(seen), len({event["id"] for event in seen})) == ("", len(made) + 1, len(made) + 1)
    first = seen[0]["events"][0]
    assert (first["rung"], first["amount"], first["currency"], first["counts"]) == ("contract", "100.50", "CNY", True)


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "after=nobody"])
def test_what_is_asked_wrongly_is_told(signed_in: Client, mission: Mission, query: str) -> None:
    assert signed_in.get(f"/api/missions/{mission.id}/opportunities?{query}").status_code == 422


def test_opportunity_of_nobody_is_not_there(signed_in: Client, mission: Mission) -> None:
    assert signed_in.get(f"/api/missions/{mission.id}/opportunities/{uuid4()}").status_code == 404


def test_results_name_rung_and_currency_beside_every_amount(signed_in: Client, mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100.50")
    write(core.Rung.PAID, "20")
    figures = signed_in.get(f"/api/missions/{mission.id}/results").json()["figures"]
    amounts = [figure for figure in figures if figure["table"] == "events" and not isinstance(figure["value"], int)]
    assert {(amount["code"].partition("_")[0], amount["rung"].partition("_")[0]) for amount in amounts} >= {
        ("paid", "paid")
    }
    assert all(amount["code"].startswith(amount["rung"]) and amount["currency"] for amount in amounts)
    whole = {amount["code"]: amount["value"] for amount in amounts if amount["of"] == "" and amount["value"] != "0"}
    none_confirmed = {"contract_amount": "100.50", "paid_amount": "20"}
    assert whole == none_confirmed | {"contract_brought": None}  # nobody said what would have come anyway
