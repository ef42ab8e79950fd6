"""A published plan on a morning of the fair, everybody told of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.test import override_settings

from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.timetable.repair import Kind, Reported, Scene
from tearoad.timetable.web.actions.papers import PAPERS
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.actions.repairing import ask_for_repair
from tearoad.timetable.web.models import Draft, Published
from tearoad.timetable.web.queries.repairs.mended import scene_of
from tearoad.timetable.web.queries.repairs.reading_reports import read
from tearoad.values import Language
from tearoad.web.clock import fair_now, now
from tearoad.words import Words
from tests.suite.scenes import made_once
from tests.timetable.web.drafts import first_draft, mission_row, small_outcome
from tests.timetable.web.publishing.conftest import tell_everybody


def morning() -> datetime:
    """Return a moment at which the first meetings of the fair have begun."""
    outcome = small_outcome()
    first = min(meeting.start for meeting in outcome.plan.meetings)
    return outcome.problem.slots[first].window.start_at + timedelta(minutes=5)


@pytest.fixture(autouse=True)
def at_the_fair() -> Iterator[None]:
    """The pages' clock stands on the first morning of the fair."""
    with override_settings(CLOCK_OFFSET=morning() - now()):
        yield


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The small demo in rows, everybody cleared."""
    return mission_row(officer)


@pytest.fixture
def in_force(officer: Actor, mission: Mission) -> Published:
    """Its first plan, published, and everybody told of it."""

    def make_published_plan() -> Published:
        row = publish(officer, first_draft(officer, mission), 1, seen_number=0)
        tell_everybody(row)
        return row

    row = made_once("small demo, published and told", make_published_plan)
    row.mission = mission
    return row


@pytest.fixture
def scene(in_force: Published) -> Scene:
    """The plan in force now."""
    return scene_of(in_force, fair_now())


@pytest.fixture
def repaired(officer: Actor, mission: Mission, scene: Scene) -> Draft:
    """A finished repair: the busiest interpreter is away."""

    def make_draft_rows() -> Draft:
        ask_for_repair(officer, mission, interpreter_away(scene))
        mend()
        return newest(mission)

    row = made_once("small demo, its busiest interpreter away", make_draft_rows)
    row.mission = mission
    return row


def mend() -> int:
    """Do the waiting repairs, but not the papers of plans, which are others' tests; return how many jobs ran."""
    Job.objects.filter(kind=PAPERS, state=JobState.WAITING).delete()
    return run_waiting()


def busiest(scene: Scene) -> str:
    """Return the interpreter with the next meeting."""
    served = (meeting.interpreter for meeting in scene.to_come if meeting.interpreter)
    return next(str(interpreter) for interpreter in served if not scene.problem.lookup.is_delegate(interpreter))


def interpreter_away(scene: Scene) -> Reported:
    """Return that this interpreter is away for the rest of the day."""
    return read(scene, Kind.INTERPRETER, {"who": busiest(scene)}, Words(Language.EN))


def newest(mission: Mission) -> Draft:
    """Return the newest draft."""
    found: Draft | None = Draft.objects.filter(mission=mission).order_by("-number").first()
    assert found is not None
    return found
