"""A plan has one writer: home, or the hub it was handed to."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tearoad.capture.web.actions.hubs import hall, home, pairing
from tearoad.capture.web.models import Passage
from tearoad.errors import Conflict, InputError
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.timetable.web.actions import handing
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft, Published
from tearoad.web.clock import now
from tests.timetable.web.drafts import second_draft

Letter = dict[str, Any]
DAY = timedelta(days=1)


def brought(mission: Mission, in_force: Published, number: int = 2) -> Letter:
    """Return a hub's letter with a plan that was published there: two meetings fewer."""
    plan = deepcopy(in_force.plan)
    gone = [meeting["wish"] for meeting in plan["meetings"][-2:]]
    plan["meetings"], plan["unplaced"] = plan["meetings"][:-2], sorted([*plan["unplaced"], *gone])
    first = handing.plan_after(mission, 0)
    assert first is not None
    return hall.letter_of(mission) | {"plan": first | {"number": number, "plan": plan}}


def numbers(mission: Mission) -> list[int]:
    return sorted(Published.objects.filter(mission=mission).values_list("number", flat=True))


def test_while_a_hub_has_the_plan_home_publishes_none(
    officer: Actor, mission: Mission, in_force: Published, paired_hub: pairing.PairedHub
) -> None:
    draft = second_draft(officer, mission)
    pairing.hand_plan(officer, paired_hub.hub, now() + DAY)
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1, seen_number=1)
    assert refused.value.text.code == "hub_pages.plan_is_away"
    pairing.take_plan_back(officer, mission)
    assert publish(officer, draft, 1, seen_number=1).number == in_force.number + 1


def test_a_hub_publishes_only_the_plan_that_is_with_it_and_while_it_is(
    officer: Actor, mission: Mission, in_force: Published, paired_hub: pairing.PairedHub, settings: Settings
) -> None:
    draft = second_draft(officer, mission)
    other = pairing.make(officer, mission, "Hall 8").hub
    pairing.hand_plan(officer, other, now() + DAY)
    settings.HUB = paired_hub.hub.pk
    with pytest.raises(Conflict) as refused:
        publish(officer, draft, 1, seen_number=1)
    assert refused.value.text.code == "hub_pages.plan_is_home"
    settings.HUB = other.pk
    assert publish(officer, draft, 1, seen_number=1).number == in_force.number + 1


def test_a_hubs_plan_comes_into_force_at_home_once(
    officer: Actor, mission: Mission, in_force: Published, paired_hub: pairing.PairedHub
) -> None:
    pairing.hand_plan(officer, paired_hub.hub, now() + DAY)
    letter = brought(mission, in_force)
    answer = home.answered(paired_hub.hub, letter)
    assert (answer["plan_number"], answer["plan"], numbers(mission)) == (2, None, [1, 2])
    home.answered(paired_hub.hub, letter)
    assert numbers(mission) == [1, 2]
    assert Published.objects.get(mission=mission, number=2).plan == letter["plan"]["plan"]
    # What home put into force does not come back to the hub as something new.
    hall.take_in(mission, letter, answer)
    passage = Passage.objects.get(mission=mission, party="")
    assert (passage.read, passage.given) == (2, 2)


@pytest.mark.parametrize("number", [2, 3])
def test_what_comes_without_the_plan_or_too_late_is_kept_as_a_draft_once(
    officer: Actor, mission: Mission, in_force: Published, paired_hub: pairing.PairedHub, number: int
) -> None:
    if number == 3:
        pairing.hand_plan(officer, paired_hub.hub, now() + DAY)
    letter, drafts = brought(mission, in_force, number), Draft.objects.filter(mission=mission).count()
    for _twice in range(2):
        home.answered(paired_hub.hub, letter)
    assert numbers(mission) == [1]
    assert Draft.objects.filter(mission=mission).count() == drafts + 1


def test_the_plan_is_handed_to_one_hub_and_to_a_time_to_come(
    officer: Actor, mission: Mission, paired_hub: pairing.PairedHub
) -> None:
    with pytest.raises(InputError):
        pairing.hand_plan(officer, paired_hub.hub, now() - DAY)
    with pytest.raises(Conflict):
        pairing.take_plan_back(officer, mission)
    pairing.hand_plan(officer, paired_hub.hub, now() + DAY)
    with pytest.raises(Conflict):
        pairing.hand_plan(officer, pairing.make(officer, mission, "Hall 8").hub, now() + DAY)
    pairing.end(officer, paired_hub.hub)
    with pytest.raises(Conflict):
        pairing.take_plan_back(officer, mission)


def test_at_a_hub_nothing_of_homes_is_changed_by_a_form(
    signed_in: Client, mission: Mission, paired_hub: pairing.PairedHub, settings: Settings
) -> None:
    settings.HUB = paired_hub.hub.pk
    answer = signed_in.post(f"/missions/{mission.pk}/hubs/", {"name": "Hall 9"})
    assert (answer.status_code, "this is changed at home" in answer.content.decode()) == (409, True)
    assert signed_in.get(f"/missions/{mission.pk}/hubs/").status_code == 200
