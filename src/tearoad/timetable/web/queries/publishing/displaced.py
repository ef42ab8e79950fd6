"""Which meetings of the plan in force, or of a plan to be, the programme makes impossible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from tearoad.mission import ProgrammeItem
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties
from tearoad.programme import DisplacedMeeting, DisplacedPlan
from tearoad.timetable.explain.displaced import displaced_meetings
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.publishing.everyone import Everyone
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem


def displaced_plan(
    mission: Mission, parties: Parties, programme: Iterable[ProgrammeItem] | None = None
) -> DisplacedPlan:
    """Return what a programme strikes of the plan in force; nothing where there is none. One query."""
    row = Published.objects.filter(mission=mission).select_related("problem", "draft").order_by("-number").first()
    if row is None:
        return DisplacedPlan()
    return DisplacedPlan(
        displaced(parties, published_problem(row), published_plan(row), programme),
        reverse("timetable-board", args=[mission.pk, row.draft.number]),
        reverse("timetable-plan", args=[mission.pk]),
    )


def displaced(
    parties: Parties, problem: Problem, plan: Plan, programme: Iterable[ProgrammeItem] | None = None
) -> tuple[DisplacedMeeting, ...]:
    """Return what a programme (None: the mission's as it stands) strikes of a plan; no query."""
    if programme is not None:
        parties = replace(parties, programme=tuple(programme))
    sharing = parties.sharing
    return displaced_meetings(Everyone(sharing).roster, problem, plan, sharing.absences)
