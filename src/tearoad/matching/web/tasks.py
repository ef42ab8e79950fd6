"""Matching as a worker's job."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.queries import MATCH, MatchWanted
from tearoad.mission.web.queries import mission
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.web.registry import Job, JobRun


def match_mission(run: JobRun) -> dict[str, Any]:
    """Match a mission anew; running twice gives the same rows."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    wanted: MatchWanted = run.payload
    run.step(Text("matching_pages.step_match"))
    made = rematch(by, mission(by, UUID(wanted["mission"])))
    return {"matches": len(made.matches), "refusals": len(made.refusals)}


JOB = Job(MATCH, Text("matching.match"), match_mission)
