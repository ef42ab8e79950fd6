"""A mission with a draft of its plan, made by the engine once and written into rows for each test."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.journey.outcome import Outcome
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Mission
from tearoad.office.web.actions.files import keep
from tearoad.people import Actor
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_to_json, problem_to_json
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft, DraftState, Meeting, Published
from tearoad.values.document import text_to_document
from tearoad.web.clock import now
from tests.journey.small_demo import plan, small_demo
from tests.suite.scenes import made_once


@cache
def small_outcome() -> Outcome:
    """Return a third of the demo mission, planned."""
    with tempfile.TemporaryDirectory() as folder:
        return plan(small_demo(), Path(folder) / "mission", effort=1.0)[0]


def mission_row(by: Actor) -> Mission:
    """Write the small demo into rows, everybody cleared."""

    def make_mission_rows() -> Mission:
        files = small_demo()
        row = make(by, files.mission)
        write_files(by, row, files)
        Company.objects.update(standing=Standing.CLEAR)
        row.refresh_from_db()
        return row

    return made_once("small demo, all clear", make_mission_rows)


def published_row(by: Actor, mission: Mission) -> Published:
    """Publish the whole plan of the small demo."""
    row = made_once("small demo, published", lambda: publish(by, first_draft(by, mission), 1, seen_number=0))
    row.mission = mission
    return row


def published_next(by: Actor, mission: Mission, dropped: int = 2) -> Published:
    """Publish the same plan without its last meetings after it."""
    row = made_once(
        f"small demo, published without {dropped}", lambda: publish(by, second_draft(by, mission, dropped), 1)
    )
    row.mission = mission
    return row


def draft_row(by: Actor, mission: Mission, problem: Problem, of: Plan, number: int = 1) -> Draft:
    """Write a draft as the plan's job would."""
    content = json.dumps(problem_to_json(problem), ensure_ascii=False).encode()
    reasons = small_outcome().roster.reasons
    made: Draft = Draft.objects.create(
        mission=mission,
        number=number,
        state=DraftState.READY,
        mission_revision=mission.revision,
        problem=keep(by, name="problem.json", content=content, kind="problem", media_type="application/json"),
        plan=plan_to_json(of),
        reasons={str(wish): [text_to_document(text) for text in texts] for wish, texts in reasons.items()},
        made_at=now(),
    )
    return made


def first_draft(by: Actor, mission: Mission, number: int = 1) -> Draft:
    """Write the whole plan of the small demo as a draft."""
    outcome = small_outcome()
    return draft_row(by, mission, outcome.problem, outcome.plan, number)


def a_meeting(row: Published) -> Meeting:
    """Return a published plan's first meeting."""
    found: Meeting | None = Meeting.objects.filter(published=row).first()
    assert found is not None
    return found


def second_draft(by: Actor, mission: Mission, dropped: int = 2, number: int = 2) -> Draft:
    """Write the same plan without its last meetings as a draft."""
    outcome = small_outcome()
    kept, gone = outcome.plan.meetings[:-dropped], outcome.plan.meetings[-dropped:]
    less = replace(
        outcome.plan, meetings=kept, unplaced=(*outcome.plan.unplaced, *(meeting.wish for meeting in gone)), levels=()
    )
    return draft_row(by, mission, outcome.problem, less, number)
