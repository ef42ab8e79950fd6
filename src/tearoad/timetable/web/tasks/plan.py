"""The job `timetable.plan`: match, build the problem, solve, explain, judge; all of it outside of any transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from tearoad.companies import Standing
from tearoad.companies.web.models import Company
from tearoad.errors import InputError, Interrupted, TearoadError
from tearoad.matching.web.actions.matching import rematch
from tearoad.matching.web.queries import is_fresh
from tearoad.mission import Objective
from tearoad.mission.web.models import Mission, Participation
from tearoad.office.web.models import Job
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.screening.web.tasks import compare_waiting
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.difference import announced_meetings, as_previous
from tearoad.timetable.explain import clash, explain
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad.timetable.web.actions import planning
from tearoad.timetable.web.actions.editing import store_problem
from tearoad.timetable.web.actions.planning import PlanWanted
from tearoad.timetable.web.models import Draft, DraftState
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.planning import levels, problem_building
from tearoad.values import WishId
from tearoad.web.registry import JobRun

PATIENCE = 20
"""A machine so many times busier than a quiet core still makes the plan that a quiet one makes."""

_Result = dict[str, Any]


def plan(run: JobRun) -> _Result:
    """Make the plan of a draft. A draft that nobody waits for any more is left as it is."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    wanted: PlanWanted = run.payload
    with acting_for(run.tenant):
        draft: Draft = Draft.objects.select_related("mission").get(pk=wanted["draft"])
        if draft.state != DraftState.PLANNING:
            return {"draft": draft.number}
        try:
            return _planned(run, by, draft)
        except Interrupted:
            if not unwanted(run):
                raise  # the worker ends, the wish stands: another worker begins again
            planning.drop(by, draft)
        except InputError as error:
            planning.give_up(by, draft, error, _defects(error))
        return {"draft": draft.number}


def _planned(run: JobRun, by: Actor, draft: Draft) -> _Result:
    _compare_first(run, draft.mission)
    run.step(Text("board_pages.step_match"))
    if not is_fresh(draft.mission):
        rematch(by, draft.mission)  # so that the pages about matches tell what the plan was made from
    mission_facts = problem_building.mission_facts(draft.mission)
    composed = problem_building.composed(mission_facts, problem_building.matched(mission_facts))
    problem = composed.problem
    _go_on(run)
    run.step(Text("board_pages.step_solve"))
    progress = SearchProgress(run, len(problem.previous))
    made = solve(
        problem,
        seed=draft.seed,
        work=draft.seconds,
        time_limit_s=PATIENCE * draft.seconds,
        start=_begun(run, problem),
        stop=run.stop,
        progress=progress,
    )
    early = stopped(run)
    run.step(Text("board_pages.step_explain"))
    progress.again()
    clashing = () if early else _clash(problem, made)
    violations = check(problem, made)
    if violations:
        error = TearoadError(Text("board_pages.judged_wrong", count=len(violations)), Text("board_pages.report_hint"))
        planning.give_up(by, draft, error, [violation.text for violation in violations])
        return {"draft": draft.number}
    kept = planning.PlanOutcome(
        revision=mission_facts.revision,
        problem=store_problem(by, problem),
        plan=made,
        explanations=explain(problem, made),
        roster=composed.roster,
        clash=clashing,
        stopped_early=early,
    )
    planning.keep(by, draft, kept)
    return {"draft": draft.number, "meetings": len(made.meetings)}


def _compare_first(run: JobRun, mission: Mission) -> None:
    """Compare with the lists in use whoever is clear by an older one; a list that cannot be read is told elsewhere."""
    taking_part = Participation.objects.filter(mission=mission).values("company")
    older = Company.objects.filter(standing=Standing.OLDER, pk__in=taking_part)
    if older.exists():
        with suppress(InputError):  # the pages of screening and of the mission tell it
            compare_waiting(run, older)


def _begun(run: JobRun, problem: Problem) -> Sequence[Meeting]:
    """Return the meetings of the draft to begin with, at the times they have today, whatever slots are called now."""
    wanted: PlanWanted = run.payload
    first = Draft.objects.select_related("problem").filter(pk=wanted.get("begin_with")).first()
    if first is None or first.problem is None:
        return ()
    return as_previous(announced_meetings(problem_of(first), plan_of(first).meetings), problem.slots)


def stopped(run: JobRun) -> bool:
    """Whether the plan in hand was asked for early; where only the worker ends, the work is done again elsewhere."""
    if not run.stop():
        return False
    if not unwanted(run):
        raise Interrupted(Text("board_pages.interrupted"))
    return True


def _go_on(run: JobRun) -> None:
    if run.stop():
        raise Interrupted(Text("board_pages.interrupted"))


def unwanted(run: JobRun) -> bool:
    """Whether somebody wished the job to stop, and not only the worker to end."""
    return bool(Job.objects.filter(pk=run.job_id, cancel_requested=True).exists())


def _clash(problem: Problem, made: Plan) -> tuple[WishId, ...]:
    held = {meeting.wish for meeting in made.meetings}
    return () if problem.lookup.musts <= held else clash(problem)


def _defects(error: InputError) -> list[Text]:
    """Return what a problem that contradicts itself is told to be."""
    params: Mapping[str, Any] = dict(error.text.params)
    found = params.get("defects", ())
    return [text for text in found if isinstance(text, Text)] if isinstance(found, tuple) else []


class SearchProgress:
    """Tells how far the search is: the share of the work, and the best so far of every level."""

    def __init__(self, run: JobRun, announced: int) -> None:
        """Begin; `announced` is how many meetings people had been told before."""
        self._run, self._told = run, announced
        self._levels: dict[Objective, Text] = {}
        self._share = 0.0

    def __call__(self, level: Objective, value: int, bound: int, share: float) -> None:
        """Hear of a level."""
        self._levels[level] = levels.so_far(level, value, bound, self._told)
        self._share = share
        self.again()

    def again(self) -> None:
        """Tell it once more, of the step that has begun since."""
        note = Text("board_pages.so_far", levels=tuple(self._levels.values()))
        self._run.advance(round(self._share * 100), 100, note)
