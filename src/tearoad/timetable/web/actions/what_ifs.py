"""Ask what would be gained if there were more of something, stop the asking, keep the answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from django.db import transaction

from tearoad.errors import TearoadError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions import jobs
from tearoad.office.web.models import JobState
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.timetable.plan import Level
from tearoad.timetable.web.models import Draft, DraftState, WhatIf
from tearoad.timetable.web.queries.loading import problem_of
from tearoad.timetable.web.queries.planning.drafts import state_of
from tearoad.timetable.what_if import Gain, LevelGain, change_code, change_of
from tearoad.values.document import text_to_document
from tearoad.web.clock import now

WHAT_IF = "timetable.what_if"


class WhatIfWanted(TypedDict):
    """Which question is answered."""

    what_if: str


@transaction.atomic
def ask(by: Actor, draft: Draft, questions: Sequence[str]) -> tuple[WhatIf, ...]:
    """Ask a worker each question; one that is being answered is not asked twice, an older answer is replaced.

    Raises:
        InputError: a question that cannot be asked of this draft.

    """
    require(by, Policy.PLAN)
    # Two who ask at once wait for each other.
    refuse_archived(Mission.objects.select_for_update().get(pk=draft.mission_id))
    problem = problem_of(draft)
    wanted = dict.fromkeys(change_code(change_of(question, problem)) for question in questions)
    return tuple(_create_what_if(by, draft, text) for text in wanted)


def _create_what_if(by: Actor, draft: Draft, question: str) -> WhatIf:
    known: WhatIf | None = WhatIf.objects.filter(draft=draft, question=question).select_related("job").first()
    if known is not None and state_of(known) is DraftState.PLANNING:
        return known
    if known is not None:
        known.delete()
    made: WhatIf = WhatIf.objects.create(draft=draft, question=question, draft_revision=draft.revision, asked_at=now())
    made.job = jobs.ask(by, WHAT_IF, str(made.id), WhatIfWanted(what_if=str(made.id)))
    made.save(update_fields=["job"])
    ledger.append(by, "timetable.what_if_asked", "draft", draft.id, {"number": draft.number, "question": question})
    return made


@transaction.atomic
def cancel(by: Actor, what_if: WhatIf) -> None:
    """Stop an answer's making: what waits is taken back, what runs ends soon and tells the best it found."""
    require(by, Policy.PLAN)
    row = WhatIf.objects.select_for_update(of=("self",)).select_related("draft", "job").get(pk=what_if.pk)
    if row.state != DraftState.PLANNING or row.job is None:
        return
    jobs.cancel(by, row.job)
    row.job.refresh_from_db()
    if row.job.state == JobState.CANCELLED:
        row.state = DraftState.CANCELLED
        row.save(update_fields=["state"])
    facts = {"number": row.draft.number, "question": row.question}
    ledger.append(by, "timetable.what_if_stopped", "draft", row.draft_id, facts)


@transaction.atomic
def keep(by: Actor, what_if: WhatIf, gain: Gain, *, revision: int, stopped_early: bool) -> None:
    """Keep an answer, where it is still waited for: a job run twice has its effect once."""
    require(by, Policy.PLAN)
    row = _waiting(what_if)
    if row is None:
        return
    row.state = DraftState.READY
    row.draft_revision = revision
    row.stopped_early = stopped_early
    row.answer = {
        "levels": [_level(level) for level in gain.levels],
        "fits": list(gain.fits),
        "given_up": list(gain.given_up),
    }
    row.save()
    facts = {"question": row.question, "fits": len(gain.fits)}
    ledger.append(by, "timetable.what_if_answered", "draft", row.draft_id, facts)


@transaction.atomic
def give_up(by: Actor, what_if: WhatIf, error: TearoadError) -> None:
    """Say that there is no answer, and why."""
    require(by, Policy.PLAN)
    row = _waiting(what_if)
    if row is None:
        return
    row.state = DraftState.FAILED
    hint = text_to_document(error.hint) if error.hint else None
    row.failure = {"text": text_to_document(error.text), "hint": hint}
    row.save()
    ledger.append(by, "timetable.what_if_failed", "draft", row.draft_id, {"question": row.question, "code": error.code})


@transaction.atomic
def drop(by: Actor, what_if: WhatIf) -> None:
    """Say that a question was taken back before there was any answer."""
    require(by, Policy.PLAN)
    row = _waiting(what_if)
    if row is not None:
        row.state = DraftState.CANCELLED
        row.save(update_fields=["state"])


def _waiting(what_if: WhatIf) -> WhatIf | None:
    row: WhatIf | None = WhatIf.objects.select_for_update().filter(pk=what_if.pk).first()
    return row if row is not None and row.state == DraftState.PLANNING else None


def _level(gain: LevelGain) -> dict[str, object]:
    return {
        "objective": gain.objective.value,
        "before": _figures(gain.before),
        "after": _figures(gain.after),
        "verdict": gain.verdict.value,
    }


def _figures(level: Level) -> list[int]:
    return [level.value, level.bound]
