"""One business that two firms tell of: where it is cancelled by either, it stands at a contract with neither."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.doubles import decide_double, undo_double
from tearoad.orders.web.actions.opportunities import open_opportunity
from tearoad.orders.web.models import Opportunity
from tearoad.orders.web.queries.opportunities import opportunity
from tearoad.orders.web.queries.standings import standings
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values import Language, PartyId
from tearoad.words import say
from tests.orders.web.conftest import Write, wanted

Two = tuple[Opportunity, Opportunity]
CONTRACT, TALKED, SHIPPED = core.Rung.CONTRACT, core.Rung.TALKED, core.Rung.SHIPPED
BACK = core.EventType.BACK


@pytest.fixture
def both(officer: Actor, mission: Mission, opened: Opportunity) -> Two:
    """What E01 and E02 have with B001."""
    return opened, open_opportunity(officer, mission, replace(wanted(mission, "Tea"), firm=PartyId("E02")))


def rungs(mission: Mission, both: Two) -> list[core.Rung]:
    """Return how far each is, as its page and as lists say."""
    pages = [opportunity(mission, row.pk).history.rung for row in both]
    lists = {standing.id: standing.rung for standing in standings(mission)}
    assert [lists[row.pk] for row in both] == pages
    return pages


@pytest.mark.parametrize("cancelled_by", [0, 1])
@pytest.mark.parametrize("amount", ["500", ""])
def test_business_that_either_firm_cancels_is_left_with_neither(
    signed_in: Client, officer: Actor, mission: Mission, both: Two, write: Write, cancelled_by: int, amount: str
) -> None:
    first, second = (write(CONTRACT, "500", row=row) for row in both)
    double = decide_double(officer, mission, (first.pk, second.pk), is_same=True)
    assert rungs(mission, both) == [CONTRACT, CONTRACT]
    write(CONTRACT, amount, row=both[cancelled_by], type_=BACK)
    pages = [reverse("orders-opportunity", kwargs={"mission_id": mission.id, "opportunity_id": row.pk}) for row in both]
    notice = say(Text("orders_pages.taken_back_elsewhere"), Language.EN)
    is_shown = [notice in signed_in.get(page).content.decode() for page in pages]
    assert is_shown == [cancelled_by == 1, cancelled_by == 0]
    assert rungs(mission, both) == [TALKED, TALKED]
    assert [standing.is_contracted for standing in standings(mission)] == [False, False]
    api = f"/api/missions/{mission.pk}/opportunities"
    assert [item["rung"] for item in signed_in.get(api).json()["items"]] == ["talked", "talked"]
    board = signed_in.get(reverse("orders-rung", kwargs={"mission_id": mission.id, "rung": "contract"}))
    assert list(board.context["cards"]) == []
    undo_double(officer, mission, UUID(str(double.pk)))
    assert rungs(mission, both)[1 - cancelled_by] is CONTRACT


def test_business_of_which_something_is_left_stands_with_both(
    officer: Actor, mission: Mission, both: Two, write: Write
) -> None:
    first, second = (write(CONTRACT, "500", row=row) for row in both)
    decide_double(officer, mission, (first.pk, second.pk), is_same=True)
    write(CONTRACT, "499", row=both[1], type_=BACK)
    assert rungs(mission, both) == [CONTRACT, CONTRACT]
    write(CONTRACT, "1", row=both[0], type_=BACK)
    assert rungs(mission, both) == [TALKED, TALKED]


def test_other_business_and_other_rungs_of_the_two_stay(
    officer: Actor, mission: Mission, both: Two, write: Write
) -> None:
    first, second = (write(CONTRACT, "500", row=row) for row in both)
    decide_double(officer, mission, (first.pk, second.pk), is_same=True)
    write(CONTRACT, "70", row=both[0], number="TR-2")
    write(SHIPPED, "20", row=both[1])
    write(CONTRACT, "500", row=both[1], type_=BACK)
    assert rungs(mission, both) == [CONTRACT, SHIPPED]


def test_three_who_tell_of_one_business_lose_it_together(
    officer: Actor, mission: Mission, both: Two, write: Write
) -> None:
    third = open_opportunity(officer, mission, wanted(mission, "More tea", buyer="B002"))
    contracts = [write(CONTRACT, "500", row=row) for row in (*both, third)]
    for pair in ((contracts[0], contracts[1]), (contracts[1], contracts[2])):
        decide_double(officer, mission, (pair[0].pk, pair[1].pk), is_same=True)
    write(CONTRACT, "500", row=third, type_=BACK)
    every = [opportunity(mission, row.pk).history.rung for row in (*both, third)]
    assert every == [TALKED, TALKED, TALKED]
    assert {standing.rung for standing in standings(mission)} == {TALKED}
