"""Lists of more opportunities than stand on a page: nothing is left out, and what is kept is as what is counted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.mission.web.models import Mission
from tearoad.orders.web.actions.doubles import decide_double, undo_double
from tearoad.orders.web.models import EventDouble, Opportunity
from tearoad.orders.web.queries.opportunities import opportunities, today_of
from tearoad.orders.web.queries.standings import standings
from tearoad.people import Actor
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now
from tests.orders.web.conftest import Write, wanted
from tests.queries import queries_at


def at(name: str, mission: Mission, **more: object) -> str:
    return reverse(f"orders-{name}", kwargs={"mission_id": mission.id, **more})


def open_many(mission: Mission, number: int) -> list[Opportunity]:
    """Open so many of one firm and buyer, each due a day later than the one before it, the first of them overdue."""
    made = []
    for place in range(number):
        opportunity = core.Opportunity(
            wanted(mission).firm,
            wanted(mission).buyer,
            f"Tea {place:03} (fictional)",
            today_of(mission) + timedelta(days=place - 2),
        )
        document = to_document(opportunity)
        made.append(
            Opportunity(
                mission=mission,
                firm=opportunity.firm,
                buyer=opportunity.buyer,
                document=document,
                opened_at=fair_now(),
            )
        )
    rows: list[Opportunity] = Opportunity.objects.bulk_create(reversed(made))
    return rows


def named(content: bytes) -> list[str]:
    return re.findall(r"Tea \d{3}", content.decode())


def as_counted(mission: Mission) -> dict[object, tuple[core.Rung, bool]]:
    """Return how far each is, worked out from its events, whatever is kept."""
    return {
        opportunity.id: (opportunity.history.rung, opportunity.history.loss is not None)
        for opportunity in opportunities(mission)
    }


def as_kept(mission: Mission) -> dict[object, tuple[core.Rung, bool]]:
    return {standing.id: (standing.rung, standing.is_lost) for standing in standings(mission)}


def test_pages_of_a_list_hold_each_once_and_the_overdue_first(signed_in: Client, mission: Mission) -> None:
    open_many(mission, 63)
    for address in (at("days", mission), at("rung", mission, rung="talked")):
        seen = [name for page in (1, 2) for name in named(signed_in.get(f"{address}?page={page}").content)]
        assert seen == [f"Tea {place:03}" for place in range(63)]


def test_board_shows_the_first_of_a_rung_and_opens_the_others(signed_in: Client, mission: Mission) -> None:
    open_many(mission, 23)
    page = signed_in.get(at("board", mission)).content
    assert named(page) == [f"Tea {place:03}" for place in range(10)]
    address = at("rung", mission, rung="talked")
    assert (b"13 more" in page, f'href="{address}">23<'.encode() in page) == (True, True)


def test_list_is_chosen_by_firm_and_by_text(signed_in: Client, mission: Mission) -> None:
    open_many(mission, 12)
    firm = wanted(mission).firm
    other = next(code for code in ("E02", "E03") if code != firm)
    for address in (at("days", mission), at("rung", mission, rung="talked")):
        assert named(signed_in.get(f"{address}?text=tEA+007&firm={firm}").content) == ["Tea 007"]
        assert len(named(signed_in.get(f"{address}?firm=nonsense").content)) == 12
        none = signed_in.get(f"{address}?firm={other}").content.decode()
        assert (named(none.encode()), "No opportunity fits the search." in none) == ([], True)


@pytest.mark.parametrize("rung", ["nonsense", "Contract", "0"])
def test_rung_that_is_none_is_told(signed_in: Client, mission: Mission, rung: str) -> None:
    answer = signed_in.get(at("rung", mission, rung=rung))
    assert (answer.status_code, f"There is no rung “{rung}”." in answer.content.decode()) == (404, True)


def test_what_moves_is_counted_anew(officer: Actor, mission: Mission, write: Write) -> None:
    open_many(mission, 3)
    first = write(core.Rung.CONTRACT, "100")
    assert as_kept(mission) == as_counted(mission)
    second = write(core.Rung.CONTRACT, "100", by=core.Informant.BUYER)
    write(core.Rung.CONTRACT, "100", type_=core.EventType.BACK)
    id_, seen = first.opportunity_id, []
    seen.append(as_kept(mission)[id_])
    decide_double(officer, mission, (first.pk, second.pk), is_same=True)
    seen.append(as_kept(mission)[id_])
    undo_double(officer, mission, EventDouble.objects.get().pk)
    seen.append(as_kept(mission)[id_])
    write(core.Rung.PAID, "100")
    seen.append(as_kept(mission)[id_])
    assert [rung for rung, _is_lost in seen] == ["contract", "talked", "contract", "paid"]
    assert as_kept(mission) == as_counted(mission)


def test_what_is_kept_is_read_once(signed_in: Client, mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100")
    address = at("board", mission)
    cache.clear()
    signed_in.get(address)
    kept = queries_at(signed_in, address)
    open_many(mission, 9)
    signed_in.get(address)
    assert queries_at(signed_in, address) == kept
