from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tearoad.errors import InputError, Interrupted
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.text import Text
from tearoad.timetable.web.actions import what_ifs
from tearoad.timetable.web.actions.moves import unplace
from tearoad.timetable.web.models import Draft, DraftState, WhatIf
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.tasks.what_if import answer
from tests.timetable.web.drafts import first_draft


class Run:
    """A job while it runs; `stops` says when it is asked to stop."""

    def __init__(self, what_if: WhatIf, stops: Callable[[Run], bool] = lambda _run: False) -> None:
        assert what_if.job is not None
        self.job_id: UUID = what_if.job.pk
        self.tenant: UUID = what_if.tenant_id
        self.by: UUID | None = None
        self.payload: Mapping[str, Any] = what_if.job.payload
        self.stops = stops
        self.notes: list[Text] = []

    def step(self, text: Text) -> None:
        """Hear of a step."""

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Keep the note."""
        assert 0 <= done <= total
        if note is not None:
            self.notes.append(note)

    def stop(self) -> bool:
        """Answer as the test wishes."""
        return self.stops(self)


@pytest.fixture
def draft(officer: Actor, mission: Mission) -> Draft:
    made = first_draft(officer, mission)
    Draft.objects.update(seconds=1)
    made.refresh_from_db()
    return made


def page(mission: Mission, rest: str = "") -> str:
    return f"/missions/{mission.pk}/plan/1/what-if/{rest}"


def test_a_question_is_answered_once_and_leaves_the_mission_and_the_draft_alone(
    officer: Actor, mission: Mission, draft: Draft
) -> None:
    before = (mission.revision, draft.revision, draft.plan)
    (what_if,) = what_ifs.ask(officer, draft, ["hour"])
    run = Run(what_if)
    answer(run)
    what_if.refresh_from_db()
    plan = plan_of(draft)
    assert what_if.state == DraftState.READY
    assert [level["objective"] for level in what_if.answer["levels"]] == [
        level.objective.value for level in plan.levels
    ]
    assert [level["before"] for level in what_if.answer["levels"]] == [
        [level.value, level.bound] for level in plan.levels
    ]
    assert set(what_if.answer["fits"]) <= set(plan.unplaced)
    assert run.notes != []
    mission.refresh_from_db()
    draft.refresh_from_db()
    assert (mission.revision, draft.revision, draft.plan) == before
    entries = LedgerEntry.objects.count()
    answer(run)  # a job that runs twice has its effect once
    assert LedgerEntry.objects.count() == entries


def test_several_questions_at_once_stand_side_by_side(signed_in: Client, mission: Mission, draft: Draft) -> None:
    del draft
    signed_in.post(page(mission, "ask/"), {"question": ["hour", "hour:1"]})
    waiting = signed_in.get(page(mission)).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert waiting.count("<progress") == 2
    assert run_waiting() == 2
    html = signed_in.get(page(mission)).content.decode()
    assert 'hx-trigger="every 1s"' not in html
    assert html.count("<article") == html.count("What is gained</th>") == 2


def test_a_question_being_answered_is_not_asked_twice_and_an_old_answer_is_replaced(
    officer: Actor, draft: Draft
) -> None:
    (first,) = what_ifs.ask(officer, draft, ["hour", "hour"])
    assert what_ifs.ask(officer, draft, ["hour"]) == (first,)
    answer(Run(first))
    (second,) = what_ifs.ask(officer, draft, ["hour"])
    assert second.pk != first.pk
    assert [what_if.pk for what_if in WhatIf.objects.all()] == [second.pk]


def test_an_answer_about_an_older_board_says_so(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    (what_if,) = what_ifs.ask(officer, draft, ["hour"])
    answer(Run(what_if))
    said = "The board has been edited since this was asked."
    assert said not in signed_in.get(page(mission)).content.decode()
    unplace(officer, draft, plan_of(draft).meetings[0].wish, seen_revision=draft.revision)
    assert said in signed_in.get(page(mission)).content.decode()


def test_stopping_what_waits_takes_it_back_and_stopping_what_runs_keeps_what_was_found(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    waits, runs = what_ifs.ask(officer, draft, ["hour", "hour:1"])
    signed_in.post(page(mission, f"{waits.pk}/stop/"))
    waits.refresh_from_db()
    assert waits.state == DraftState.CANCELLED
    Job.objects.filter(pk=runs.job_id).update(state=JobState.RUNNING)
    signed_in.post(page(mission, f"{runs.pk}/stop/"))
    answer(Run(runs, stops=lambda run: bool(run.notes)))
    runs.refresh_from_db()
    assert (runs.state, runs.stopped_early) == (DraftState.READY, True)


def test_a_worker_that_ends_leaves_the_question_to_the_next(officer: Actor, draft: Draft) -> None:
    (what_if,) = what_ifs.ask(officer, draft, ["hour"])
    with pytest.raises(Interrupted):
        answer(Run(what_if, stops=lambda _run: True))
    what_if.refresh_from_db()
    assert what_if.state == DraftState.PLANNING


def test_a_question_that_no_longer_makes_sense_says_why(officer: Actor, draft: Draft) -> None:
    (what_if,) = what_ifs.ask(officer, draft, ["hour"])
    WhatIf.objects.update(question="hour:9")
    answer(Run(what_if))
    what_if.refresh_from_db()
    assert (what_if.state, what_if.failure["text"]["code"]) == (DraftState.FAILED, "timetable.what_if_unknown")


def test_what_cannot_be_asked_is_refused_and_nothing_is_kept(
    officer: Actor, signed_in: Client, mission: Mission, draft: Draft
) -> None:
    with pytest.raises(InputError):
        what_ifs.ask(officer, draft, ["hour", "chair"])
    assert signed_in.post(page(mission, "ask/"), {"question": "chair"}).status_code == 422
    assert not WhatIf.objects.exists()
    html = signed_in.post(page(mission, "ask/"), follow=True).content.decode()
    assert "tick at least one question" in html
    assert signed_in.post(page(mission, f"{uuid4()}/stop/")).status_code == 404


def test_answers_go_with_their_draft(officer: Actor, draft: Draft) -> None:
    what_ifs.ask(officer, draft, ["hour"])
    draft.delete()
    assert not WhatIf.objects.exists()
    assert problem_of(draft).slots != ()
