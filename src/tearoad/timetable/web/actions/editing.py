"""What every edit of a draft shares: seen as it is, judged before it is kept, kept with what undoes it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tearoad.errors import Conflict, InputError
from tearoad.mission.web.models import Mission
from tearoad.mission.web.policies import refuse_archived
from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.timetable.check import check
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.schema import plan_to_json, problem_to_json
from tearoad.timetable.web.models import Draft, DraftState
from tearoad.timetable.web.queries.loading import problem_of
from tearoad.values import WishId
from tearoad.values.document import text_from_document

STEPS = 100
"""So many edits can be undone."""


class MoveRefusedError(InputError):
    """A plan that would break a rule; `problems` say which, with ids that a page turns into names."""

    def __init__(self, why: Sequence[Text]) -> None:
        """Keep what would be broken, each thing once."""
        self.problems = tuple(dict.fromkeys(why))
        text = Text("board_pages.refused", count=len(self.problems), why=self.problems)
        super().__init__(text, Text("board_pages.refused_hint"))


def lock(draft: Draft, seen_revision: int) -> Draft:
    """Return the draft's row, locked until the change is committed; part of the caller's transaction.

    Raises:
        Conflict: somebody edited it since the page was made, or it holds no plan.

    """
    # The mission first, as publishing does: two who lock in one order never wait for each other in a ring.
    refuse_archived(Mission.objects.select_for_update().get(pk=draft.mission_id))
    Draft.objects.select_for_update().get(pk=draft.pk)
    row: Draft = Draft.objects.select_related("problem").get(pk=draft.pk)
    if row.state != DraftState.READY:
        raise Conflict(Text("board_pages.no_plan_yet", number=row.number), Text("board_pages.no_plan_yet_hint"))
    if row.revision != seen_revision:
        missed = max(1, row.revision - seen_revision)
        last = tuple(text_from_document(step["text"]) for step in row.steps[-missed:])
        said = Text("board_pages.edited", count=missed, last=last) if last else Text("board_pages.taken_back")
        raise Conflict(said, Text("board_pages.edited_hint"))
    return row


def judge(problem: Problem, plan: Plan) -> None:
    """Refuse a plan that breaks a rule.

    Raises:
        MoveRefusedError: with everything it would break.

    """
    found = check(problem, plan)
    if found:
        raise MoveRefusedError([violation.text for violation in found])


def known_wish(problem: Problem, wish: WishId) -> WishId:
    """Return the wish's id.

    Raises:
        InputError: nobody wishes for it.

    """
    if wish not in problem.lookup.wish:
        raise InputError(Text("timetable.unknown_wish", wish=wish), Text("board_pages.edited_hint"))
    return wish


def save(row: Draft, plan: Plan, steps: Sequence[dict[str, Any]]) -> None:
    """Keep an edited plan; the revision grows."""
    row.plan = plan_to_json(plan)
    row.steps = list(steps)[-STEPS:]
    row.revision += 1
    row.save(update_fields=["plan", "steps", "revision", "problem"])


def keep_problem(by: Actor, row: Draft, problem: Problem) -> None:
    """Let a draft answer another problem: the same with other pins."""
    if problem == problem_of(row):
        return
    row.problem = store_problem(by, problem)


def store_problem(by: Actor, problem: Problem) -> StoredFile:
    """Keep a problem as a file; equal problems are one content."""
    content = json.dumps(problem_to_json(problem), ensure_ascii=False, sort_keys=True).encode()
    return keep(by, name="problem.json", content=content, kind="problem", media_type="application/json")
