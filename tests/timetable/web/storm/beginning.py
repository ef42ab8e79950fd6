"""How a storm begins and ends: a mission with a plan in force, and a new plan once the wind has dropped."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.test import Client

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.files import MissionFiles
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import parties
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User, acting_for
from tearoad.timetable import solve
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.planning.problem_building import composed, matched, mission_facts
from tearoad.timetable.web.queries.publishing.displaced import displaced_plan
from tests.journey.small_demo import plan
from tests.timetable.web.drafts import draft_row
from tests.timetable.web.storm.storm import Storm


@dataclass(frozen=True, slots=True)
class Begun:
    """A mission with a plan in force, and its officer."""

    actor: Actor
    browser: Client
    mission: Mission

    def storm(self, seed: int) -> Storm:
        """Return a storm over it."""
        return Storm(self.browser, self.mission, seed)


def begin(files: MissionFiles) -> Begun:
    """Write a mission into an empty database, plan and publish it."""
    house = Organisation.objects.create(name="Example Department (fictional)")
    user = User.objects.create_user("officer@example.org", name="Officer")
    Membership.objects.create(user=user, organisation=house, role=Role.OFFICER)
    actor = Actor(house.id, Role.OFFICER, user.id, name="Officer")
    browser = Client()
    browser.force_login(user)
    with acting_for(house.id):
        row = make(actor, files.mission)
        write_files(actor, row, files)
        Company.objects.update(standing=Standing.CLEAR)
        row.refresh_from_db()
        with tempfile.TemporaryDirectory() as folder:
            outcome = plan(files, Path(folder) / "mission")[0]
        publish(actor, draft_row(actor, row, outcome.problem, outcome.plan), 1, seen_number=0)
    return Begun(actor, browser, row)


def plan_anew(by: Actor, mission: Mission) -> list[str]:
    """Plan the mission as it stands, publish it, and return what is displaced even so."""
    mission.refresh_from_db()
    found = mission_facts(mission)
    problem = composed(found, matched(found)).problem
    number = 1 + max(Draft.objects.filter(mission=mission).values_list("number", flat=True))
    draft = draft_row(by, mission, problem, solve(problem, time_limit_s=3.0, seed=1), number)
    publish(by, draft, draft.revision, seen_number=None)
    return [
        f"{meeting.exporter}/{meeting.buyer}" for meeting in displaced_plan(mission, parties(mission), None).meetings
    ]
