from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from tearoad.companies.web.actions.register import enter
from tearoad.companies.web.queries.register import participation_document
from tearoad.journey.example import example_files, example_mission
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.people import Actor
from tearoad.values import Language, PartyId
from tests.queries import queries_at


def _people(by: Actor, row: Mission, number: int) -> None:
    buyer = example_files(Language.EN).buyers[0]
    for index in range(number):
        party = replace(buyer, id=PartyId(f"X{index}-{row.id}"[:20]))
        company: Any = enter(by, party)
        company.standing = "clear"
        company.save()
        document = participation_document(party)
        Participation.objects.create(mission=row, code=party.id, company=company, document=document)
        Delegate.objects.create(mission=row, code=f"D{index}", name="x", document={"id": f"D{index}", "name": {}})


def test_lists_ask_as_often_for_three_rows_as_for_one(officer: Actor, signed_in: Client) -> None:
    mission, three = make(officer, example_mission()), make(officer, replace(example_mission(), currency="CNY"))
    _people(officer, mission, 1)
    _people(officer, three, 3)
    for name in ("mission-page", "mission-people", "mission-links", "mission-links-send", "mission-settings"):
        assert queries_at(signed_in, reverse(name, args=[mission.id])) == queries_at(
            signed_in, reverse(name, args=[three.id])
        ), name


def test_the_list_of_missions_asks_as_often_for_three_as_for_one(officer: Actor, signed_in: Client) -> None:
    settings = example_mission()
    _people(officer, make(officer, settings), 1)
    once = queries_at(signed_in, "/")
    for year in (1, 2):
        days = tuple(replace(day, on=day.on + timedelta(days=365 * year)) for day in settings.days)
        _people(officer, make(officer, replace(settings, days=days)), 2)
    assert queries_at(signed_in, "/") == once
