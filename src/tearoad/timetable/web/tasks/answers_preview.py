"""The job `timetable.answers_preview`: what the plan looks like if nobody else answers, and what consent costs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tearoad.errors import InputError
from tearoad.matching.asking import ConsentRule
from tearoad.mission.web.queries import mission
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.timetable.consent_price import PartyPair, agreed_pairs
from tearoad.timetable.solve import solve
from tearoad.timetable.web.actions.answers_preview import PreviewWanted
from tearoad.timetable.web.queries.planning import problem_building
from tearoad.timetable.web.tasks.plan import stopped
from tearoad.values.document import to_document
from tearoad.web import registry
from tearoad.web.clock import now
from tearoad.web.registry import JobRun

_PATIENCE = 4
"""On a machine so many times busier than a quiet core a forecast is cut short: it holds the worker for others."""


def preview(run: JobRun) -> dict[str, Any]:
    """Plan what is agreed or pinned by now; then all, with and without consent. No draft is touched."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    wanted: PreviewWanted = run.payload
    facts = problem_building.mission_facts(mission(by, UUID(wanted["mission"])))
    said = replace(facts.said, asking=replace(facts.said.asking, consent=ConsentRule.OPT_IN))
    mission_facts = replace(facts, said=said)
    everybody = [exporter.id for exporter in said.exporters], [buyer.id for buyer in said.buyers]
    run.step(Text("board_pages.step_match"))
    try:
        matching = problem_building.matched(mission_facts)
        problem = problem_building.composed(mission_facts, matching).problem
    except InputError:  # nothing is agreed yet: that is an answer as well
        return _result(frozenset(), frozenset(), *everybody)
    run.step(Text("board_pages.step_solve"))
    work = float(wanted["work"])
    made = solve(problem, work=work, time_limit_s=_PATIENCE * work, stop=run.stop)
    stopped(run)
    wishes = {wish.id: wish for wish in problem.wishes}
    placed = frozenset((wishes[meeting.wish].exporter, wishes[meeting.wish].buyer) for meeting in made.meetings)
    result = _result(agreed_pairs(said, matching), placed, *everybody)
    if _others_wait(run):  # whoever waits for a plan comes first; what consent costs can be asked again
        return result
    run.step(Text("board_pages.step_solve_by_scores"))
    price = problem_building.consent_price_of(facts, matching, work, _PATIENCE * work, run.stop)
    stopped(run)
    return result | {"consent": to_document(price)}


def _others_wait(run: JobRun) -> bool:
    """Whether another long job waits for its turn."""
    long = [job.kind for job in registry.jobs().values() if job.long]
    waiting = Job.objects.filter(kind__in=long, state=JobState.WAITING, not_before__lte=now())
    return waiting.exclude(pk=run.job_id).exists()


def _result(
    agreed: frozenset[PartyPair], placed: frozenset[PartyPair], firms: list[Any], buyers: list[Any]
) -> dict[str, Any]:
    met = {party for pair in placed for party in pair}
    return {
        "agreed": len(agreed),
        "placed": len(placed & agreed),
        "beside": len(placed - agreed),
        "left_out": sorted((str(firm), str(buyer)) for firm, buyer in agreed - placed),
        "firms_without": sorted(str(firm) for firm in firms if firm not in met),
        "buyers_without": sorted(str(buyer) for buyer in buyers if buyer not in met),
    }
