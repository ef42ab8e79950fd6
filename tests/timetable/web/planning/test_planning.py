from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import Interrupted
from tearoad.mission import Objective
from tearoad.mission.web.models import Mission, Participation
from tearoad.mission.web.queries import mission as mission_of
from tearoad.office.web.models import Job, JobState
from tearoad.office.web.tasks.worker import run_waiting
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.screening.web.actions.lists import add_list
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.plan import Level, Status
from tearoad.timetable.web.actions.pins import pin
from tearoad.timetable.web.actions.planning import ask_for_plan, cancel
from tearoad.timetable.web.models import Draft, DraftState, Pin, Published
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.planning import levels, problem_building
from tearoad.timetable.web.tasks.plan import plan
from tearoad.values.document import text_from_document, text_to_document
from tests.timetable.web.drafts import first_draft


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
    Job.objects.filter(pk=draft.job_id).update(state=JobState.RUNNING, cancel_requested=True)


def test_planning_compares_first_whoever_is_clear_by_an_older_list_only(officer: Actor, mission: Mission) -> None:
    """Nobody listed since the last comparison gets into the plan, and pages say until then what they go by."""
    listed = Company.objects.filter(standing=Standing.CLEAR).order_by("pk")[0]
    add_list(officer, "new.csv", f"id,kind,name\nN-1,firm,{listed.name}\n".encode())
    assert not Company.objects.filter(standing=Standing.CLEAR).exists()
    assert mission_of(officer, mission.pk).has_older
    draft = ask_for_plan(officer, mission, seconds=1)
    plan(Run(draft))
    draft = queries.draft(mission, 1)
    listed.refresh_from_db()
    assert (draft.state, listed.standing) == (DraftState.READY, Standing.HELD)
    ids = set(Participation.objects.filter(company=listed).values_list("code", flat=True))
    wishes = problem_of(draft).wishes
    assert ids
    assert not ids & {str(party) for wish in wishes for party in (wish.exporter, wish.buyer)}
    assert not mission_of(officer, mission.pk).has_older


def test_a_plan_is_made_judged_explained_and_kept_once(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=1)
    run = Run(draft)
    plan(run)
    draft = queries.draft(mission, 1)
    assert (draft.state, draft.stopped_early, draft.mission_revision) == (DraftState.READY, False, mission.revision)
    made = plan_of(draft)
    assert check(problem_of(draft), made) == ()
    assert set(draft.explanations) == set(made.unplaced)
    assert {meeting.wish for meeting in made.meetings} <= set(draft.reasons)
    assert run.steps == ["board_pages.step_match", "board_pages.step_solve", "board_pages.step_explain"]
    assert run.notes[-1].code == "board_pages.so_far"
    before = LedgerEntry.objects.count()
    assert plan(Run(draft)) == {"draft": 1}
    assert LedgerEntry.objects.count() == before


def test_while_it_runs_every_level_so_far_is_told_from_the_jobs_row(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    draft = ask_for_plan(officer, mission, seconds=1)
    run = Run(draft)
    plan(run)
    note = run.notes[-1]
    progress = {"step": text_to_document(Text("board_pages.step_solve")), "done": 3, "total": 50}
    Job.objects.filter(pk=draft.job_id).update(progress=progress | {"note": text_to_document(note)})
    Draft.objects.update(state=DraftState.PLANNING)
    Job.objects.update(state=JobState.RUNNING)
    draft = queries.draft(mission, 1)
    made = plan_of(draft).levels
    shown = queries.standing(draft).levels
    assert [level_line.name.code for level_line in shown] == [
        f"board_pages.objective_{level.objective.value}" for level in made
    ]
    # A last step may better the plan after the last note: the page says what the row says.
    kept: Any = note["levels"]
    assert shown == tuple(levels.read_back(text) for text in kept)
    page = signed_in.get(f"/missions/{mission.pk}/plan/").content.decode()
    assert page.count('data-label="No plan beats"') == len(made)
    assert page.count("searching</span>") == (0 if shown[-1].proved else 1)


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (Level(Objective.MUSTS, 3, 5, Status.FEASIBLE, 0), Text("board_pages.at_most_more", gap=2)),
        (Level(Objective.VALUE, 1000, 1013, Status.FEASIBLE, 0), Text("board_pages.at_most_better", share="1.3")),
        (Level(Objective.IDLE, 21, 4, Status.FEASIBLE, 0), Text("board_pages.at_most_fewer", gap=17)),
        (Level(Objective.IDLE, 4, 4, Status.OPTIMAL, 0), Text("board_pages.proved_idle")),
        (Level(Objective.DISTURBANCE, 25, 22, Status.FEASIBLE, 0), Text("board_pages.as_good_as_the_bound")),
    ],
)
def test_a_level_says_how_much_better_a_plan_could_be(level: Level, verdict: Text) -> None:
    announced = 9
    assert levels.line(level, announced).verdict == verdict
    kept = text_from_document(text_to_document(levels.so_far(level.objective, level.value, level.bound, announced)))
    assert levels.read_back(kept) == levels.line(level, announced)


