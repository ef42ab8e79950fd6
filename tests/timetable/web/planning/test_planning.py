from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Denied, Interrupted
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.web.actions.planning import ask_for_plan, cancel
from tearoad.timetable.web.models import Draft, DraftState, Pin, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.planning import posing
from tearoad.timetable.web.tasks.plan import plan


class Run:
    """A job while it runs; `stops` says when it is asked to stop."""

    def __init__(self, draft: Draft, stops: Callable[[Run], bool] = lambda _run: False) -> None:
        assert draft.job is not None
        self.job_id: UUID = draft.job.pk
        self.tenant: UUID = draft.tenant_id
        self.by: UUID | None = None
        self.payload: Mapping[str, Any] = draft.job.payload
        self.stops = stops
        self.steps: list[str] = []
        self.notes: list[Text] = []

    def step(self, text: Text) -> None:
        """Keep the step's code."""
        self.steps.append(text.code)

    def advance(self, done: int, total: int, note: Text | None = None) -> None:
        """Keep the note."""
        assert 0 <= done <= total
        if note is not None:
            self.notes.append(note)

    def stop(self) -> bool:
        """Answer as the test wishes."""
        return self.stops(self)


def wish_to_stop(draft: Draft) -> None:
    Job.objects.filter(pk=draft.job_id).update(state=JobState.RUNNING, cancel_wished=True)


def test_a_plan_is_made_judged_explained_and_kept(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=5)
    run = Run(draft)
    plan(run)
    draft = queries.draft(mission, 1)
    assert (draft.state, draft.stopped_early, draft.mission_revision) == (DraftState.READY, False, mission.revision)
    made = plan_of(draft)
    assert check(problem_of(draft), made) == ()
    assert set(draft.explanations) == set(made.unplaced)
    assert {one.wish for one in made.meetings} <= set(draft.reasons)
    assert run.steps == ["board_pages.step_match", "board_pages.step_solve", "board_pages.step_explain"]
    assert run.notes[-1].code == "board_pages.so_far"


def test_a_job_that_runs_twice_has_its_effect_once(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=5)
    plan(Run(draft))
    before = LedgerEntry.objects.count()
    assert plan(Run(draft)) == {"draft": 1}
    assert LedgerEntry.objects.count() == before


def test_the_worker_makes_the_plan(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=5)
    assert run_waiting() == 1
    draft = queries.draft(mission, 1)
    assert draft.job is not None
    assert (draft.state, draft.job.state) == (DraftState.READY, JobState.DONE)


def test_a_second_wish_on_the_page_says_that_nothing_new_was_asked_for(signed_in: Client, mission: Mission) -> None:
    address = reverse("timetable-make", args=[mission.pk])
    said = "Draft 1 is still being made, with 600 seconds"
    assert said not in signed_in.post(address, {"seconds": "600"}, follow=True).content.decode()
    assert said in signed_in.post(address, {"seconds": "30"}, follow=True).content.decode()


def test_a_second_wish_is_answered_with_the_running_one(officer: Actor, mission: Mission) -> None:
    first = ask_for_plan(officer, mission)
    assert ask_for_plan(officer, mission) == first
    assert Draft.objects.count() == Job.objects.filter(kind="timetable.plan").count() == 1


def test_an_auditor_may_not_plan(officer: Actor, mission: Mission) -> None:
    with pytest.raises(Denied):
        ask_for_plan(Actor(officer.tenant, Role.AUDITOR, officer.user), mission)


def test_a_plan_that_waits_is_taken_back_at_once(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission)
    cancel(officer, draft)
    draft.refresh_from_db()
    assert draft.state == DraftState.CANCELLED
    assert ask_for_plan(officer, mission).number == 2


def test_stopping_keeps_the_best_plan_so_far(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=600)
    wish_to_stop(draft)
    plan(Run(draft, stops=lambda run: bool(run.notes)))
    draft.refresh_from_db()
    assert (draft.state, draft.stopped_early) == (DraftState.READY, True)
    assert plan_of(draft).meetings != ()
    assert check(problem_of(draft), plan_of(draft)) == ()


def test_stopping_before_there_is_a_plan_keeps_none(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission)
    wish_to_stop(draft)
    plan(Run(draft, stops=lambda _run: True))
    draft.refresh_from_db()
    assert draft.state == DraftState.CANCELLED


def test_a_worker_that_ends_leaves_the_wish_to_the_next(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=600)
    with pytest.raises(Interrupted):
        plan(Run(draft, stops=lambda run: bool(run.notes)))
    draft.refresh_from_db()
    assert draft.state == DraftState.PLANNING


def test_without_cleared_companies_the_draft_says_why_and_what_to_do(officer: Actor, mission: Mission) -> None:
    Company.objects.update(standing=Standing.UNKNOWN)
    draft = ask_for_plan(officer, mission)
    plan(Run(draft))
    draft.refresh_from_db()
    failure = queries.failure_of(draft)
    assert draft.state == DraftState.FAILED
    assert failure is not None
    assert failure.hint is not None
    assert (failure.text.code, failure.hint.code) == ("board_pages.nobody_clear", "board_pages.nobody_clear_hint")


def test_a_new_plan_holds_what_is_pinned_and_knows_what_people_were_told(mission: Mission, in_force: Published) -> None:
    told = plan_of(in_force.draft).meetings[3]
    wish = problem_of(in_force.draft).lookup.wish[told.wish]
    start_at = problem_of(in_force.draft).slots[told.start].window.start_at
    Pin.objects.create(mission=mission, exporter=wish.exporter, buyer=wish.buyer, start_at=start_at, place=told.place)
    found = posing.told(mission)
    problem = posing.posed(found, posing.matched(found)).problem
    assert [(pin.wish, pin.start, pin.place) for pin in problem.pins] == [(told.wish, told.start, told.place)]
    assert set(problem.previous) == set(plan_of(in_force.draft).meetings)


def test_a_planning_whose_job_died_has_failed(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission)
    Job.objects.update(state=JobState.FAILED)
    draft = queries.draft(mission, 1)
    assert queries.state_of(draft) is DraftState.FAILED
    assert queries.failure_of(draft) == queries.Failure(Text("board_pages.lost"), Text("board_pages.lost_hint"), ())
    assert ask_for_plan(officer, mission).number == 2
