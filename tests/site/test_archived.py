"""Nothing in an archived mission is changed: every address of a mission is tried, whichever stage it is of."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tearoad.errors import Conflict
from tearoad.journey.example import example_mission
from tearoad.mission.web.actions.missions import archive, make
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Policy, Role
from tearoad.people.web.models import Membership
from tearoad.timetable.web.actions.planning import ask_for_plan
from tests.site.isolation.endpoints import Endpoint, endpoints
from tests.site.isolation.judging import writes

OPEN = frozenset({"mission-archive"})
"""What takes it out again."""
OF_A_MISSION = tuple(endpoint for endpoint in endpoints() if "mission_id" in endpoint.parameters)
FEWEST = 30
ANYTHING = {"number": "1", "repair": "1", "trouble": "absent", "role": "buyer", "party": "B001"}
ANYTHING |= {"edition": "1"}


@pytest.fixture
def archived(officer: Actor) -> Mission:
    """A mission that was put away."""
    row = make(officer, example_mission())
    archive(officer, row)
    row.refresh_from_db()
    return row


def address(of: Endpoint, mission: Mission) -> str:
    """Return an address of the mission; what else it names need not be there."""
    values = {name: ANYTHING.get(name, str(uuid4())) for name in of.parameters}
    return of.address(values | {"mission_id": str(mission.id)})


def test_every_form_of_an_archived_mission_is_refused_and_writes_nothing(signed_in: Client, archived: Mission) -> None:
    Membership.objects.update(role=Role.MANAGER)
    codes = {}
    with writes() as written:
        for endpoint in OF_A_MISSION:
            if endpoint.name not in OPEN:
                codes[endpoint.name] = signed_in.post(address(endpoint, archived)).status_code
    assert {name: code for name, code in codes.items() if code != 409} == {}
    assert written == []
    assert len(codes) > FEWEST


def test_it_is_still_read_and_taken_out_again(signed_in: Client, archived: Mission) -> None:
    for name in ("mission-page", "mission-people", "timetable-plan", "matching-matches", "journey-imports"):
        chosen = next(endpoint for endpoint in OF_A_MISSION if endpoint.name == name)
        page = signed_in.get(address(chosen, archived))
        assert (page.status_code, name) == (200, name)
    plan = next(endpoint for endpoint in OF_A_MISSION if endpoint.name == "timetable-plan")
    make_plan = next(endpoint for endpoint in OF_A_MISSION if endpoint.name == "timetable-make")
    assert address(make_plan, archived) not in signed_in.get(address(plan, archived)).content.decode()
    out = next(endpoint for endpoint in OF_A_MISSION if endpoint.name == "mission-archive")
    assert signed_in.post(address(out, archived), {"unarchive": "1"}).status_code == 302
    archived.refresh_from_db()
    assert archived.archived_at is None


def test_who_may_not_change_it_anyway_is_told_that_first(signed_in: Client, archived: Mission) -> None:
    Membership.objects.update(role=Role.AUDITOR)
    changing = [endpoint for endpoint in OF_A_MISSION if endpoint.policy is Policy.PLAN]
    assert {signed_in.post(address(endpoint, archived)).status_code for endpoint in changing} == {403}


def test_an_action_asks_again(officer: Actor, archived: Mission) -> None:
    with pytest.raises(Conflict):
        ask_for_plan(officer, archived)
