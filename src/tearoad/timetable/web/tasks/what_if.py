"""The job `timetable.what_if`: build the changed problem, solve it, compare; all of it outside of any transaction."""

from __future__ import annotations

from typing import Any

from tearoad.errors import InputError, Interrupted
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.timetable.solve import solve
from tearoad.timetable.web.actions import what_ifs
from tearoad.timetable.web.actions.what_ifs import WhatIfWanted
from tearoad.timetable.web.models import DraftState, WhatIf
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.tasks.plan import PATIENCE, SearchProgress, stopped, unwanted
from tearoad.timetable.what_if import change_of, gain
from tearoad.web.registry import JobRun


def answer(run: JobRun) -> dict[str, Any]:
    """Answer a question; one that nobody waits for any more is left as it is."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    wanted: WhatIfWanted = run.payload
    with acting_for(run.tenant):
        question = WhatIf.objects.select_related("draft__problem").filter(pk=wanted["what_if"]).first()
        if question is None or question.state != DraftState.PLANNING:
            return {"what_if": wanted["what_if"]}
        try:
            _answered(run, by, question)
        except Interrupted:
            if not unwanted(run):
                raise  # the worker ends, the question stands: another worker begins again
            what_ifs.drop(by, question)
        except InputError as error:
            what_ifs.give_up(by, question, error)
        return {"what_if": str(question.pk)}


def _answered(run: JobRun, by: Actor, question: WhatIf) -> None:
    draft = question.draft
    problem, today = problem_of(draft), plan_of(draft)
    change = change_of(question.question, problem)
    run.step(Text("board_pages.step_solve"))
    then = solve(
        change.applied(problem),
        seed=draft.seed,
        work=draft.seconds,
        time_limit_s=PATIENCE * draft.seconds,
        start=change.carried(problem, today.meetings),
        stop=run.stop,
        progress=SearchProgress(run, len(problem.previous)),
    )
    early = stopped(run)
    what_ifs.keep(by, question, gain(today, then), revision=draft.revision, stopped_early=early)
