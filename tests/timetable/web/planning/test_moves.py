from __future__ import annotations

from typing import Any

import pytest

from tearoad.errors import Conflict, InputError
from tearoad.mission.web.models import Mission
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.timetable.board import Targets
from tearoad.timetable.check import check
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.web.actions.editing import MoveRefusedError
from tearoad.timetable.web.actions.moves import move, undo, unplace
from tearoad.timetable.web.actions.pins import pin, remove, unpin
from tearoad.timetable.web.models import Draft, Pin
from tearoad.timetable.web.queries.loading import plan_of, problem_of
from tearoad.values import WishId
from tests.timetable.web.drafts import first_draft


@pytest.fixture
def draft(officer: Actor, mission: Mission) -> Draft:
    return first_draft(officer, mission)


def free_spot(draft: Draft) -> Meeting:
    problem, plan = problem_of(draft), plan_of(draft)
    return next(
        spot.meeting for meeting in plan.meetings for spot in Targets.of(problem, plan.meetings, meeting.wish).fitting()
    )


def go(by: Actor, draft: Draft, to: Meeting, seen: int = 1) -> Draft:
    return move(by, draft, to.wish, to.start, to.place, to.interpreter, seen_revision=seen)


def held(plan: Plan, wish: WishId) -> Meeting | None:
    return next((meeting for meeting in plan.meetings if meeting.wish == wish), None)


def test_a_meeting_moves_and_the_levels_are_measured_anew(officer: Actor, draft: Draft) -> None:
    spot = free_spot(draft)
    after = go(officer, draft, spot)
    draft.refresh_from_db()
    assert held(plan_of(draft), spot.wish) == spot
    assert check(problem_of(draft), plan_of(draft)) == ()
    assert (draft.revision, after.revision) == (2, 2)
    assert LedgerEntry.objects.order_by("-number")[0].code == "timetable.moved"


def test_a_clash_is_refused_with_every_rule_and_nothing_changes(officer: Actor, draft: Draft) -> None:
    plan, problem = plan_of(draft), problem_of(draft)
    first = plan.meetings[0]
    buyer = problem.lookup.wish[first.wish].buyer
    # A buyer who moves as one person cannot be with two firms at once.
    other = next(
        meeting
        for meeting in plan.meetings
        if problem.lookup.wish[meeting.wish].buyer == buyer
        and meeting.wish != first.wish
        and problem.lookup.party[buyer].base is None
    )
    before = draft.plan
    with pytest.raises(MoveRefusedError) as refused:
        go(officer, draft, Meeting(other.wish, first.start, other.place, other.interpreter))
    assert "timetable.two_at_once" in {text.code for text in refused.value.problems}
    draft.refresh_from_db()
    assert (draft.plan, draft.revision) == (before, 1)
    assert LedgerEntry.objects.filter(code="timetable.moved").count() == 0


def test_who_saw_an_older_draft_is_told_what_was_done(officer: Actor, draft: Draft) -> None:
    spot = free_spot(draft)
    go(officer, draft, spot)
    with pytest.raises(Conflict) as stale:
        unplace(officer, draft, spot.wish, seen_revision=1)
    assert stale.value.code == "board_pages.edited"
    assert stale.value.text["count"] == 1
    last: Any = stale.value.text["last"]
    assert [text.code for text in last] == ["board_pages.did_move"]


def test_a_meeting_is_taken_out_and_placed_again(officer: Actor, draft: Draft) -> None:
    first = plan_of(draft).meetings[0]
    unplace(officer, draft, first.wish, seen_revision=1)
    draft.refresh_from_db()
    assert first.wish in plan_of(draft).unplaced
    go(officer, draft, first, seen=2)
    draft.refresh_from_db()
    assert held(plan_of(draft), first.wish) == first
    assert [step["text"]["code"] for step in draft.steps] == ["board_pages.did_take_out", "board_pages.did_place"]


def test_undo_takes_edits_back_one_by_one(officer: Actor, draft: Draft) -> None:
    before = plan_of(draft)
    spot = free_spot(draft)
    go(officer, draft, spot)
    unplace(officer, draft, spot.wish, seen_revision=2)
    undo(officer, draft, seen_revision=3)
    draft.refresh_from_db()
    assert held(plan_of(draft), spot.wish) == spot
    undo(officer, draft, seen_revision=4)
    draft.refresh_from_db()
    assert set(plan_of(draft).meetings) == set(before.meetings)
    assert plan_of(draft).levels == before.levels
    with pytest.raises(Conflict) as nothing:
        undo(officer, draft, seen_revision=5)
    assert nothing.value.code == "board_pages.nothing_to_undo"


def test_a_pinned_meeting_stays_until_it_is_unpinned(officer: Actor, mission: Mission, draft: Draft) -> None:
    spot = free_spot(draft)
    now = held(plan_of(draft), spot.wish)
    assert now is not None
    pin(officer, draft, spot.wish, seen_revision=1)
    row = Pin.objects.get()
    is_hired = now.interpreter is not None and not problem_of(draft).lookup.is_delegate(now.interpreter)
    # Who of a firm speaks is its own affair.
    assert (row.place, row.interpreter) == (now.place, now.interpreter if is_hired else "")
    with pytest.raises(MoveRefusedError):
        go(officer, draft, spot, seen=2)
    unpin(officer, draft, spot.wish, seen_revision=2)
    assert Pin.objects.count() == 0
    go(officer, draft, spot, seen=3)
    draft.refresh_from_db()
    mission.refresh_from_db()
    assert held(plan_of(draft), spot.wish) == spot
    # Pins are the draft's own doing: it is not out of date because of them.
    assert draft.mission_revision == mission.revision


def test_a_pin_taken_from_the_list_makes_drafts_out_of_date(officer: Actor, mission: Mission, draft: Draft) -> None:
    pin(officer, draft, plan_of(draft).meetings[0].wish, seen_revision=1)
    remove(officer, mission, Pin.objects.get().pk)
    draft.refresh_from_db()
    mission.refresh_from_db()
    assert (Pin.objects.count(), draft.mission_revision) == (0, mission.revision - 1)


def test_a_wish_that_nobody_has_is_refused(officer: Actor, draft: Draft) -> None:
    first = plan_of(draft).meetings[0]
    with pytest.raises(InputError):
        move(officer, draft, WishId("X/Y"), first.start, first.place, None, seen_revision=1)
