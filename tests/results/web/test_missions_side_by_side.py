"""Missions side by side: frozen figures alone, marked where definitions differ, and no sum over them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tearoad import orders as core
from tearoad.call import PastMission
from tearoad.call.web.actions.campaigns import write_past_missions
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.results.side_by_side import COMPARED, FiguresOrigin, from_sheet, side_by_side
from tearoad.results.web.actions.editions import freeze
from tearoad.results.web.models import ResultsEdition
from tearoad.results.web.queries.side_by_side import MissionsPage, missions_page
from tearoad.values import Language, Money
from tests.orders.web.conftest import Write
from tests.queries import queries_at

PAST = PastMission(
    "P1", "Mission of 2019 (fictional)", 2019, firms=40, meetings=120, source="Annual report (fictional)"
)
PAGE = "results-missions"


def cny(amount: int) -> Money:
    return Money(Decimal(amount), "CNY")


def cells_of(page: MissionsPage, row: int = 0) -> dict[str, object]:
    cells = page.rows[row].cells
    return {code: cell.money or cell.count for code, cell in zip(COMPARED, cells, strict=True)}


def test_nothing_is_shown_before_somebody_froze_figures(officer: Actor, mission: Mission, write: Write) -> None:
    write(core.Rung.CONTRACT, "100")
    before = missions_page(Language.EN)
    assert (before.rows[0].mission.origin, set(cells_of(before).values())) == (FiguresOrigin.NOT_FROZEN, {None})
    freeze(officer, mission)
    write(core.Rung.CONTRACT, "50")
    after = cells_of(missions_page(Language.EN))
    assert (after["contract_amount"], after["contract_confirmed"]) == (cny(100), cny(0))
    freeze(officer, mission)
    assert cells_of(missions_page(Language.EN))["contract_amount"] == cny(150)


def test_figures_of_earlier_definitions_and_of_the_sheet_are_marked(
    signed_in: Client, officer: Actor, mission: Mission
) -> None:
    freeze(officer, mission)
    ResultsEdition.objects.update(schema=0)
    write_past_missions(officer, [PAST])
    page = missions_page(Language.EN)
    assert [row.mission.origin for row in page.rows] == [FiguresOrigin.OLDER_EDITION, FiguresOrigin.SHEET]
    sheet = cells_of(page, 1)
    assert (sheet["firms"], sheet["meetings_planned"], sheet["people"], sheet["paid_amount"]) == (40, 120, None, None)
    shown = signed_in.get(reverse(PAGE)).content.decode()
    for said in ("counted by earlier definitions", "from the sheet of past missions", "Annual report (fictional)"):
        assert said in shown


@pytest.mark.usefixtures("mission")
def test_largest_since_stands_with_its_definition_and_is_left_out_without_a_record(
    signed_in: Client, officer: Actor
) -> None:
    assert "largest since" not in signed_in.get(reverse(PAGE)).content.decode().casefold()
    write_past_missions(officer, [PAST])
    found = missions_page(Language.EN)
    assert {claim.since for claim in found.claims if claim.among == "all" and claim.measure == "firms"} == {PAST}
    assert all(claim.definition for claim in found.claims)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_page_is_there_in_every_language(signed_in: Client, mission: Mission, language: str) -> None:
    signed_in.cookies["language"] = language
    assert (signed_in.get(reverse(PAGE)).status_code, Mission.objects.count()) == (200, 1), mission.pk


def test_latest_mission_stands_first_and_of_one_year_the_name_decides() -> None:
    rows = [from_sheet(PastMission(str(number), name, year)) for number, (name, year) in enumerate(_MADE)]
    assert [(side.name, side.year) for side in side_by_side(rows)] == [("B", 2021), ("A", 2019), ("C", 2019)]


_MADE = (("C", 2019), ("B", 2021), ("A", 2019))


def test_page_asks_as_much_for_three_missions_as_for_one(signed_in: Client, officer: Actor, mission: Mission) -> None:
    freeze(officer, mission)
    queries = queries_at(signed_in, reverse(PAGE))
    for _ in range(2):
        said = Mission.objects.filter(pk=mission.pk).values("name", "country", "starts_on", "ends_on", "document")[0]
        other = Mission.objects.create(changed_at=mission.changed_at, **said)
        freeze(officer, other)
    assert (queries_at(signed_in, reverse(PAGE)), len(missions_page(Language.EN).rows)) == (queries, 3)
