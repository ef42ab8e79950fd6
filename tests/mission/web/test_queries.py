from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tearoad.companies.web.actions import enter
from tearoad.companies.web.queries import participation_document
from tearoad.journey.example import example_files, example_mission
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Delegate, Mission, Participation
from tearoad.people import Actor
from tearoad.values import Language, PartyId

Count = Callable[[str], int]


@pytest.fixture
def count(signed_in: Client) -> Count:
    """Count the queries of a page."""

    def counted(url: str) -> int:
        signed_in.get(url)  # what is made once a process is made now
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert signed_in.get(url).status_code == 200
        return len(found)

    return counted


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


def test_lists_ask_as_often_for_three_rows_as_for_one(officer: Actor, count: Count) -> None:
    one, three = make(officer, example_mission()), make(officer, replace(example_mission(), currency="CNY"))
    _people(officer, one, 1)
    _people(officer, three, 3)
    for name in ("mission-page", "mission-people", "mission-links", "mission-links-send", "mission-settings"):
        assert count(reverse(name, args=[one.id])) == count(reverse(name, args=[three.id])), name


def test_the_list_of_missions_asks_as_often_for_three_as_for_one(officer: Actor, count: Count) -> None:
    settings = example_mission()
    _people(officer, make(officer, settings), 1)
    once = count("/")
    for year in (1, 2):
        days = tuple(replace(day, on=day.on + timedelta(days=365 * year)) for day in settings.days)
        _people(officer, make(officer, replace(settings, days=days)), 2)
    assert count("/") == once