def test_the_worker_makes_the_plan(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission, seconds=1)
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
    meeting = plan_of(in_force.draft).meetings[3]
    wish = problem_of(in_force.draft).lookup.wish[meeting.wish]
    start_at = problem_of(in_force.draft).slots[meeting.start].window.start_at
    Pin.objects.create(
        mission=mission, exporter=wish.exporter, buyer=wish.buyer, start_at=start_at, place=meeting.place
    )
    found = problem_building.mission_facts(mission)
    problem = problem_building.composed(found, problem_building.matched(found)).problem
    assert [(pin.wish, pin.start, pin.place) for pin in problem.pins] == [(meeting.wish, meeting.start, meeting.place)]
    assert set(problem.previous) == set(plan_of(in_force.draft).meetings)


def test_a_plan_made_again_from_a_board_holds_its_pins_and_begins_with_its_meetings(
    officer: Actor, signed_in: Client, mission: Mission
) -> None:
    first = first_draft(officer, mission)
    interpreters = {interpreter.id for interpreter in problem_of(first).interpreters}
    moved = next(meeting for meeting in plan_of(first).meetings if meeting.interpreter not in interpreters)
    first = pin(officer, first, moved.wish, seen_revision=1)
    address = reverse("timetable-make", args=[mission.pk])
    answer = signed_in.post(address, {"seconds": "5", "begin_with": "1"})
    assert answer["Location"] == f"/missions/{mission.pk}/plan/2/"
    page = signed_in.get(answer["Location"]).content.decode()
    assert 'hx-trigger="every 1s"' in page
    second = queries.draft(mission, 2)
    wish_to_stop(second)
    plan(Run(second, stops=lambda run: bool(run.notes)))
    second = queries.draft(mission, 2)
    at = {(meeting.wish, meeting.start, meeting.place) for meeting in plan_of(second).meetings}
    assert (moved.wish, moved.start, moved.place) in at
    assert len(plan_of(second).meetings) >= len(plan_of(first).meetings)
    assert "stay exactly where they are" in signed_in.get(f"/missions/{mission.pk}/plan/1/").content.decode()


def test_a_draft_that_holds_no_plan_is_none_to_begin_with(signed_in: Client, mission: Mission) -> None:
    address = reverse("timetable-make", args=[mission.pk])
    assert signed_in.post(address, {"begin_with": "7"}).status_code == 404
    assert not Draft.objects.exists()


def test_a_planning_whose_job_died_has_failed(officer: Actor, mission: Mission) -> None:
    draft = ask_for_plan(officer, mission)
    Job.objects.update(state=JobState.FAILED)
    draft = queries.draft(mission, 1)
    assert queries.state_of(draft) is DraftState.FAILED
    assert queries.failure_of(draft) == queries.Failure(Text("board_pages.lost"), Text("board_pages.lost_hint"), ())
    assert ask_for_plan(officer, mission).number == 2
