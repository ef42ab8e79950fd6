"""The job `timetable.answers_preview`: what the plan looks like if nobody else answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from tearoad.errors import InputError
from tearoad.matching.asking import ConsentRule
from tearoad.mission.web.queries import mission
from tearoad.people import Actor, Role
from tearoad.text import Text
from tearoad.timetable.solve import DEFAULT_WORK, solve
from tearoad.timetable.web.queries.planning import problem_building
from tearoad.timetable.web.tasks.plan import PATIENCE, stopped
from tearoad.web.registry import JobRun


def preview(run: JobRun) -> dict[str, Any]:
    """Plan what is agreed or pinned by now, and nothing else; no draft is touched."""
    by = Actor(run.tenant, Role.SYSTEM, run.by)
    found = problem_building.mission_facts(mission(by, UUID(run.payload["mission"])))
    said = replace(found.said, asking=replace(found.said.asking, consent=ConsentRule.OPT_IN))
    found = replace(found, said=said)
    everybody = [one.id for one in said.exporters], [one.id for one in said.buyers]
    run.step(Text("board_pages.step_match"))
    try:
        problem = problem_building.composed(found, problem_building.matched(found)).problem
    except InputError:  # nothing is agreed yet: that is an answer as well
        return _result(0, [], *everybody)
    run.step(Text("board_pages.step_solve"))
    made = solve(problem, work=DEFAULT_WORK, time_limit_s=PATIENCE * DEFAULT_WORK, stop=run.stop)
    stopped(run)
    wishes = {one.id: one for one in problem.wishes}
    pairs = [(str(wishes[one.wish].exporter), str(wishes[one.wish].buyer)) for one in made.meetings]
    return _result(len(problem.wishes), pairs, *everybody)


def _result(agreed: int, pairs: list[tuple[str, str]], firms: list[Any], buyers: list[Any]) -> dict[str, Any]:
    met = {party for pair in pairs for party in pair}
    return {
        "agreed": agreed,
        "placed": len(pairs),
        "firms_without": sorted(str(one) for one in firms if one not in met),
        "buyers_without": sorted(str(one) for one in buyers if one not in met),
    }
