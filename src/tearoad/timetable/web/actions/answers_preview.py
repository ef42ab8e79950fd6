"""Ask what the plan looks like if nobody else answers."""

from __future__ import annotations

from typing import TypedDict

from django.db import transaction

from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import open_mission
from tearoad.office.web.actions.jobs import ask
from tearoad.office.web.models import Job
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.timetable.solve import DEFAULT_WORK

ANSWERS_PREVIEW = "timetable.answers_preview"
"""The kind of the job."""
PREVIEW_WORK = DEFAULT_WORK / 3
"""So much is searched for each of its three plans: a forecast, which holds no worker as long as a plan may."""


class PreviewWanted(TypedDict):
    """Of which mission a forecast is made, and how much is searched for each plan."""

    mission: str
    work: float


@transaction.atomic
def ask_for_preview(by: Actor, mission: Mission, work: float = PREVIEW_WORK) -> Job:
    """Ask a worker, who searches so much for each plan; the same wish about the same answers is not written twice.

    Raises:
        Conflict: the mission is archived.

    """
    require(by, Policy.PLAN)
    held = open_mission(mission)
    return ask(by, ANSWERS_PREVIEW, f"{held.pk}:{held.revision}", PreviewWanted(mission=str(held.pk), work=work))
