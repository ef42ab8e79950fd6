"""Edit a draft on the board: move, place, take out, undo. A clash is refused, nothing half-done is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db import transaction

from tearoad.errors import Conflict
from tearoad.mission.web.queries import parties
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.board import measured, put, taken_out
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.rules import pair
from tearoad.timetable.schema import plan_from_json, plan_to_json
from tearoad.timetable.web.actions import editing
from tearoad.timetable.web.models import Draft
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.timetable.web.queries.publishing.displaced import displaced
from tearoad.values import InterpreterId, PlaceId, WishId
from tearoad.values.document import text_to_document


@transaction.atomic
def move(  # what a meeting is, and what its mover saw
    by: Actor,
    draft: Draft,
    wish: WishId,
    start: int,
    place: PlaceId,
    interpreter: InterpreterId | None,
    *,
    seen_revision: int,
) -> Draft:
    """Hold a wish there and then, whether it stood elsewhere or was left out.

    Raises:
        MoveRefusedError: it would break a rule; nothing is changed.
        Conflict: somebody edited the draft in the meantime.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    problem, plan = problem_of(row), plan_of(row)
    meeting = Meeting(editing.known_wish(problem, wish), start, place, interpreter)
    after = put(problem, plan, meeting)
    editing.judge(problem, after)
    _beside_programme(row, problem, after, wish)
    before = _held(plan, wish)
    code = "board_pages.did_move" if before else "board_pages.did_place"
    text = Text(code, meeting=pair(problem.lookup.wish[wish]), at=problem.slots[start].window.start_at)
    _save(row, after, _step(text, wish, before, plan))
    facts = {"wish": wish, "start": start, "place": place, "interpreter": interpreter, "revision": row.revision}
    ledger.append(by, "timetable.moved" if before else "timetable.placed", "draft", row.id, facts)
    return row


@transaction.atomic
def unplace(by: Actor, draft: Draft, wish: WishId, *, seen_revision: int) -> Draft:
    """Take a meeting out of a draft; its wish is left out from now on.

    Raises:
        Conflict: somebody edited the draft in the meantime, or it was not there.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    problem, plan = problem_of(row), plan_of(row)
    before = _held(plan, editing.known_wish(problem, wish))
    if before is None:
        raise Conflict(Text("board_pages.not_held", meeting=pair(problem.lookup.wish[wish])))
    after = taken_out(problem, plan, wish)
    editing.judge(problem, after)
    text = Text("board_pages.did_take_out", meeting=pair(problem.lookup.wish[wish]))
    _save(row, after, _step(text, wish, before, plan))
    ledger.append(by, "timetable.taken_out", "draft", row.id, {"wish": wish, "revision": row.revision})
    return row


@transaction.atomic
def undo(by: Actor, draft: Draft, *, seen_revision: int) -> Draft:
    """Take the last edit back.

    Raises:
        Conflict: there is nothing to take back, or somebody edited the draft in the meantime.
        MoveRefusedError: what was pinned since does not allow it.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    if not row.steps:
        raise Conflict(Text("board_pages.nothing_to_undo"))
    step = row.steps[-1]
    problem, plan = problem_of(row), plan_of(row)
    after = _undone(problem, plan, step)
    editing.judge(problem, after)
    editing.save(row, after, row.steps[:-1])
    ledger.append(by, "timetable.undone", "draft", row.id, {"wish": step["wish"], "revision": row.revision})
    return row


def _beside_programme(row: Draft, problem: Problem, after: Plan, wish: WishId) -> None:
    """Refuse a place in the day that the programme, changed since the draft was made, has taken."""
    moved = problem.lookup.wish[wish]
    found = displaced(parties(row.mission), problem, after)
    mine = [meeting for meeting in found if (meeting.exporter, meeting.buyer) == (moved.exporter, moved.buyer)]
    if mine:
        raise editing.MoveRefusedError([text for meeting in mine for text in meeting.why])


def _held(plan: Plan, wish: WishId) -> Meeting | None:
    return next((meeting for meeting in plan.meetings if meeting.wish == wish), None)


def _step(text: Text, wish: WishId, before: Meeting | None, plan: Plan) -> dict[str, Any]:
    """Return what undoes an edit: the meeting as it stood, and the levels, whose proofs an undo brings back."""
    bare = replace(plan, meetings=(before,) if before else (), unplaced=())
    return {"text": text_to_document(text), "wish": wish, "before": plan_to_json(bare)}


def _undone(problem: Problem, plan: Plan, step: dict[str, Any]) -> Plan:
    before = plan_from_json(step["before"])
    others = tuple(meeting for meeting in plan.meetings if meeting.wish != step["wish"])
    same_problem = before.problem_digest == plan.problem_digest
    judged = replace(plan, levels=before.levels) if same_problem else plan
    return measured(problem, judged, (*others, *before.meetings))


def _save(row: Draft, plan: Plan, step: dict[str, Any]) -> None:
    editing.save(row, plan, [*row.steps, step])
