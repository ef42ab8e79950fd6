"""Mend the plan in force after trouble: ask for a proposal, take the other one, drop it, publish it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from django.db import transaction

from tearoad.errors import Conflict
from tearoad.mission.web.actions.absences import note_absence
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions import jobs
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.explain import Explanation
from tearoad.timetable.repair import Reported
from tearoad.timetable.repair.repair_offers import Mended
from tearoad.timetable.web.actions import editing, planning
from tearoad.timetable.web.actions.publishing import publish
from tearoad.timetable.web.models import Draft, DraftState, Published
from tearoad.timetable.web.queries.planning import drafts as queries
from tearoad.timetable.web.queries.publishing.in_force import in_force, published
from tearoad.timetable.web.queries.repairs.mended import mended_of, scene_of
from tearoad.timetable.web.queries.repairs.pages import absence_of
from tearoad.values.document import to_document
from tearoad.web.clock import fair_now, now

REPAIR = "timetable.repair"
SECONDS = 2
"""How long each proposal may be looked for."""


class RepairWanted(TypedDict):
    """Which draft is mended."""

    draft: str


@transaction.atomic
def ask_for_repair(by: Actor, mission: Mission, reported: Reported) -> Draft:
    """Ask a worker how the plan in force is mended; a second press means the proposal that is being made.

    Raises:
        Conflict: nothing is published yet.

    """
    require(by, Policy.PLAN)
    row = Mission.objects.select_for_update().get(pk=mission.pk)  # two presses at once wait for each other
    refuse_archived(row)
    current = in_force(row)
    if current is None:
        raise Conflict(Text("repair_pages.nothing_published"), Text("repair_pages.nothing_published_hint"))
    mended = to_document(Mended(current.number, reported))
    for draft in Draft.objects.filter(mission=row, state=DraftState.PLANNING, repair=mended).select_related("job"):
        if queries.state_of(draft) is DraftState.PLANNING:
            return draft  # type: ignore[no-any-return]  # a scoped manager's row
    made: Draft = Draft.objects.create(
        mission=row,
        number=planning.next_number(row),
        mission_revision=current.draft.mission_revision,
        seconds=SECONDS,
        reasons=current.reasons,
        repair=mended,
        made_at=now(),
    )
    made.job = jobs.ask(by, REPAIR, str(made.id), RepairWanted(draft=str(made.id)))
    made.save(update_fields=["job"])
    facts = {"number": made.number, "kind": reported.kind.value, "who": reported.who}
    ledger.append(by, "timetable.repair_asked", "draft", made.id, facts)
    return made


@dataclass(frozen=True, slots=True)
class RepairProposals:
    """The proposals with all that a draft keeps of them."""

    problem: StoredFile
    """The one that is troubled."""
    mended: Mended
    explanations: Sequence[Explanation]
    known: Mapping[str, Any]
    """The explanations of the plan that was mended."""


@transaction.atomic
def keep(by: Actor, draft: Draft, proposals: RepairProposals) -> bool:
    """Make a repair ready; False where it is no longer waited for, so that a job run twice has its effect once."""
    require(by, Policy.PLAN)
    row = planning.waiting(draft)
    if row is None:
        return False
    first = proposals.mended.offers[0]
    row.state, row.problem, row.plan = DraftState.READY, proposals.problem, first.plan
    row.explanations = {
        **proposals.known,
        **{explanation.wish: planning.explained(explanation) for explanation in proposals.explanations},
    }
    row.repair = to_document(proposals.mended)
    row.save()
    facts = {"number": row.number, "people": first.people, "dropped": first.dropped}
    ledger.append(by, "timetable.repaired", "draft", row.id, facts)
    return True


@transaction.atomic
def choose(by: Actor, draft: Draft, nth: int, *, seen_revision: int) -> Draft:
    """Take the other proposal.

    Raises:
        Conflict: there is none, or somebody edited the draft in the meantime.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    mended = mended_of(row)
    if not 0 <= nth < len(mended.offers) or row.revision != mended.revision:
        raise Conflict(Text("repair_pages.no_other"), Text("publish_pages.look_again_hint"))
    row.plan, row.steps, row.revision = mended.offers[nth].plan, [], row.revision + 1
    row.repair = to_document(replace(mended, chosen=nth, revision=row.revision))
    row.save(update_fields=["plan", "steps", "revision", "repair"])
    ledger.append(by, "timetable.repair_chosen", "draft", row.id, {"number": row.number, "offer": nth})
    return row


@transaction.atomic
def discard(by: Actor, draft: Draft) -> None:
    """Drop a repair; the plan in force stays. What was published is not dropped."""
    require(by, Policy.PLAN)
    planning.cancel(by, draft)
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    if row.state == DraftState.READY and not Published.objects.filter(draft=row).exists():
        row.state = DraftState.CANCELLED
        row.save(update_fields=["state"])
        ledger.append(by, "timetable.repair_discarded", "draft", row.id, {"number": row.number})


@transaction.atomic
def begin_anew(by: Actor, draft: Draft) -> Draft:
    """Mend the plan that is in force now after the same trouble: the older proposal fits it no longer."""
    made = ask_for_repair(by, draft.mission, mended_of(draft).reported)
    if made.pk != draft.pk:
        discard(by, draft)
    return made


@transaction.atomic
def publish_repair(by: Actor, draft: Draft, seen_revision: int, *, lasting: bool) -> Published:
    """Make a repair the plan in force; `lasting` keeps the trouble in the mission, for every later plan.

    The plan it mends was published against the mission as it was: what has changed in it since is judged again when
    it comes into force, and does not hold the repair up.

    Raises:
        Conflict: as in `publish`; another plan came into force in the meantime.

    """
    require(by, Policy.PUBLISH)
    mended = mended_of(draft)
    if lasting:
        _note(by, draft, mended)
    return publish(by, draft, seen_revision, seen_number=mended.number, although_outdated=True)


def _note(by: Actor, draft: Draft, mended: Mended) -> None:
    absence = absence_of(mended.reported, scene_of(published(draft.mission, mended.number), fair_now()))
    before = Mission.objects.select_for_update().get(pk=draft.mission_id).revision
    # The draft knows of it already: it is as new as the mission with it.
    if absence is not None and note_absence(by, draft.mission, absence):
        Draft.objects.filter(pk=draft.pk, mission_revision=before).update(mission_revision=before + 1)
