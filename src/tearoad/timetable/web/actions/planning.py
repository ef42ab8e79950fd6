"""Ask for a plan, stop its making, and keep what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NotRequired, TypedDict

from django.db import transaction
from django.db.models import Max

from tearoad.errors import TearoadError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions import jobs
from tearoad.office.web.models import JobState, StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.explain import Explanation
from tearoad.timetable.plan import Plan
from tearoad.timetable.roster import Roster
from tearoad.timetable.schema import plan_to_json
from tearoad.timetable.web.models import Draft, DraftState
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.values import WishId
from tearoad.values.document import text_to_document
from tearoad.web.clock import now

PLAN = "timetable.plan"
SHORTEST_S, LONGEST_S = 1, 1800


class PlanWanted(TypedDict):
    """Which draft is planned, and with the meetings of which other one it begins."""

    draft: str
    begin_with: NotRequired[str]


@transaction.atomic
def ask_for_plan(
    by: Actor, mission: Mission, *, seconds: int = 60, seed: int = 0, begin_with: Draft | None = None
) -> Draft:
    """Ask a worker for a new plan, the search beginning with a draft's; while one is being made, that one is meant."""
    require(by, Policy.PLAN)
    row = Mission.objects.select_for_update().get(pk=mission.pk)  # two wishes at once wait for each other
    refuse_archived(row)
    running = queries.running(row)
    if running is not None:
        return running
    made: Draft = Draft.objects.create(
        mission=row,
        number=next_number(row),
        mission_revision=row.revision,
        seconds=min(LONGEST_S, max(SHORTEST_S, seconds)),
        seed=seed,
        made_at=now(),
    )
    wanted = PlanWanted(draft=str(made.id))
    if begin_with is not None:
        wanted["begin_with"] = str(begin_with.id)
    made.job = jobs.ask(by, PLAN, str(made.id), wanted)
    made.save(update_fields=["job"])
    ledger.append(by, "timetable.plan_asked", "draft", made.id, {"number": made.number, "seconds": made.seconds})
    return made


@transaction.atomic
def cancel(by: Actor, draft: Draft) -> None:
    """Stop a plan's making: what waits is taken back, what runs ends soon and keeps the best plan so far."""
    require(by, Policy.PLAN)
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    if row.state != DraftState.PLANNING or row.job is None:
        return
    jobs.cancel(by, row.job)
    row.job.refresh_from_db()
    if row.job.state == JobState.CANCELLED:
        row.state = DraftState.CANCELLED
        row.save(update_fields=["state"])
    ledger.append(by, "timetable.plan_stopped", "draft", row.id, {"number": row.number})


@dataclass(frozen=True, slots=True)
class PlanOutcome:
    """A plan with all that a draft keeps of it."""

    revision: int
    """The state of the mission it was made from."""
    problem: StoredFile
    plan: Plan
    explanations: Sequence[Explanation]
    roster: Roster
    clash: Sequence[WishId]
    stopped_early: bool


@transaction.atomic
def keep(by: Actor, draft: Draft, made: PlanOutcome) -> bool:
    """Make a draft ready; False where it is no longer waited for, so that a job run twice has its effect once."""
    require(by, Policy.PLAN)
    row = waiting(draft)
    if row is None:
        return False
    row.state = DraftState.READY
    row.mission_revision = made.revision
    row.problem = made.problem
    row.plan = plan_to_json(made.plan)
    row.explanations = {explanation.wish: explained(explanation) for explanation in made.explanations}
    row.reasons = {wish: [text_to_document(text) for text in why] for wish, why in made.roster.reasons.items()}
    row.clash = list(made.clash)
    row.stopped_early = made.stopped_early
    row.save()
    facts = {"number": row.number, "meetings": len(made.plan.meetings), "unplaced": len(made.plan.unplaced)}
    ledger.append(by, "timetable.planned", "draft", row.id, facts)
    return True


@transaction.atomic
def give_up(by: Actor, draft: Draft, error: TearoadError, found: Sequence[Text] = ()) -> None:
    """Say that a draft holds no plan, and why."""
    require(by, Policy.PLAN)
    row = waiting(draft)
    if row is None:
        return
    row.state = DraftState.FAILED
    row.failure = {
        "text": text_to_document(error.text),
        "hint": text_to_document(error.hint) if error.hint else None,
        "found": [text_to_document(text) for text in found],
    }
    row.save()
    ledger.append(by, "timetable.plan_failed", "draft", row.id, {"number": row.number, "code": error.code})


@transaction.atomic
def drop(by: Actor, draft: Draft) -> None:
    """Say that a draft was stopped before there was any plan."""
    require(by, Policy.PLAN)
    row = waiting(draft)
    if row is not None:
        row.state = DraftState.CANCELLED
        row.save(update_fields=["state"])


def next_number(mission: Mission) -> int:
    """Return the number of a mission's next draft; the caller holds the mission's lock."""
    return (Draft.objects.filter(mission=mission).aggregate(most=Max("number"))["most"] or 0) + 1


def waiting(draft: Draft) -> Draft | None:
    """Return a draft's row, locked, while somebody waits for it; part of the caller's transaction."""
    row: Draft = Draft.objects.select_for_update().get(pk=draft.pk)
    return row if row.state == DraftState.PLANNING else None


def explained(explanation: Explanation) -> dict[str, Any]:
    """Text, then obstacles, the most frequent first: the shape that the draft's page reads back."""
    return {
        "text": text_to_document(explanation.text),
        "obstacles": [text_to_document(obstacle.text) for obstacle in explanation.obstacles],
    }
