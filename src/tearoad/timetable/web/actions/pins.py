"""Fix a meeting where it stands, and let it go again: in this draft at once, in every plan made from now on."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from tearoad.errors import Conflict
from tearoad.mission.web.actions.missions import touch
from tearoad.mission.web.models import Mission
from tearoad.people import Actor, Policy
from tearoad.people.web.actions import ledger
from tearoad.people.web.policies import require
from tearoad.text import Text
from tearoad.timetable.board import repinned
from tearoad.timetable.problem import Pin as PlanPin
from tearoad.timetable.rules import pair
from tearoad.timetable.web.actions import editing
from tearoad.timetable.web.models import Draft, DraftState, Pin
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.values import WishId


@transaction.atomic
def pin(by: Actor, draft: Draft, wish: WishId, *, seen_revision: int) -> Draft:
    """Fix a meeting of a draft: its time, its place, its interpreter.

    Raises:
        Conflict: it is not in the draft, or somebody edited the draft in the meantime.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    problem, plan = problem_of(row), plan_of(row)
    wish_there = problem.lookup.wish[editing.known_wish(problem, wish)]
    meeting = next((meeting for meeting in plan.meetings if meeting.wish == wish), None)
    if meeting is None:
        raise Conflict(Text("board_pages.not_held", meeting=pair(wish_there)))
    # Who of its people speaks for a firm is the firm's own affair: another of them may, at the same time and place.
    interpreter = None if problem.lookup.speaker(meeting.interpreter) else meeting.interpreter
    Pin.objects.update_or_create(
        mission_id=row.mission_id,
        exporter=wish_there.exporter,
        buyer=wish_there.buyer,
        defaults={
            "start_at": problem.slots[meeting.start].window.start_at,
            "place": meeting.place,
            "interpreter": interpreter or "",
        },
    )
    fixed = PlanPin(wish, meeting.start, meeting.place, interpreter)
    problem, plan = repinned(problem, plan, wish, fixed)
    editing.keep_problem(by, row, problem)
    editing.save(row, plan, row.steps)
    _known_to_the_draft(row)
    ledger.append(by, "timetable.pinned", "draft", row.id, {"wish": wish, "revision": row.revision})
    return row


@transaction.atomic
def unpin(by: Actor, draft: Draft, wish: WishId, *, seen_revision: int) -> Draft:
    """Let a meeting go: from now on it may be moved, and a new plan may put it elsewhere.

    Raises:
        Conflict: somebody edited the draft in the meantime.

    """
    require(by, Policy.PLAN)
    row = editing.lock(draft, seen_revision)
    problem, plan = problem_of(row), plan_of(row)
    wish_there = problem.lookup.wish[editing.known_wish(problem, wish)]
    Pin.objects.filter(mission_id=row.mission_id, exporter=wish_there.exporter, buyer=wish_there.buyer).delete()
    problem, plan = repinned(problem, plan, wish, None)
    editing.keep_problem(by, row, problem)
    editing.save(row, plan, row.steps)
    _known_to_the_draft(row)
    ledger.append(by, "timetable.unpinned", "draft", row.id, {"wish": wish, "revision": row.revision})
    return row


@transaction.atomic
def remove(by: Actor, mission: Mission, pin_id: object) -> None:
    """Take a pin out of the mission's list; plans made from now on no longer know it."""
    require(by, Policy.PLAN)
    gone, _ = Pin.objects.filter(mission=mission, pk=pin_id).delete()
    if gone:
        touch(mission)
        ledger.append(by, "timetable.pin_removed", "mission", mission.id, {"pin": str(pin_id)})


def _known_to_the_draft(row: Draft) -> None:
    """Say that the mission has changed; a draft that was up to date obeys the change already and stays so."""
    mission = Mission.objects.get(pk=row.mission_id)
    touch(mission)
    Draft.objects.filter(pk=row.pk, mission_revision=mission.revision, state=DraftState.READY).update(
        mission_revision=F("mission_revision") + 1
    )
