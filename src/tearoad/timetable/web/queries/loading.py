"""From rows to the engine's dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tearoad.companies import may_be_planned
from tearoad.mission.naming import with_names
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import Parties, parties
from tearoad.office.web.actions.files import store
from tearoad.programme.web.queries.announced import announced
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.schema import plan_from_json, problem_from_json
from tearoad.timetable.web.models import Draft
from tearoad.values import WishId
from tearoad.values.document import text_from_document
from tearoad.values.json_data import data_of


@lru_cache(maxsize=32)
def problem_by_digest(digest: str) -> Problem:
    """Return a kept problem; NotFoundError where its file is gone."""
    # Kept by digest: what a digest names never changes, so every process may remember it.
    return problem_from_json(data_of(store().get(digest)))


def problem_of(draft: Draft) -> Problem:
    """Return the problem a draft answers; NotFoundError where its file is gone."""
    assert draft.problem is not None  # noqa: S101  # a draft that is ready has one
    return problem_by_digest(draft.problem.digest)


def plan_of(draft: Draft) -> Plan:
    """Return a draft's plan, as the board left it."""
    return plan_from_json(draft.plan)


def roster_of(mission: Mission, reasons: Mapping[str, Any]) -> Roster:
    """Return what papers and pages outside the office are made from: who may be met, the programme as announced."""
    return replace(roster_from(parties(mission), reasons), programme=announced(mission))


def roster_from(found: Parties, reasons: Mapping[str, Any]) -> Roster:
    """Return the roster of a mission's parties; `reasons` are a draft's."""
    exporters = tuple(exporter for exporter in found.exporters if may_be_planned(exporter))
    buyers = tuple(buyer for buyer in found.buyers if may_be_planned(buyer))
    return Roster(
        mission=with_names(with_own_stands(found.mission, exporters)),
        exporters=exporters,
        buyers=buyers,
        delegates=found.delegates,
        programme=found.programme,
        interpreters=found.interpreters,
        reasons={WishId(wish): tuple(map(text_from_document, texts)) for wish, texts in reasons.items()},
    )
