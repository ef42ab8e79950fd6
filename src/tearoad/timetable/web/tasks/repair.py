"""The job `timetable.repair`: mend the plan in force, judge and explain; all of it outside of any transaction."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tearoad.errors import InputError, TearoadError
from tearoad.office.web.models import Job
from tearoad.people import Actor, Role
from tearoad.people.web.models import acting_for
from tearoad.text import Text
from tearoad.timetable.board import unproved
from tearoad.timetable.check import check
from tearoad.timetable.explain import explain
from tearoad.timetable.plan import Plan
from tearoad.timetable.repair import Proposal, repair, still_ahead, troubled
from tearoad.timetable.repair.repair_offers import Offer
from tearoad.timetable.schema import plan_to_json
from tearoad.timetable.web.actions import planning, repairing
from tearoad.timetable.web.actions.editing import store_problem
from tearoad.timetable.web.actions.repairing import RepairWanted
from tearoad.timetable.web.models import Draft, DraftState
from tearoad.timetable.web.queries.publishing.in_force import published
from tearoad.timetable.web.queries.repairs.mended import mended_of, scene_of
from tearoad.web.clock import fair_now
from tearoad.web.registry import JobRun


def mend(run: JobRun) -> dict[str, Any]:
    """Make the proposals of a repair. One that nobody waits for any more is left as it is."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    wanted: RepairWanted = run.payload
    with acting_for(run.tenant):
        draft: Draft = Draft.objects.select_related("mission").get(pk=wanted["draft"])
        if draft.state == DraftState.PLANNING:
            try:
                _mended(run, by, draft)
            except InputError as error:
                planning.give_up(by, draft, error)
        return {"draft": draft.number}


def _mended(run: JobRun, by: Actor, draft: Draft) -> None:
    run.step(Text("repair_pages.step_mend"))
    mended = mended_of(draft)
    row = published(draft.mission, mended.number)
    scene = scene_of(row, fair_now())
    problem = troubled(scene, mended.reported)
    announced, wanted = mended.reported.held(scene), mended.reported.wanted()
    repaired = repair(problem, announced, now=scene.now, wanted=wanted, time_limit_s=repairing.SECONDS, stop=run.stop)
    if Job.objects.filter(pk=run.job_id, cancel_requested=True).exists():
        planning.drop(by, draft)
        return
    # To leave a meeting out is no other way of bringing it in.
    proposals = tuple(
        proposal for proposal in repaired.proposals if proposal.holds(wanted) >= repaired.proposals[0].holds(wanted)
    )
    plans = tuple(unproved(problem, proposal.meetings, "repair") for proposal in proposals)
    broken = [fault.text for plan in plans for fault in check(problem, plan)]
    if broken:
        error = TearoadError(Text("board_pages.judged_wrong", count=len(broken)), Text("board_pages.report_hint"))
        planning.give_up(by, draft, error, broken)
        return
    offers = tuple(_offer(proposal, plan) for proposal, plan in zip(proposals, plans, strict=True))
    kept = repairing.RepairProposals(
        problem=store_problem(by, problem),
        mended=replace(mended, offers=offers, fewest_people=repaired.fewest_people),
        explanations=[
            explanation
            for proposal, plan in reversed([*zip(proposals, plans, strict=True)])
            for out in [{*proposal.given_up, *wanted}]
            for explanation in explain(still_ahead(problem, out, scene.now), plan, out)
        ],
        known=row.draft.explanations,
    )
    repairing.keep(by, draft, kept)


def _offer(proposal: Proposal, plan: Plan) -> Offer:
    holds_most = (proposal.toll.musts, proposal.toll.value) == (proposal.bound.musts, proposal.bound.value)
    return Offer(
        plan=plan_to_json(plan),
        people=proposal.toll.people,
        dropped=len(proposal.given_up),
        holds_most=holds_most,
        fewest_so=holds_most and proposal.toll.people == proposal.bound.people,
    )
