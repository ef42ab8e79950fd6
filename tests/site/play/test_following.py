"""The demo of a year later: a full ladder, something told twice, something that contradicts itself."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from lab.benchmarks.recount import differences, recounted
from tearoad.mission.web.models import Mission
from tearoad.orders import contradictions
from tearoad.orders.web.models import OpportunityEvent
from tearoad.orders.web.queries.doubles import doubles
from tearoad.orders.web.queries.opportunities import decided_doubles, ladder_of, opportunities
from tearoad.orders.web.queries.parties import parties
from tearoad.people import Actor
from tearoad.results.web.models import ResultsEdition
from tearoad.site.play.following import STORIES, follow
from tearoad.values import Language
from tests.mission.web.conftest import mission

__all__ = ["mission"]


@pytest.fixture
def later(officer: Actor, mission: Mission) -> Mission:
    """The example mission, moved back by years, with what came of it."""
    on = mission.starts_on.replace(year=2023), mission.ends_on.replace(year=2023)
    Mission.objects.filter(pk=mission.pk).update(starts_on=on[0], ends_on=on[1])
    mission.refresh_from_db()
    follow(officer, mission)
    return mission


def test_every_rung_is_stood_on_and_recounted(signed_in: Client, later: Mission) -> None:
    document = json.loads(signed_in.get(f"/missions/{later.id}/results/results.json").content)
    ours = recounted(document)
    assert differences(document, ours) == []
    rungs = ("intended", "memorandum", "contract", "deposit", "shipped", "paid", "sold_at_stand")
    assert [rung for rung in rungs if not ours[f"{rung}_amount", ""]["rows"]] == []
    assert ResultsEdition.objects.count() == 1


def test_something_is_told_twice_contradicts_itself_and_lacks_a_rate(later: Mission) -> None:
    found = opportunities(later)
    assert OpportunityEvent.objects.count() == sum(map(len, STORIES))
    assert len(doubles(later, parties(later, Language.EN)).waiting) >= 1
    assert [text for opportunity in found for text in contradictions(opportunity.history)] != []
    assert ladder_of(found, later, decided_doubles(later)).contract.missing != ()
