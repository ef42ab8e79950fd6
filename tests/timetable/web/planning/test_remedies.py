"""From an interpreter's cell to the plan and back to where the cell is changed: a short walk."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse

from checks.finding import ROOT
from tearoad.mission.web.models import Interpreter, Mission
from tearoad.people import Actor
from tearoad.text import Ref, Text
from tearoad.timetable.explain import explain
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.web.queries.planning.remedies import obstacles_with_remedies
from tearoad.values import WishId
from tests.timetable.web.drafts import draft_row, small_outcome

WALK = {
    "mission/interpreters_sheet.py": "max_hours",
    "mission/people.py": "max_hours_per_day",
    "timetable/problem_building/presence.py": "interpreter_slots_per_day",
    "timetable/problem_building/build.py": "interpreter_slots_per_day",
    "timetable/facts/parts.py": "max_slots_per_day",
    "timetable/solvers/limits.py": "Why.INTERPRETER_DAY",
    "timetable/explain/unplaced.py": "Why.INTERPRETER_DAY",
    "timetable/web/queries/planning/remedies.py": "max_hours",
    "timetable/web/templates/timetable/_why_not.html": "each.change",
    "journey/web/queries/tables/addresses.py": "rows_to_change",
}
"""The files that an interpreter's hours pass, each with the name by which they go there."""


@dataclass(frozen=True, slots=True)
class Tired:
    """A plan in which each interpreter has worked all that a day allows, and a wish that it leaves out for that."""

    problem: Problem
    plan: Plan
    left_out: WishId


@pytest.fixture(scope="module")
def tired() -> Tired:
    """Return a plan of interpreters who work one slot a day."""
    outcome = small_outcome()
    day = outcome.problem.lookup.day
    held = {
        (meeting.interpreter, day[meeting.start]): meeting for meeting in outcome.plan.meetings if meeting.interpreter
    }
    gone = tuple(wish.id for wish in outcome.problem.wishes if wish.id not in {met.wish for met in held.values()})
    people = tuple(replace(interpreter, max_slots_per_day=1) for interpreter in outcome.problem.interpreters)
    plan = replace(outcome.plan, meetings=tuple(held.values()), unplaced=gone, levels=())
    problem = replace(outcome.problem, interpreters=people, pins=())
    return Tired(
        problem,
        plan,
        next(explanation.wish for explanation in explain(problem, plan, gone[:20]) if _of_a_day(explanation.obstacles)),
    )


def test_the_walk_of_an_interpreters_hours_passes_a_dozen_files_at_most() -> None:
    lost = [
        path for path, name in WALK.items() if name not in (ROOT / "src/tearoad" / path).read_text(encoding="utf-8")
    ]
    assert (lost, len(WALK) <= 12) == ([], True)


def test_a_meeting_without_interpreter_hours_leads_to_the_cell_that_says_them(
    officer: Actor, signed_in: Client, mission: Mission, tired: Tired
) -> None:
    draft = draft_row(officer, mission, tired.problem, tired.plan)
    address = reverse("timetable-meeting", args=[mission.pk, draft.number])
    page = signed_in.get(f"{address}?wish={quote(tired.left_out)}")
    long = _of_a_day(page.context["screen"].why_not.obstacles)[0]
    assert f'href="{long.change.replace("&", "&amp;")}"' in page.content.decode()
    table = signed_in.get(long.change)
    who = str(long.text["who"].id)
    assert [row.code for row in table.context["rows"]] == [who]
    row = Interpreter.objects.get(mission=mission, code=who)
    more = {"row": str(row.pk), "line": 0, "field": "max_hours", "text": "9", "was": None}
    sent = {"changes": json.dumps([more]), "col": ["max_hours"]}
    cells = reverse("journey-table-cells", args=[mission.pk, "interpreters"])
    assert signed_in.post(cells, sent, headers={"Accept": "application/json"}).status_code == 200
    row.refresh_from_db()
    assert row.document["max_hours_per_day"] == 9


def _of_a_day(obstacles: Iterable[Any]) -> list[Any]:
    return [obstacle for obstacle in obstacles if obstacle.text.code == "timetable.why_interpreter_day"]


def test_a_rule_leads_to_the_rules_and_what_nobody_can_change_nowhere(mission: Mission) -> None:
    nobody = Text("timetable.why_no_interpreter", meeting=Text("timetable.pair"))
    texts = (
        nobody,
        Text("timetable.why_cap", count=1, of=2, who=Ref("E01")),
        Text("timetable.why_person_absent_for", count=1, of=2, who=Ref("D01"), because=()),
        Text("timetable.why_busy", count=1, of=2, who=Ref("E01")),
    )
    anybody, rules, absent, busy = (obstacle.change for obstacle in obstacles_with_remedies(mission, texts))
    assert (rules, busy) == (reverse("mission-plan-rules", args=[mission.pk]), "")
    assert anybody.startswith(reverse("journey-table", args=[mission.pk, "interpreters"]) + "?q=&col=pairs")
    assert absent == reverse("journey-table", args=[mission.pk, "availability"]) + "?q=D01"
